package org.graphrestore.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BandSearchTest {
  /** A path 0 - 1 - 2 - 3 of lengths 1, 1 and 2, and a shortcut 0 - 3 of length 3.5. */
  @Test
  void endsBelongToTheNearerBand() {
    AdjacencyBlock graph =
        new AdjacencyBlock(
            0,
            new int[] {0, 2, 4, 6, 8, 8},
            new int[] {1, 3, 0, 2, 1, 3, 0, 2},
            new float[] {1, 3.5f, 1, 1, 1, 2, 3.5f, 2});
    double[] lengths = lengths(graph);
    BandSearch search = new BandSearch(graph, lengths, new double[] {1, 2, 4});
    assertThat(search.search(0)).isDeepEqualTo(new int[][] {{1}, {2}, {3}});
    assertThat(search.search(3)).isDeepEqualTo(new int[][] {{}, {2}, {0, 1}});
    // The way over 2 is 4 long, and the shortcut is shorter.
    assertThat(new BandSearch(graph, lengths, new double[] {3.5}).search(0))
        .isDeepEqualTo(new int[][] {{1, 2, 3}});
    assertThat(new BandSearch(graph, lengths, new double[] {3.4}).search(0))
        .isDeepEqualTo(new int[][] {{1, 2}});
    assertThat(search.search(4)).isDeepEqualTo(new int[][] {{}, {}, {}});
    assertThatThrownBy(() -> new BandSearch(graph, new double[2], new double[] {1}))
        .hasMessage("Found 2 lengths for the 8 arcs of all nodes");
  }

  private static double[] lengths(AdjacencyBlock graph) {
    return IntStream.range(0, graph.arcs()).mapToDouble(at -> graph.weights()[at]).toArray();
  }

  @Property(tries = 100)
  void distancesAreThoseOfBellmanAndFord(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int nodes,
      @ForAll @IntRange(min = 1, max = 8) int bands) {
    Random random = new Random(seed);
    AdjacencyBuilder builder = new AdjacencyBuilder(0, nodes, true);
    for (int u = 0; u < nodes; u++) {
      for (int v = 0; v < nodes; v++) {
        if (random.nextInt(nodes) < 3) {
          builder.add(u, v, seed % 2 == 0 ? 1 + random.nextInt(3) : 0.1f + random.nextFloat());
        }
      }
    }
    AdjacencyBlock graph = builder.build();
    double[] ends = new double[bands];
    for (int k = 0; k < bands; k++) {
      ends[k] = (k == 0 ? 0 : ends[k - 1]) + 0.25 * (1 + random.nextInt(6));
    }
    BandSearch search = new BandSearch(graph, lengths(graph), ends);
    for (int from = 0; from < nodes; from++) {
      double[] distances = reference(graph, from);
      int[][] found = search.search(from);
      for (int k = 0; k < bands; k++) {
        double above = k == 0 ? 0 : ends[k - 1];
        double end = ends[k];
        assertThat(found[k])
            .containsExactly(
                IntStream.range(0, nodes)
                    .filter(v -> distances[v] > above && distances[v] <= end)
                    .toArray());
      }
    }
  }

  /** Relaxes all arcs until nothing changes. */
  private static double[] reference(AdjacencyBlock graph, int from) {
    double[] distances = new double[graph.rows()];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    distances[from] = 0;
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int u = 0; u < graph.rows(); u++) {
        for (int at = graph.offsets()[u]; at < graph.offsets()[u + 1]; at++) {
          double way = distances[u] + graph.weights()[at];
          if (way < distances[graph.targets()[at]]) {
            distances[graph.targets()[at]] = way;
            changed = true;
          }
        }
      }
    }
    return distances;
  }

  @Test
  void panelsHoldTheBits() {
    ShellPanel panel = BandPanels.of(5, 2, new int[] {0, 65, 2}, new int[][] {{1}, {4, 1}, {}});
    assertThat(panel.rows()).containsExactly(1, 4);
    assertThat(panel.masks()).containsExactly(1, 2, 0, 2);
  }
}
