package org.graphrestore.skipgram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.graphrestore.random.Seeds;
import org.graphrestore.walk.WalkBatch;
import org.junit.jupiter.api.Test;

class SubsamplingTest {
  @Test
  void keepsByTheFormulaOfWord2vec() {
    // f = 0.04 of 1,000 tokens and t = 0.01: sqrt(1/4) + 1/4.
    assertThat(Subsampling.kept(40, 1_000, 0.01)).isEqualTo(0.75);
    assertThat(Subsampling.kept(10, 1_000, 0.01)).isEqualTo(1);
    double limit = Subsampling.limit(1_000_000, 0.01);
    assertThat(Subsampling.kept((long) limit, 1_000_000, 0.01)).isCloseTo(1, within(1e-4));
    assertThat(Subsampling.kept((long) limit + 100, 1_000_000, 0.01)).isLessThan(1);
  }

  @Test
  void tokensOfFrequentNodesAreLeftOutAndWalksOfWhichNothingIsLeft() {
    int walks = 20_000;
    long[] hashes = new long[walks];
    Arrays.setAll(hashes, Seeds::mix);
    int[] offsets = new int[walks + 1];
    Arrays.setAll(offsets, i -> 4 * i);
    int[] nodes = new int[4 * walks];
    Arrays.setAll(nodes, i -> i < 2 * walks ? 5 : i % 4 == 0 ? 3 : 5);
    WalkBatch batch = new WalkBatch(hashes, new int[walks], offsets, nodes);
    Subsampling some =
        new Subsampling(1, new int[] {5}, new long[] {40}, 1_000, 0.01); // keeps 3 of 4

    WalkBatch left = some.apply(batch, 0);

    long fives = Arrays.stream(left.nodes()).filter(node -> node == 5).count();
    long threes = Arrays.stream(left.nodes()).filter(node -> node == 3).count();
    assertThat(threes).isEqualTo(walks / 2);
    assertThat(fives / (3.5 * walks)).isCloseTo(0.75, within(0.006));
    // A walk of four tokens that are left out one in four times is empty once in 256.
    assertThat(walks - left.walks()).isBetween(10, 80);
    assertThat(some.apply(batch, 0).nodes()).containsExactly(left.nodes());
    assertThat(some.apply(batch, 1).nodes()).isNotEqualTo(left.nodes());
  }

  @Test
  void nothingFrequentLeavesEverything() {
    WalkBatch batch =
        new WalkBatch(new long[] {1}, new int[] {0}, new int[] {0, 3}, new int[] {4, 5, 4});
    Subsampling none = new Subsampling(1, new int[0], new long[0], 3, 0.5);

    assertThat(none.apply(batch, 0).nodes()).containsExactly(4, 5, 4);
    assertThat(none.nodes()).isZero();
  }
}
