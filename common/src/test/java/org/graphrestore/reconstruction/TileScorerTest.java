package org.graphrestore.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.vector.ScoreKernels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TileScorerTest {
  private static final int[] DIMENSIONS = {1, 2, 3, 7, 8, 9, 31, 64, 100, 128, 129};

  @ParameterizedTest
  @EnumSource(value = ScoreKind.class, names = "FITTED", mode = EnumSource.Mode.EXCLUDE)
  void scalarAndSimdKernelsGiveTheSameBitsAsOneSumInOrder(ScoreKind kind) {
    for (int dim : DIMENSIONS) {
      float[] queries = random(7, dim, dim);
      float[] candidates = random(77, dim, dim + 1);
      EmbeddingBlock block = new EmbeddingBlock(0, dim, candidates);
      double[] best = scan(kind, ScoreKernels.best(), queries, dim, 7, block);
      double[] scalar = scan(kind, ScoreKernels.scalar(), queries, dim, 7, block);
      assertThat(best).as("dimension %s", dim).containsExactly(scalar);
      TileScorer pairs = new TileScorer(kind, queries, dim, 0, 7);
      for (int q = 0; q < 7; q++) {
        for (int row = 0; row < 77; row++) {
          double expected =
              ReferenceReconstruction.score(
                  kind,
                  Arrays.copyOfRange(queries, q * dim, (q + 1) * dim),
                  Arrays.copyOfRange(candidates, row * dim, (row + 1) * dim));
          assertThat(scalar[q * 77 + row]).isEqualTo(expected);
          assertThat(pairs.score(q, block, row)).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = ScoreKind.class, names = "FITTED", mode = EnumSource.Mode.EXCLUDE)
  void equalVectorsTieInEveryPlaceOfATile(ScoreKind kind) {
    int dim = 13;
    int rows = 10_000; // more than a tile of 1 MB
    float[] vector = random(1, dim, 5);
    float[] candidates = new float[rows * dim];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(vector, 0, candidates, row * dim, dim);
    }
    double[] scores =
        scan(
            kind,
            ScoreKernels.best(),
            random(5, dim, 6),
            dim,
            5,
            new EmbeddingBlock(0, dim, candidates));
    for (int q = 0; q < 5; q++) {
      assertThat(Arrays.stream(scores, q * rows, (q + 1) * rows).distinct().count()).isEqualTo(1);
    }
  }

  private static double[] scan(
      ScoreKind kind,
      ScoreKernels kernels,
      float[] queries,
      int dim,
      int count,
      EmbeddingBlock block) {
    double[] all = new double[count * block.rows()];
    Arrays.fill(all, Double.NaN);
    new TileScorer(kind, kernels, queries, dim, 0, count)
        .scan(
            block,
            (q, row, scores, from, n) ->
                System.arraycopy(scores, from, all, q * block.rows() + row, n));
    return all;
  }

  private static float[] random(int rows, int dim, long seed) {
    Random random = new Random(seed);
    float[] values = new float[rows * dim];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
