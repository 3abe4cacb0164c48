package org.graphrestore.reconstruction.global;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.graphrestore.reconstruction.ScoreKind;
import org.junit.jupiter.api.Test;

/** GEM's figures by counting are those of its lists. */
class GemFormulaTest {
  /** The figures of a matrix of scores by counting; candidates come in a random order. */
  private static double map(
      double[][] scores, boolean[][] edges, boolean undirected, Random random) {
    int nodes = scores.length;
    double[] averages = new double[nodes];
    int[] degrees = new int[nodes];
    for (int i = 0; i < nodes; i++) {
      int node = i;
      int[] candidates =
          IntStream.range(undirected ? i + 1 : 0, nodes)
              .filter(j -> j != node && GemFormula.predicts(ScoreKind.DOT, scores[node][j]))
              .toArray();
      int[] truth = IntStream.of(candidates).filter(j -> edges[node][j]).toArray();
      GemRow row =
          new GemRow(IntStream.of(truth).mapToDouble(j -> scores[node][j]).toArray(), truth);
      List<Integer> shuffled = new ArrayList<>(IntStream.of(candidates).boxed().toList());
      Collections.shuffle(shuffled, random);
      shuffled.forEach(j -> row.add(scores[node][j], j));
      averages[i] = row.averagePrecision();
      for (boolean edge : edges[i]) {
        degrees[i] += edge ? 1 : 0;
      }
    }
    return GemFormula.map(averages, degrees, undirected);
  }

  @Test
  void fourNodesByHand() {
    // Edges 0-1, 0-2, 1-3. Node 0 predicts 1, 3, 2: precision 1 at its first true node and 2/3 at
    // its
    // second, so 5/6. Node 1 predicts 3 alone: 1. Node 2 predicts 3, no edge: 0. Node 3: nobody.
    double[][] scores = {
      {9, 3, 1, 2}, {3, 9, -1, 0.5}, {1, -1, 9, 0.7}, {2, 0.5, 0.7, 9},
    };
    boolean[][] edges = {
      {false, true, true, false},
      {true, false, false, true},
      {true, false, false, false},
      {false, true, false, false},
    };
    ReferenceGem gem = new ReferenceGem(scores, edges, true);

    assertThat(map(scores, edges, true, new Random(1)))
        .isCloseTo((5.0 / 6 + 1 + 0 + 0) / 4, within(1e-15))
        .isEqualTo(gem.map());
    assertThat(gem.precisionAt(2)).isEqualTo(1 / 2.0);
    // As a directed graph every node predicts all others of a positive score, and node 2's first
    // true node is its first, node 3's is its last.
    assertThat(map(scores, edges, false, new Random(1)))
        .isCloseTo((5.0 / 6 + (1 + 1) / 2.0 + 1 + 1 / 3.0) / 4, within(1e-15));
  }

  @Property(tries = 300)
  void countingIsWhatTheListsSay(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 25) int nodes,
      @ForAll boolean undirected,
      @ForAll boolean ties) {
    Random random = new Random(seed);
    double[][] scores = new double[nodes][nodes];
    boolean[][] edges = new boolean[nodes][nodes];
    for (int i = 0; i < nodes; i++) {
      for (int j = 0; j < nodes; j++) {
        scores[i][j] = ties ? random.nextInt(4) - 1 : random.nextGaussian();
        edges[i][j] = i != j && random.nextInt(4) == 0;
      }
    }
    for (int i = 0; undirected && i < nodes; i++) {
      for (int j = 0; j < i; j++) {
        edges[i][j] = edges[j][i];
      }
    }
    double expected = new ReferenceGem(scores, edges, undirected).map();

    double map = map(scores, edges, undirected, random);

    if (Double.isNaN(expected)) {
      assertThat(map).isNaN();
    } else {
      assertThat(map).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void distancesPredictEverything() {
    assertThat(GemFormula.predicts(ScoreKind.L2, -1e9)).isTrue();
    assertThat(GemFormula.predicts(ScoreKind.L2, Double.NaN)).isFalse();
    assertThat(GemFormula.predicts(ScoreKind.DOT, 0)).isFalse();
    assertThat(GemFormula.predicts(ScoreKind.DOT, Double.NaN)).isFalse();
  }
}
