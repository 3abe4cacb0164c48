package org.graphrestore.skipgram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.graphrestore.vector.Kernels;
import org.graphrestore.vector.VectorKernels;
import org.junit.jupiter.api.Test;

class BucketTrainerTest {
  private static SkipGramParams params(int blocks, int tileRows, int episodes, double rate) {
    return new SkipGramParams(
        24,
        5,
        5,
        1,
        rate,
        0.0001,
        OptionalInt.of(episodes),
        OptionalInt.of(blocks),
        OptionalInt.of(tileRows),
        16,
        WalkSupply.STORED,
        TrainingSchedule.TILES,
        1);
  }

  /** Blocks of nodes that are joined often inside and rarely outside. */
  private static AdjacencyBlock communities(int communities, int size) {
    int nodes = communities * size;
    SplittableRandom random = new SplittableRandom(2);
    boolean[][] edges = new boolean[nodes][nodes];
    for (int u = 0; u < nodes; u++) {
      for (int v = 0; v < u; v++) {
        // Communities are dealt like cards, as indices are a shuffle of the nodes.
        double chance = u % communities == v % communities ? 0.3 : 0.01;
        edges[u][v] = random.nextDouble() < chance;
        edges[v][u] = edges[u][v];
      }
    }

    int[] offsets = new int[nodes + 1];
    int[] targets = new int[nodes * nodes];
    int at = 0;
    for (int u = 0; u < nodes; u++) {
      for (int v = 0; v < nodes; v++) {
        if (edges[u][v]) {
          targets[at++] = v;
        }
      }

      offsets[u + 1] = at;
    }

    return new AdjacencyBlock(0, offsets, Arrays.copyOf(targets, at), null);
  }

  @Test
  void numberOfThreadsChangesNoBit() throws InterruptedException {
    AdjacencyBlock graph = communities(4, 50);
    SkipGramParams params = params(2, 20, 3, 0.05);
    LocalTraining one = LocalTraining.train(graph, LocalTraining.walks(4, 20), params, 5, 1);
    LocalTraining two = LocalTraining.train(graph, LocalTraining.walks(4, 20), params, 5, 2);
    LocalTraining three = LocalTraining.train(graph, LocalTraining.walks(4, 20), params, 5, 3);

    assertThat(one.plan.tiles(0).blocks()).isEqualTo(5);
    assertThat(two.input).isDeepEqualTo(one.input);
    assertThat(two.context).isDeepEqualTo(one.context);
    assertThat(three.input).isDeepEqualTo(one.input);
    assertThat(three.losses).isEqualTo(one.losses);
    assertThat(three.pairs).isEqualTo(one.pairs);
  }

  @Test
  void kernelsChangeNoBit() throws InterruptedException {
    AdjacencyBlock graph = communities(4, 80);
    SkipGramParams params = params(1, 320, 1, 0.05);
    LocalTraining simd = LocalTraining.train(graph, LocalTraining.walks(4, 20), params, 5, 1);
    LocalTraining scalar =
        LocalTraining.train(
            graph,
            LocalTraining.hashes(graph.rows()),
            LocalTraining.walks(4, 20),
            params,
            5,
            1,
            Kernels.scalar());

    assertThat(scalar.input).isDeepEqualTo(simd.input);
    assertThat(scalar.context).isDeepEqualTo(simd.context);
  }

  @Test
  void communitiesAreSeparatedHoweverTheModelIsCut() throws InterruptedException {
    AdjacencyBlock graph = communities(5, 60);
    assertThat(purity(graph, 5, params(1, 300, 1, 0.1))).isGreaterThan(0.9);
    assertThat(purity(graph, 5, params(1, 75, 8, 0.1))).isGreaterThan(0.9);
    assertThat(purity(graph, 5, params(2, 75, 8, 0.1))).isGreaterThan(0.9);
  }

  /** Share of the ten nearest nodes by cosine that are in the same community; 0.2 by chance. */
  private static double purity(AdjacencyBlock graph, int communities, SkipGramParams params)
      throws InterruptedException {
    LocalTraining model = LocalTraining.train(graph, LocalTraining.walks(10, 40), params, 5, 2);
    int nodes = graph.rows();
    int right = 0;
    for (int u = 0; u < nodes; u++) {
      double[] cosines = new double[nodes];
      for (int v = 0; v < nodes; v++) {
        cosines[v] = v == u ? -2 : cosine(model.vector(u, 24), model.vector(v, 24));
      }

      double[] sorted = cosines.clone();
      Arrays.sort(sorted);
      for (int v = 0; v < nodes; v++) {
        if (cosines[v] >= sorted[nodes - 10] && v % communities == u % communities) {
          right++;
        }
      }
    }

    return right / (10.0 * nodes);
  }

