package org.graphrestore.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.graphrestore.graph.ShellPanel;

class RowRanksTest {
  private static final int HOPS = 3;

  @Property
  void sortingTheRowAndCountingBetweenRungsGiveTheSameBits(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 200) int nodes,
      @ForAll @IntRange(min = 1, max = 60) int distinct) {
    Random random = new Random(seed);
    int queries = Math.min(nodes, 5);
    int share = 1 + random.nextInt(nodes);
    HopRows truth = truth(random, nodes, queries, share);
    double[] scores = random.doubles(queries * (long) nodes).toArray();
    for (int i = 0; distinct < 50 && i < scores.length; i++) {
      scores[i] = random.nextInt(distinct) * (random.nextBoolean() ? .5 : -.5);
    }

    RowRanks sorts = new RowRanks(HOPS, Integer.MAX_VALUE);
    RowRanks counts = new RowRanks(HOPS, 0);
    for (int query = 0; query < queries; query++) {
      QueryMetrics sorted = sorts.metrics(truth, query, scores, query * nodes, nodes, query);
      QueryMetrics counted = counts.metrics(truth, query, scores, query * nodes, nodes, query);
      assertThat(sorted.values()).containsExactly(counted.values());
    }
  }

  /** True nodes at random: one in {@code share} of all pairs but those of a node with itself. */
  private static HopRows truth(Random random, int nodes, int queries, int share) {
    long[][] masks = new long[HOPS][nodes];
    for (int node = 0; node < nodes; node++) {
      for (int query = 0; query < queries; query++) {
        if (node != query && random.nextInt(share) == 0) {
          masks[random.nextInt(HOPS)][node] |= 1L << query;
        }
      }
    }

    List<ShellPanel> shells = new ArrayList<>();
    int[] rows = java.util.stream.IntStream.range(0, nodes).toArray();
    for (long[] shell : masks) {
      shells.add(new ShellPanel(1, rows, shell));
    }
    HopRows truth = new HopRows(queries, nodes);
    truth.fill(shells, 0, queries);
    return truth;
  }
}
