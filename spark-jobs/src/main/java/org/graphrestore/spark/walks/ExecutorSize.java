package org.graphrestore.spark.walks;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.graphrestore.walk.PartitionedPlan;

/**
 * What the executors of a session are, by its settings.
 *
 * @param local whether the driver is the executor
 * @param heapBytes heap of an executor
 * @param slots tasks that run at once in one
 * @param allSlots tasks that run at once in all
 */
public record ExecutorSize(boolean local, long heapBytes, int slots, int allSlots) {
  private static final Pattern LOCAL = Pattern.compile("local\\[\\s*(\\d+|\\*).*");
  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,.*");

  /** Reads the settings of a session. */
  public static ExecutorSize of(SparkContext sc) {
    SparkConf conf = sc.conf();
    int cpus = conf.getInt("spark.task.cpus", 1);
    if (sc.isLocal()) {
      int slots = Math.max(1, localCores(sc.master()) / cpus);
      return new ExecutorSize(true, Runtime.getRuntime().maxMemory(), slots, slots);
    }

    Matcher cluster = LOCAL_CLUSTER.matcher(sc.master());
    boolean small = cluster.matches();
    int executors =
        small
            ? Integer.parseInt(cluster.group(1))
            : Math.max(1, sc.statusTracker().getExecutorInfos().length - 1);
    int cores =
        conf.getInt(
            "spark.executor.cores",
            small
                ? Integer.parseInt(cluster.group(2))
                : Math.max(1, sc.defaultParallelism() / executors));
    int slots = Math.max(1, cores / cpus);
    return new ExecutorSize(
        false,
        conf.getSizeAsBytes("spark.executor.memory", "1g"),
        slots,
        Math.multiplyExact(executors, slots));
  }

  /** Returns the sizes as the plan of the partitioned engine takes them. */
  PartitionedPlan.Executors executors() {
    return new PartitionedPlan.Executors(allSlots, slots, heapBytes);
  }

  private static int localCores(String master) {
    Matcher threads = LOCAL.matcher(master);
    if (!threads.matches()) {
      return 1;
    }

    return threads.group(1).equals("*")
        ? Runtime.getRuntime().availableProcessors()
        : Integer.parseInt(threads.group(1));
  }
}
