package org.graphrestore.reconstruction.fitted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.ShellPanel;
import org.junit.jupiter.api.Test;

/** The closed form is the minimum, and knows nothing of the nodes that it is judged on. */
class FittedDecodersTest {
  private static float[] vectors(Random random, int nodes, int dim) {
    float[] vectors = new float[nodes * dim];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = (float) random.nextGaussian();
    }
    return vectors;
  }

  /** Random distances 1, 2 or far (0), the same both ways. */
  private static int[][] distances(Random random, int nodes) {
    int[][] distances = new int[nodes][nodes];
    for (int u = 0; u < nodes; u++) {
      for (int v = 0; v < u; v++) {
        distances[u][v] = random.nextInt(3);
        distances[v][u] = distances[u][v];
      }
    }
    return distances;
  }

  /** The nodes of a block that rows of a fold reach in so many hops, as the search leaves them. */
  private static ShellPanel shells(int[][] distances, int fold, int hop, int first, int nodes) {
    List<Integer> rows = new ArrayList<>();
    List<Long> masks = new ArrayList<>();
    for (int v = first; v < first + nodes; v++) {
      long mask = 0;
      for (int u = fold; u < distances.length; u += 2) {
        mask |= distances[u][v] == hop ? 1L << (u / 2) : 0;
      }
      if (mask != 0) {
        rows.add(v - first);
        masks.add(mask);
      }
    }
    return new ShellPanel(
        1, rows.stream().mapToInt(r -> r).toArray(), masks.stream().mapToLong(m -> m).toArray());
  }

  private static FittedDecoders fit(float[] vectors, int dim, int[][] distances, int block) {
    int nodes = distances.length;
    List<double[]> grams = new ArrayList<>();
    List<List<double[]>> shells = new ArrayList<>();
    long[] rows = new long[2];
    for (int fold = 0; fold < 2; fold++) {
      double[] gram = new double[(dim + 1) * (dim + 1)];
      double[][] pairs = new double[2][gram.length];
      int half = fold;
      float[] own = new float[(nodes + 1 - fold) / 2 * dim];
      for (int u = half; u < nodes; u += 2) {
        System.arraycopy(vectors, u * dim, own, u / 2 * dim, dim);
      }
      for (int first = 0; first < nodes; first += block) {
        int count = Math.min(block, nodes - first);
        float[] values = java.util.Arrays.copyOfRange(vectors, first * dim, (first + count) * dim);
        EmbeddingBlock panel = new EmbeddingBlock(first, dim, values);
        add(gram, FitSums.gram(panel, fold));
        for (int hop = 1; hop <= 2; hop++) {
          ShellPanel reached = shells(distances, fold, hop, first, count);
          add(pairs[hop - 1], FitSums.shell(reached, panel, own, fold));
        }
      }
      grams.add(gram);
      shells.add(List.of(pairs));
      rows[fold] = own.length / dim;
    }
    return FittedDecoders.of(dim, grams, rows, shells);
  }

  private static void add(double[] sum, double[] part) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += part[i];
    }
  }

  private static double[] features(float[] vectors, int node, int dim) {
    double[] x = new double[dim + 1];
    FitSums.features(vectors, node * dim, dim, x, 0);
    return x;
  }

  /**
   * What the decoders minimise: squared error over the pairs of a fold, with ridges as the product
   * of both sides' ridges has them. Here its gradient, G W G - B, which is zero at the minimum.
   */
  private static double largestGradient(
      float[] vectors, int dim, int[][] distances, int fold, int hop, double[] decoder) {
    int width = dim + 1;
    int nodes = distances.length;
    List<double[]> own = new ArrayList<>();
    List<Integer> ids = new ArrayList<>();
    for (int u = fold; u < nodes; u += 2) {
      own.add(features(vectors, u, dim));
      ids.add(u);
    }
    double[][] gram = new double[width][width];
    double[][] pairs = new double[width][width];
    for (int u = 0; u < own.size(); u++) {
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < width; j++) {
          gram[i][j] += own.get(u)[i] * own.get(u)[j] / own.size();
          for (int v = 0; v < own.size(); v++) {
            if (distances[ids.get(u)][ids.get(v)] == hop) {
              pairs[i][j] += own.get(u)[i] * own.get(v)[j] / own.size() / own.size();
            }
          }
        }
      }
    }
    for (int k = 0; k < dim; k++) {
      gram[k][k] += 0.1 / dim;
    }
    double largest = 0;
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        double product = 0;
        for (int a = 0; a < width; a++) {
          for (int b = 0; b < width; b++) {
            product += gram[i][a] * decoder[a * width + b] * gram[b][j];
          }
        }
        largest = Math.max(largest, Math.abs(product - pairs[i][j]));
      }
    }
    return largest;
  }

  @Property(tries = 40)
  void decodersSolveTheEquationsOfTheirOwnHalf(
      @ForAll long seed,
      @ForAll @IntRange(min = 4, max = 40) int nodes,
      @ForAll @IntRange(min = 1, max = 6) int dim,
      @ForAll @IntRange(min = 1, max = 40) int block) {
    Random random = new Random(seed);
    float[] vectors = vectors(random, nodes, dim);
    int[][] distances = distances(random, nodes);

    FittedDecoders decoders = fit(vectors, dim, distances, block);

    for (int fold = 0; fold < 2; fold++) {
      double[] shell = decoders.decoder(fold, 0);
      double[] second = decoders.decoder(fold, 1);
      double[] ball = decoders.decoder(fold, 2);
      assertThat(largestGradient(vectors, dim, distances, fold, 1, shell)).isLessThan(1e-9);
      assertThat(largestGradient(vectors, dim, distances, fold, 2, second)).isLessThan(1e-9);
      for (int i = 0; i < ball.length; i++) {
        assertThat(ball[i]).isCloseTo(shell[i] + second[i], within(1e-9));
      }
    }
  }

  @Property(tries = 20)
  void whatIsTrueOfAQueryDoesNotReachItsOwnScore(
      @ForAll long seed, @ForAll @IntRange(min = 4, max = 30) int nodes) {
    Random random = new Random(seed);
    int dim = 3;
    float[] vectors = vectors(random, nodes, dim);
    int[][] distances = distances(random, nodes);
    int query = random.nextInt(nodes);
    float[] own = java.util.Arrays.copyOfRange(vectors, query * dim, (query + 1) * dim);
    float[] before = fit(vectors, dim, distances, 7).queryVectors(own, new long[] {query});

    for (int v = 0; v < nodes; v++) {
      distances[query][v] = (distances[query][v] + 1) % 3;
      distances[v][query] = distances[query][v];
    }

    assertThat(fit(vectors, dim, distances, 7).queryVectors(own, new long[] {query}))
        .isEqualTo(before);
  }

  @Test
  void aQuerysVectorsAreItsOwnAndThoseOfTheOtherHalfsDecoders() {
    Random random = new Random(5);
    int dim = 2;
    float[] vectors = vectors(random, 8, dim);
    FittedDecoders decoders = fit(vectors, dim, distances(random, 8), 8);

    float[] all = decoders.queryVectors(vectors, new long[] {0, 1, 2, 3, 4, 5, 6, 7});

    assertThat(all).hasSize(4 * 8 * dim).startsWith(vectors);
    double[] x = features(vectors, 3, dim);
    double[] decoder = decoders.decoder(0, 1);
    for (int k = 0; k < dim; k++) {
      double expected = 0;
      for (int i = 0; i <= dim; i++) {
        expected += x[i] * decoder[i * 3 + k];
      }
      assertThat(all[2 * 8 * dim + 3 * dim + k]).isEqualTo((float) expected);
    }
  }

  @Test
  void nodesWithoutAVectorAreNotFitted() {
    float[] vectors = {1, 2, Float.NaN, Float.NaN, 0, 0, 3, 1};

    double[] even = FitSums.gram(new EmbeddingBlock(0, 2, vectors), 0);
    double[] odd = FitSums.gram(new EmbeddingBlock(0, 2, vectors), 1);

    assertThat(even[8]).isEqualTo(1);
    assertThat(odd[8]).isEqualTo(1);
    assertThat(IntStream.range(0, 9).mapToDouble(i -> even[i] + odd[i]).sum()).isFinite();
  }

  @Test
  void aHopThatNobodyReachesTiesAllCandidates() {
    FittedDecoders decoders = fit(new float[] {1, 0, 0, 1, 1, 1, 2, 1}, 2, new int[4][4], 4);

    float[] all = decoders.queryVectors(new float[] {1, 0}, new long[] {0});

    assertThat(all).containsExactly(1, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void aMatrixThatIsNotPositiveDefiniteIsRefused() {
    assertThatThrownBy(() -> new Cholesky(new double[] {1, 2, 2, 1}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A matrix of 2 rows is not positive definite (pivot 1 is -3.0)");
  }

  @Test
  void equationsByHand() {
    double[] x = new Cholesky(new double[] {4, 2, 2, 3}, 2).solve(new double[] {8, 4, 8, 2});

    assertThat(x[0]).isCloseTo(1, within(1e-15));
    assertThat(x[1]).isCloseTo(1, within(1e-15));
    assertThat(x[2]).isCloseTo(2, within(1e-15));
    assertThat(x[3]).isCloseTo(0, within(1e-15));
  }
}
