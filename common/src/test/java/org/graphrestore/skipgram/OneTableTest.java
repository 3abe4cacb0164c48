package org.graphrestore.skipgram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.graphrestore.vector.Kernels;
import org.graphrestore.vector.VectorKernels;
import org.junit.jupiter.api.Test;

/** Training of rows that are input and target at once. */
class OneTableTest {
  private static final TrainerSettings SETTINGS = new TrainerSettings(8, 3, 4, 0.1, 0.1, 1, 1);

  private static Bucket bucket(float[] rows, int nodes, int tileRows, long... pairs) {
    BlockLayout tiles = BlockLayout.ofRows(nodes, tileRows);
    BucketPairs placed = new BucketPairs(tiles.blocks(), tiles.blocks(), tileRows, 0);
    placed.count(pairs, pairs.length);
    placed.allocate();
    placed.place(pairs, pairs.length);
    int[] degrees = new int[nodes];
    Arrays.fill(degrees, 1);
    return new Bucket(rows, rows, degrees, tiles, tiles, 0, 0, placed);
  }

  private static float[] rows(int nodes) {
    return InputInit.rows(3, new SplittableRandom(nodes).longs(nodes).toArray(), 8);
  }

  /** Every pair of two nodes, some of them twice. */
  private static long[] allPairs(int nodes) {
    long[] pairs = new long[nodes * (nodes - 1) + nodes];
    int at = 0;
    for (int u = 0; u < nodes; u++) {
      for (int v = 0; v < nodes; v++) {
        if (u != v) {
          pairs[at++] = PairChunks.pack(u, v);
        }
      }

      pairs[at++] = PairChunks.pack(u, (u + 1) % nodes);
    }

    return pairs;
  }

  @Test
  void onePairFollowsTheFormula() throws InterruptedException {
    // Three nodes: 0 is the input, 1 the target, so that 2 is the only negative, with weight 3.
    int stride = VectorKernels.stride(2);
    float[] rows = new float[3 * stride];
    rows[0] = 1;
    rows[1] = 2;
    rows[stride] = 0.5f;
    rows[stride + 1] = -1;
    rows[2 * stride] = 0.25f;
    TrainerSettings settings = new TrainerSettings(2, 3, 1, 0.1, 0.1, 1, 1);

    BucketResult result =
        new BucketTrainer(settings, Kernels.active(), 1)
            .train(bucket(rows, 3, 3, PairChunks.pack(0, 1)), 0, 0, 0, 1);

    double up = 0.1 * (1 - 1 / (1 + Math.exp(1.5)));
    double down = 0.1 * 3 / (1 + Math.exp(-0.25));
    Offset<Float> close = within(1e-6f);
    assertThat(rows[0]).isCloseTo((float) (1 + up * 0.5 - down * 0.25), close);
    assertThat(rows[1]).isCloseTo((float) (2 - up), close);
    assertThat(rows[stride]).isCloseTo((float) (0.5 + up), close);
    assertThat(rows[stride + 1]).isCloseTo((float) (-1 + 2 * up), close);
    assertThat(rows[2 * stride]).isCloseTo((float) (0.25 - down), close);
    assertThat(rows[2 * stride + 1]).isCloseTo((float) (-2 * down), close);
    assertThat(result.pairs()).isEqualTo(1);
  }

  @Test
  void threadsChangeNoBitAndEveryPairIsTrainedOnce() throws InterruptedException {
    for (int nodes : new int[] {5, 40, 41, 60, 64, 100}) {
      long[] pairs = allPairs(nodes);
      float[] one = rows(nodes);
      float[] four = one.clone();
      BucketResult result =
          new BucketTrainer(SETTINGS, Kernels.active(), 1)
              .train(bucket(one, nodes, 20, pairs), 0, 0, 0, 1);
      new BucketTrainer(SETTINGS, Kernels.active(), 4)
          .train(bucket(four, nodes, 20, pairs), 0, 0, 0, 1);

      assertThat(result.pairs()).as(nodes + " nodes").isEqualTo(pairs.length);
      assertThat(result.finite()).isTrue();
      assertThat(four).as(nodes + " nodes").containsExactly(one);
    }
  }

  @Test
  void kernelsChangeNoBit() throws InterruptedException {
    float[] simd = rows(60);
    float[] scalar = simd.clone();
    new BucketTrainer(SETTINGS, Kernels.active(), 1)
        .train(bucket(simd, 60, 20, allPairs(60)), 0, 0, 0, 1);
    new BucketTrainer(SETTINGS, Kernels.scalar(), 1)
        .train(bucket(scalar, 60, 20, allPairs(60)), 0, 0, 0, 1);

    assertThat(scalar).containsExactly(simd);
  }

  @Test
  void negativesAreNoneOfTheInputs() {
    int[] degrees = new int[12];
    Arrays.fill(degrees, 3);
    NegativeSampler sampler = NegativeSampler.of(degrees, 0, 12);
    int[] others = {3, 4, 5, 6};
    int[] rows = new int[8];
    for (int group = 0; group < 500; group++) {
      rows[0] = 0;
      sampler.draw(Seeds.key(1, Purpose.NEGATIVE), group, rows, 7, others, 4);
      // All that are left.
      assertThat(rows).containsExactlyInAnyOrder(0, 1, 2, 7, 8, 9, 10, 11);
    }
  }
}
