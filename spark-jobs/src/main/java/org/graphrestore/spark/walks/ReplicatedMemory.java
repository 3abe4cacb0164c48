package org.graphrestore.spark.walks;

import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.walk.ReplicatedSize;
import org.graphrestore.walk.WalkParams;

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
   * @param instead the setting that does without the graph in every executor
   * @throws UserMistakeException if it does not fit
   */
  static void check(GraphStore graph, WalkParams params, String instead) {
    ExecutorSize size = ExecutorSize.of(SparkSession.active().sparkContext());
    long rows = graph.nodes() * params.rowsPerNode();
    check(rows, graph.arcs(), params.byWeight(graph.weighted()), size, instead);
  }

  /** Checks sizes against those of an executor. */
  static void check(long nodes, long arcs, boolean weighted, ExecutorSize size, String instead) {
    long heapBytes = size.heapBytes();
    double needed = ReplicatedSize.loadingBytes(nodes, arcs, weighted);
    if (needed <= ReplicatedSize.USABLE * heapBytes) {
      return;
    }

    String setting = size.local() ? "--driver-memory" : "spark.executor.memory";
    throw new UserMistakeException(
        String.format(
            Locale.ROOT,
            "The graph (%d nodes, %d arcs) needs %.1f GiB in every executor while it is loaded for"
                + " walking, but only %.0f %% of the heap of %.1f GiB may hold it; set %s to %dg or"
                + " more, or %s",
            nodes,
            arcs,
            needed / GIB,
            ReplicatedSize.USABLE * 100,
            heapBytes / GIB,
            setting,
            (long) Math.ceil(needed / ReplicatedSize.USABLE / GIB),
            instead));
  }
}
