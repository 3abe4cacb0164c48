package org.graphrestore.skipgram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.graphrestore.walk.WalkBatch;
import org.junit.jupiter.api.Test;

class PairGeneratorTest {
  private static List<String> pairs(WalkBatch batch, int walk, int window, long seed, int epoch) {
    List<String> pairs = new ArrayList<>();
    new PairGenerator(seed, window)
        .generate(batch, walk, epoch, (input, target) -> pairs.add(input + ">" + target));
    return pairs;
  }

  private static WalkBatch walk(int... nodes) {
    return new WalkBatch(new long[] {99}, new int[] {4}, new int[] {0, nodes.length}, nodes);
  }

  @Test
  void windowOfOnePairsNeighboursBothWays() {
    assertThat(pairs(walk(7, 3, 7, 5), 0, 1, 1, 0))
        .containsExactly("3>7", "7>3", "7>3", "3>7", "5>7", "7>5");
  }

  @Test
  void pairsOfANodeWithItselfAreKept() {
    assertThat(pairs(walk(2, 2), 0, 1, 1, 0)).containsExactly("2>2", "2>2");
  }

  private static List<String> pairs(WalkBatch batch, PairRule rule) {
    List<String> pairs = new ArrayList<>();
    new PairGenerator(1, rule)
        .generate(batch, 0, 0, (input, target) -> pairs.add(input + ">" + target));
    return pairs;
  }

  @Test
  void fullWindowReachesAllTheWay() {
    PairRule full = PairRule.walks(WindowKind.FULL, 2, false);

    assertThat(pairs(walk(7, 3, 7, 5), full))
        .containsExactly("3>7", "7>7", "7>3", "7>3", "5>3", "7>7", "3>7", "5>7", "3>5", "7>5");
    assertThat(full.expectedPairs(4)).isEqualTo(10);
    assertThat(PairRule.dynamic(2).expectedPairs(4)).isEqualTo(8);
  }

  @Test
  void onOneTablePairsOfANodeWithItselfAreLeftOut() {
    assertThat(pairs(walk(7, 3, 7, 5), PairRule.walks(WindowKind.FULL, 2, true)))
        .containsExactly("3>7", "7>3", "7>3", "5>3", "3>7", "5>7", "3>5", "7>5");
  }

  @Test
  void arcIsOnePairFromItsFirstNodeToItsSecond() {
    assertThat(pairs(walk(7, 3), PairRule.arcs())).containsExactly("7>3");
    assertThat(PairRule.arcs().expectedPairs(2)).isEqualTo(1);
  }

  @Test
  void walkOfOneNodeHasNoPairs() {
    assertThat(pairs(walk(2), 0, 5, 1, 0)).isEmpty();
  }

  @Test
  void windowIsDrawnForEveryPositionAsDocumented() {
    int[] nodes = {10, 11, 12, 13};
    List<String> expected = new ArrayList<>();
    long key = Seeds.key(5, Purpose.WINDOW, 99, 4);
    for (int position = 0; position < 4; position++) {
      int reach = 1 + Seeds.bounded(Seeds.draw(key, (3L << 32) + position), 3);
      for (int other = 0; other < 4; other++) {
        if (other != position && Math.abs(other - position) <= reach) {
          expected.add(nodes[other] + ">" + nodes[position]);
        }
      }
    }

    assertThat(pairs(walk(nodes), 0, 3, 5, 3)).isEqualTo(expected);
  }

  @Test
  void pairsDoNotDependOnTheBatch() {
    WalkBatch two =
        new WalkBatch(
            new long[] {1, 99},
            new int[] {0, 4},
            new int[] {0, 2, 6},
            new int[] {8, 9, 7, 3, 7, 5});
    assertThat(pairs(two, 1, 3, 1, 0)).isEqualTo(pairs(walk(7, 3, 7, 5), 0, 3, 1, 0));
  }

  @Test
  void countsMatchTheExpectation() {
    // Length 80 and window 10: 10.3 pairs a token. 4,000 walks leave an error below 0.5 percent.
    int walks = 4_000;
    long[] hashes = new long[walks];
    Arrays.setAll(hashes, i -> Seeds.mix(i));
    int[] offsets = new int[walks + 1];
    Arrays.setAll(offsets, i -> 80 * i);
    WalkBatch batch = new WalkBatch(hashes, new int[walks], offsets, new int[80 * walks]);
    long[] count = new long[1];
    for (int walk = 0; walk < walks; walk++) {
      new PairGenerator(3, 10).generate(batch, walk, 0, (input, target) -> count[0]++);
    }

    double expected = PairGenerator.expectedPairs(80, 10);
    assertThat(count[0] / (double) walks).isCloseTo(expected, within(0.005 * expected));
  }

  @Test
  void expectedPairsByHand() {
    // Distance 1 always, distance 2 half of the time: 2 (3 + 2 / 2) of 4 tokens.
    assertThat(PairGenerator.expectedPairs(4, 2)).isEqualTo(8);
    assertThat(PairGenerator.expectedPairs(1, 10)).isZero();
  }

  @Test
  void chunksKeepEveryPairUnderItsInputsBlock() {
    BlockLayout layout = BlockLayout.ofBlocks(10, 3);
    PairChunks chunks = new PairChunks(layout);
    for (int i = 0; i < 200_000; i++) {
      chunks.pair(i % 10, i * 7 % 10);
    }

    chunks.flush();
    int[] counts = new int[100];
    for (PairChunks.Chunk chunk = chunks.poll(); chunk != null; chunk = chunks.poll()) {
      for (long pair : chunk.pairs()) {
        long input = layout.firstIndex(chunk.block()) + PairChunks.inputRow(pair);
        assertThat(layout.blockOf(input)).isEqualTo(chunk.block());
        counts[(int) input * 10 + PairChunks.target(pair)]++;
      }
    }

    for (int input = 0; input < 10; input++) {
      for (int target = 0; target < 10; target++) {
        int wanted = target == input * 7 % 10 ? 20_000 : 0;
        assertThat(counts[input * 10 + target]).as(input + ">" + target).isEqualTo(wanted);
      }
    }
  }
}
