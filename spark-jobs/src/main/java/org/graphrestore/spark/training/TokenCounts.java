package org.graphrestore.spark.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.skipgram.Subsampling;
import org.graphrestore.walk.WalkBatch;
import scala.Tuple2;

/**
 * Counts the tokens of nodes in walks and finds the frequent ones: one shuffle of 8 bytes a node
 * and batch. What comes to the driver is bounded by the threshold, not by the graph.
 */
final class TokenCounts {
  /** Nodes of a panel: 2 MB of counts. */
  private static final int PANEL = 1 << 18;

  private TokenCounts() {}

  /**
   * Finds the nodes that lose tokens.
   *
   * @param walks all walks
   * @param nodes number of nodes
   */
  static Subsampling subsampling(
      JavaRDD<WalkBatch> walks, long nodes, double threshold, long seed) {
    BlockLayout layout = BlockLayout.ofRows(nodes, PANEL);
    int panels = Math.max(1, layout.blocks());
    JavaPairRDD<Integer, long[]> counts =
        walks
            .flatMapToPair(batch -> counts(batch, layout))
            .partitionBy(new HashPartitioner(panels));
    // The second job finds the shuffle's files of the first.
    long tokens = counts.values().mapPartitions(TokenCounts::sum).reduce(Long::sum);
    double limit = Subsampling.limit(tokens, threshold);
    List<long[]> found =
        new ArrayList<>(
            counts
                .values()
                .mapPartitionsWithIndex(
                    (panel, some) -> frequent(panel, layout, some, limit), false)
                .collect());
    found.sort((x, y) -> Long.compare(x[0], y[0]));
    return new Subsampling(
        seed,
        found.stream().mapToInt(one -> (int) one[0]).toArray(),
        found.stream().mapToLong(one -> one[1]).toArray(),
        tokens,
        threshold);
  }

  /** Returns node and count, packed, by panel. */
  private static Iterator<Tuple2<Integer, long[]>> counts(WalkBatch batch, BlockLayout layout) {
    int[] nodes = batch.nodes().clone();
    Arrays.sort(nodes);
    List<Tuple2<Integer, long[]>> counts = new ArrayList<>();
    int at = 0;
    while (at < nodes.length) {
      int panel = layout.blockOf(nodes[at]);
      long[] packed = new long[64];
      int n = 0;
      while (at < nodes.length && layout.blockOf(nodes[at]) == panel) {
        int from = at;
        while (at < nodes.length && nodes[at] == nodes[from]) {
          at++;
        }

        packed = n == packed.length ? Arrays.copyOf(packed, 2 * n) : packed;
        packed[n++] = ((long) nodes[from] << 32) | (at - from);
      }

      counts.add(new Tuple2<>(panel, Arrays.copyOf(packed, n)));
    }

    return counts.iterator();
  }

  private static Iterator<Long> sum(Iterator<long[]> counts) {
    long sum = 0;
    while (counts.hasNext()) {
      for (long packed : counts.next()) {
        sum += (int) packed;
      }
    }

    return List.of(sum).iterator();
  }

  private static Iterator<long[]> frequent(
      int panel, BlockLayout layout, Iterator<long[]> counts, double limit) {
    if (panel >= layout.blocks()) {
      return List.<long[]>of().iterator();
    }

    long[] sums = new long[layout.rows(panel)];
    while (counts.hasNext()) {
      for (long packed : counts.next()) {
        sums[layout.offsetOf(packed >>> 32)] += (int) packed;
      }
    }

    List<long[]> frequent = new ArrayList<>();
    for (int row = 0; row < sums.length; row++) {
      if (sums[row] > limit) {
        frequent.add(new long[] {layout.firstIndex(panel) + row, sums[row]});
      }
    }

    return frequent.iterator();
  }
}
