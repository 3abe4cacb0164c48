package org.graphrestore.spark.walks;

import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.walk.ReplicatedSize;

/**
 * Whether a graph's adjacency fits the memory of an executor, where the replicated engine keeps it
 * whole ({@link ReplicatedSize}).
 */
final class ReplicatedMemory {
  private static final double GIB = 1 << 30;

  private ReplicatedMemory() {}

  /**
   * Checks a graph against the executors of the running session.
   *
   * @throws UserMistakeException if it does not fit
   */
  static void check(GraphStore graph) {
    SparkContext sc = SparkSession.active().sparkContext();
    boolean local = sc.isLocal();
    long heap = local ? Runtime.getRuntime().maxMemory() : executorHeap(sc.conf());
    check(graph.nodes(), graph.arcs(), graph.weighted(), heap, local);
  }

  /** Checks sizes against a heap in bytes. */
  static void check(long nodes, long arcs, boolean weighted, long heapBytes, boolean local) {
    double needed = ReplicatedSize.loadingBytes(nodes, arcs, weighted);
    if (needed <= ReplicatedSize.USABLE * heapBytes) {
      return;
    }

    String setting = local ? "--driver-memory" : "spark.executor.memory";
    throw new UserMistakeException(
        String.format(
            Locale.ROOT,
            "The graph (%d nodes, %d arcs) needs %.1f GiB in every executor while it is loaded for"
                + " walking, but only %.0f %% of the heap of %.1f GiB may hold it; set %s to %dg or"
                + " more",
            nodes,
            arcs,
            needed / GIB,
            ReplicatedSize.USABLE * 100,
            heapBytes / GIB,
            setting,
            (long) Math.ceil(needed / ReplicatedSize.USABLE / GIB)));
  }

  private static long executorHeap(SparkConf conf) {
    return conf.getSizeAsBytes("spark.executor.memory", "1g");
  }
}
