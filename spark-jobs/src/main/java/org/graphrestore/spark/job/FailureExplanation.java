package org.graphrestore.spark.job;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.graphrestore.spark.store.DiskFull;

/**
 * Says in plain words why a run failed and what to change, for the failures that are no mistake and
 * no bug: memory and disks that are too small, executors that are lost.
 */
public final class FailureExplanation {
  private static final Pattern MEMORY =
      Pattern.compile(
          "OutOfMemoryError|Java heap space|GC overhead limit exceeded|exited with code 52"
              + "|exit code 52|UNABLE_TO_ACQUIRE_MEMORY");
  private static final Pattern CONTAINER =
      Pattern.compile(
          "(?i)OOMKilled|exceeding (physical |virtual )?memory limits|beyond the .*memory limits"
              + "|exit code 137|exited with code 137");
  private static final Pattern LOST = Pattern.compile("ExecutorLostFailure \\([^\\n]*");
  private static final Pattern SCRATCH =
      Pattern.compile("DiskBlockObjectWriter|storage\\.DiskStore|ShuffleWriter|UnsafeSorterSpill");
  private static final Pattern FILE = Pattern.compile("No space left on device: ([^\\n]*)");
  private static final String AGAIN =
      "; finished stages are kept, and the same command goes on from there.";

  private FailureExplanation() {}

  /**
   * Explains a failure.
   *
   * @param failure what was thrown
   * @param stage the stage at work; empty if that is not known
   * @param conf Spark's settings
   * @return a sentence; empty if nothing is known that people do not see from the failure itself
   */
  public static Optional<String> of(Throwable failure, String stage, SparkConf conf) {
    String told = told(failure);
    String who = stage.isEmpty() ? "The run" : "The stage " + stage;
    if (DiskFull.isTold(told)) {
      return Optional.of(disk(who, told, conf));
    }

    if (CONTAINER.matcher(told).find()) {
      return Optional.of(
          who
              + " ran out of memory: executors were killed for using more than their container"
              + " has. Start it again with more beside the heap, for example --conf"
              + " spark.executor.memoryOverhead=2g, or with a smaller spark.executor.memory"
              + " (now "
              + executorMemory(conf)
              + ")"
              + AGAIN);
    }

    if (MEMORY.matcher(told).find()) {
      return Optional.of(memory(who, isDrivers(failure), conf));
    }

    Matcher lost = LOST.matcher(told);
    if (lost.find()) {
      return Optional.of(
          who
              + " lost executors again and again: "
              + lost.group()
              + ". Their logs say why; a run bears spark.task.maxFailures losses of a task"
              + AGAIN);
    }

    return Optional.empty();
  }

  /** Explains that the JVM in which everything runs, or the driver, has no memory left. */
  public static String ofFullHeap(String stage, SparkConf conf) {
    return memory(stage.isEmpty() ? "The run" : "The stage " + stage, true, conf);
  }

  private static String memory(String who, boolean drivers, SparkConf conf) {
    if (drivers || isLocal(conf)) {
      long heap = Runtime.getRuntime().maxMemory() >> 20;
      return String.format(
          Locale.ROOT,
          "%s ran out of memory: the heap%s has %,d MB. Start it again with more, for example"
              + " --driver-memory %dg%s",
          who,
          isLocal(conf) ? "" : " of the driver",
          heap,
          Math.max(2, (heap * 2 + 1023) / 1024),
          AGAIN);
    }

    return who
        + " ran out of memory on executors (spark.executor.memory is "
        + executorMemory(conf)
        + "). Start it again with more, for example --conf spark.executor.memory="
        + doubled(executorMemory(conf))
        + ", or with fewer spark.executor.cores"
        + AGAIN;
  }

  private static String disk(String who, String told, SparkConf conf) {
    Matcher file = FILE.matcher(told);
    if (file.find()) {
      return who
          + " found no space left on device: "
          + file.group(1)
          + ". Make room there or use another --output"
          + AGAIN;
    }

    if (SCRATCH.matcher(told).find()) {
      return who
          + " found no space left on device in Spark's scratch folders ("
          + conf.get("spark.local.dir", System.getProperty("java.io.tmpdir"))
          + "). Make room there or name others, for example --conf spark.local.dir=/large/disk"
          + AGAIN;
    }

    return who
        + " found no space left on device. Make room below --output and in Spark's scratch folders"
        + " (spark.local.dir)"
        + AGAIN;
  }

  private static boolean isLocal(SparkConf conf) {
    return conf.get("spark.master", "local").matches("local(\\[.*)?");
  }

  private static boolean isDrivers(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkException) {
        // A job's failure, whose cause is that of a task.
        return false;
      }

      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }

    return false;
  }

  private static String executorMemory(SparkConf conf) {
    return conf.get("spark.executor.memory", "1g");
  }

  /** Doubles a size such as 512m; what has another form is left to the reader. */
  private static String doubled(String size) {
    Matcher matcher = Pattern.compile("(\\d+)([kmgt]b?)").matcher(size.toLowerCase(Locale.ROOT));
    return matcher.matches()
        ? 2 * Long.parseLong(matcher.group(1)) + matcher.group(2)
        : "more than " + size;
  }

  /** Everything that the failure and its causes say; Spark's tells the task's stack trace. */
  private static String told(Throwable failure) {
    StringBuilder told = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      told.append(cause).append('\n');
    }

    return told.toString();
  }
}