  private static double cosine(float[] x, float[] y) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += x[i] * (double) y[i];
      xx += x[i] * (double) x[i];
      yy += y[i] * (double) y[i];
    }

    return xy / Math.sqrt(xx * yy);
  }

  @Test
  void onePairFollowsTheFormula() throws InterruptedException {
    // Two nodes: input row 0, target row 1, one negative: the other row, 0, with weight 5.
    int stride = VectorKernels.stride(2);
    float[] input = new float[2 * stride];
    float[] context = new float[2 * stride];
    input[0] = 1;
    input[1] = 2;
    context[0] = 0.25f;
    context[stride] = 0.5f;
    context[stride + 1] = -1;
    BucketPairs pairs = new BucketPairs(1, 1, 2, 0);
    long[] one = {PairChunks.pack(0, 1)};
    pairs.count(one, 1);
    pairs.allocate();
    pairs.place(one, 1);
    BlockLayout tile = BlockLayout.ofRows(2, 2);
    TrainerSettings settings = new TrainerSettings(2, 5, 1, 0.1, 0.1, 1, 1);

    BucketResult result =
        new BucketTrainer(settings, Kernels.active(), 1)
            .train(
                new Bucket(input, context, new int[] {1, 1}, tile, tile, 0, 0, pairs), 0, 0, 0, 1);

    double up = 0.1 * (1 - 1 / (1 + Math.exp(1.5)));
    double down = 0.1 * 5 / (1 + Math.exp(-0.25));
    Offset<Float> close = within(1e-6f);
    assertThat(input[0]).isCloseTo((float) (1 + up * 0.5 - down * 0.25), close);
    assertThat(input[1]).isCloseTo((float) (2 - up), close);
    assertThat(context[0]).isCloseTo((float) (0.25 - down), close);
    assertThat(context[1]).isCloseTo((float) (-2 * down), close);
    assertThat(context[stride]).isCloseTo((float) (0.5 + up), close);
    assertThat(context[stride + 1]).isCloseTo((float) (-1 + 2 * up), close);
    double loss = Math.log(1 + Math.exp(1.5)) + 5 * Math.log(1 + Math.exp(0.25));
    assertThat(result.lossSum()).isCloseTo(loss, within(1e-4));
    assertThat(result.pairs()).isEqualTo(1);
    assertThat(result.finite()).isTrue();
  }

  @Test
  void valuesThatAreNotFiniteAreSeen() throws InterruptedException {
    int stride = VectorKernels.stride(2);
    float[] input = new float[2 * stride];
    input[1] = Float.POSITIVE_INFINITY;
    BucketPairs pairs = new BucketPairs(1, 1, 2, 0);
    pairs.allocate();
    BlockLayout tile = BlockLayout.ofRows(2, 2);
    TrainerSettings settings = new TrainerSettings(2, 5, 1, 0.1, 0.1, 1, 1);

    BucketResult result =
        new BucketTrainer(settings, Kernels.active(), 1)
            .train(
                new Bucket(input, new float[2 * stride], new int[2], tile, tile, 0, 0, pairs),
                0,
                0,
                0,
                1);

    assertThat(result.finite()).isFalse();
    assertThat(result.pairs()).isZero();
  }

  @Test
  void negativesAreDistinctAndFollowTheDegrees() {
    int[] degrees = {1, 16, 81, 0, 1};
    NegativeSampler sampler = NegativeSampler.of(degrees, 0, 5);
    long key = Seeds.key(1, Purpose.NEGATIVE);
    int[] counts = new int[5];
    int[] rows = new int[2];
    for (int group = 0; group < 100_000; group++) {
      rows[0] = 4;
      sampler.draw(key, group, rows, 1);
      counts[rows[1]]++;
    }

    // Weights 1, 8, 27, 1 (degree 0 counts as 1) once the target is left out.
    assertThat(counts[4]).isZero();
    double chiSquare = 0;
    double[] weights = {1, 8, 27, 1};
    for (int i = 0; i < 4; i++) {
      double expected = 100_000 * weights[i] / 37;
      chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
    }

    // 3 degrees of freedom: 16.27 is exceeded by chance once in 1,000.
    assertThat(chiSquare).isLessThan(16.27);

    int[] all = new int[5];
    for (int group = 0; group < 1_000; group++) {
      all[0] = group % 5;
      sampler.draw(key, group, all, 4);
      assertThat(all).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }
  }

  @Test
  void radixSortSortsUnsigned() {
    SplittableRandom random = new SplittableRandom(1);
    IntRadixSort sort = new IntRadixSort();
    for (int n : new int[] {0, 1, 2, 63, 64, 65, 1_000}) {
      int[] keys = random.ints(n + 4).toArray();
      int[] expected = keys.clone();
      Integer[] boxed = Arrays.stream(expected, 2, n + 2).boxed().toArray(Integer[]::new);
      Arrays.sort(boxed, Integer::compareUnsigned);
      for (int i = 0; i < n; i++) {
        expected[i + 2] = boxed[i];
      }

      sort.sort(keys, 2, n + 2, 32);
      assertThat(keys).containsExactly(expected);
    }
  }

  @Test
  void softplusIsWithinItsBound() {
    for (int i = -3_000; i <= 3_000; i++) {
      float x = i * 0.01f;
      assertThat(Softplus.of(x)).isCloseTo(Math.log1p(Math.exp(x)), within(4e-5));
    }

    assertThat(Softplus.of(Float.NaN)).isNaN();
  }

  @Test
  void firstVectorsAreUniformAndKeyedByHash() {
    float[] two = InputInit.rows(1, new long[] {10, 20}, 3);
    float[] other = InputInit.rows(1, new long[] {20, 30}, 3);

    assertThat(Arrays.copyOfRange(two, 16, 32)).containsExactly(Arrays.copyOf(other, 16));
    assertThat(Arrays.copyOfRange(two, 3, 16)).containsOnly(0f);
    double sum = 0;
    double squares = 0;
    float[] many = InputInit.rows(1, new long[] {5}, 4_096);
    for (float value : many) {
      assertThat(Math.abs(value * 4_096)).isLessThanOrEqualTo(1);
      sum += value * 4_096;
      squares += value * 4_096 * value * 4_096;
    }

    // Uniform in [-1, 1): mean 0 with deviation .009, mean square 1/3 with deviation .0047.
    assertThat(sum / 4_096).isBetween(-0.04, 0.04);
    assertThat(squares / 4_096).isBetween(0.315, 0.352);
  }
}
