package org.graphrestore.spark.training;

import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.skipgram.TrainingPlan;
import org.graphrestore.skipgram.TrainingSize;
import org.graphrestore.spark.store.UserMistakeException;

/** Whether the tasks of a round fit the memory of an executor ({@link TrainingSize}). */
final class TrainingMemory {
  private static final double USABLE = TrainingSize.USABLE;
  private static final double GIB = 1 << 30;

  private TrainingMemory() {}

  /**
   * Checks a plan against the executors of the running session.
   *
   * @param expectedPairs pairs of an epoch
   * @throws UserMistakeException if it does not fit; the message says what to set
   */
  static void check(JavaSparkContext sc, TrainingPlan plan, int dim, double expectedPairs) {
    boolean local = sc.sc().isLocal();
    long heap =
        local
            ? Runtime.getRuntime().maxMemory()
            : sc.getConf().getSizeAsBytes("spark.executor.memory", "1g");
    int cores =
        local
            ? Cores.perTask(sc, 1)
            : sc.getConf().getInt("spark.executor.cores", 1)
                / sc.getConf().getInt("spark.task.cpus", 1);
    int tasks = Math.min(plan.blocks(), Math.max(1, cores));
    check(TrainingSize.bytesPerTask(plan, dim, expectedPairs), tasks, heap, local);
  }

  static void check(double bytesPerTask, int tasks, long heapBytes, boolean local) {
    double needed = bytesPerTask * tasks;
    if (needed <= USABLE * heapBytes) {
      return;
    }

    throw new UserMistakeException(
        String.format(
            Locale.ROOT,
            "Training needs %.1f GiB in an executor (%d tasks of %.1f GiB), but only %.0f %% of the"
                + " heap of %.1f GiB may hold it; set %s to %dg or more, or raise train.blocks and"
                + " train.episodes (which gives other vectors)",
            needed / GIB,
            tasks,
            bytesPerTask / GIB,
            USABLE * 100,
            heapBytes / GIB,
            local ? "--driver-memory" : "spark.executor.memory",
            (long) Math.ceil(needed / USABLE / GIB)));
  }
}
