package org.graphrestore.spark.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.hadoop.util.ShutdownHookManager;
import org.graphrestore.spark.job.ExitCode;

/**
 * Says what it means, once, when the process is stopped under a running command: by Ctrl-C, or by
 * Spark, which ends the JVM of a task whose heap is full. Keeps the failures quiet that follow when
 * Spark stops under a running stage.
 */
final class StopNotice {
  /** Of all of Hadoop's and Spark's hooks, the last. */
  private static final int LAST = 1;

  private final AtomicBoolean said = new AtomicBoolean();
  private final AtomicBoolean stopping = new AtomicBoolean();

  private StopNotice() {}

  /**
   * Starts to listen for the end of the process.
   *
   * @param fullHeap what to say if the heap is full
   */
  static StopNotice install(PrintStream out, PrintStream err, Supplier<String> fullHeap) {
    StopNotice notice = new StopNotice();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (!notice.claim()) {
                    return;
                  }

                  notice.stopping.set(true);
                  if (endedBySpark()) {
                    err.println("Failed: " + fullHeap.get());
                    return;
                  }

                  out.println();
                  out.println(
                      "Stopped. Finished stages are kept; the same command goes on from there.");
                },
                "graphrestore-stop"));
    // Spark's exit code of a full heap is 52; ours for what fails while it runs is 1.
    ShutdownHookManager.get()
        .addShutdownHook(
            () -> {
              if (endedBySpark()) {
                Runtime.getRuntime().halt(ExitCode.FAILED);
              }
            },
            LAST);
    return notice;
  }

  /** Lets one speak: true for the first who asks. The others keep quiet. */
  boolean claim() {
    return said.compareAndSet(false, true);
  }

  /** Returns whether the process is being stopped from outside. */
  boolean isStopping() {
    return stopping.get();
  }

  /** Looks for the thread that waits in {@code System.exit} for the hooks, of which this is one. */
  private static boolean endedBySpark() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(
            frame ->
                frame.getClassName().equals("org.apache.spark.util.SparkUncaughtExceptionHandler"));
  }
}
