package org.graphrestore.skipgram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.walk.WalkBatch;
import org.junit.jupiter.api.Test;

class ArcSamplerTest {
  /** Nodes 4 and 5; 4-4 is a loop. */
  private static AdjacencyBlock block(float... weights) {
    return new AdjacencyBlock(
        4, new int[] {0, 3, 4}, new int[] {2, 4, 7, 9}, weights.length == 0 ? null : weights);
  }

  private static Map<String, Integer> counts(AdjacencyBlock block, double x, int epoch) {
    Map<String, Integer> counts = new TreeMap<>();
    Iterator<WalkBatch> batches = new ArcSampler(1, x).draw(block, new long[] {44, 55}, epoch, 0);
    while (batches.hasNext()) {
      WalkBatch batch = batches.next();
      for (int walk = 0; walk < batch.walks(); walk++) {
        int[] nodes = batch.nodes();
        counts.merge(nodes[2 * walk] + ">" + nodes[2 * walk + 1], 1, Integer::sum);
        assertThat(batch.length(walk)).isEqualTo(2);
        assertThat(batch.startHashes()[walk]).isEqualTo(nodes[2 * walk] == 4 ? 44 : 55);
      }
    }

    return counts;
  }

  @Test
  void wholeExpectationsAreMetExactlyAndLoopsLeftOut() {
    assertThat(counts(block(), 3, 0)).isEqualTo(Map.of("4>2", 3, "4>7", 3, "5>9", 3));
    assertThat(counts(block(1, 5, 2, 0.5f), 2, 0)).isEqualTo(Map.of("4>2", 2, "4>7", 4, "5>9", 1));
    assertThat(counts(block(), 0, 0)).isEmpty();
    assertThat(ArcSampler.weight(block())).isEqualTo(3);
    assertThat(ArcSampler.weight(block(1, 5, 2, 0.5f))).isEqualTo(3.5);
  }

  @Test
  void moreThanABatchOfOneArcIsCutAndNothingIsLost() {
    assertThat(counts(block(), 100_000, 0))
        .isEqualTo(Map.of("4>2", 100_000, "4>7", 100_000, "5>9", 100_000));
  }

  @Test
  void restsComeAsOftenAsTheySay() {
    int twos = 0;
    int threes = 0;
    for (int epoch = 0; epoch < 20_000; epoch++) {
      int times = counts(block(), 2.25, epoch).get("4>7");
      assertThat(times).isBetween(2, 3);
      twos += times == 2 ? 1 : 0;
      threes += times == 3 ? 1 : 0;
    }

    // Deviation .003.
    assertThat(threes / (double) (twos + threes)).isCloseTo(0.25, within(0.012));
  }

  @Test
  void drawsDependOnNothingButArcAndTime() {
    ArcSampler sampler = new ArcSampler(1, 0.5);
    long time = ArcSampler.time(3, 2);
    assertThat(sampler.times(44, 7, 1, time)).isEqualTo(sampler.times(44, 7, 1, time));
    int differ = 0;
    for (int target = 0; target < 1_000; target++) {
      differ += sampler.times(44, target, 1, time) == sampler.times(45, target, 1, time) ? 0 : 1;
    }

    assertThat(differ).isBetween(400, 600);
  }

  @Test
  void expectationsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new ArcSampler(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid pairs a weight of 1: NaN (must be finite and at least 0)");
  }
}
