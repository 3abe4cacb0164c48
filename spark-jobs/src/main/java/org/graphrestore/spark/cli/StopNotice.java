package org.graphrestore.spark.cli;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells somebody who pressed Ctrl-C what that means, once, and keeps the failures quiet that follow
 * when Spark stops under a running stage.
 */
final class StopNotice {
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicBoolean stopping = new AtomicBoolean();

  private StopNotice() {}

  /** Starts to listen for the end of the process. */
  static StopNotice install(PrintStream out) {
    StopNotice notice = new StopNotice();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (!notice.ended.get()) {
                    notice.stopping.set(true);
                    out.println();
                    out.println(
                        "Stopped. Finished stages are kept; the same command goes on from there.");
                  }
                },
                "graphrestore-stop"));
    return notice;
  }

  /** Says that the command has ended by itself. */
  void commandEnded() {
    ended.set(true);
  }

  /** Returns whether the process is being stopped from outside. */
  boolean isStopping() {
    return stopping.get();
  }
}
