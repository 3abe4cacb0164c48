package org.graphrestore.vector;

/** The kernels in plain Java: the definition of the bits. */
final class ScalarScoreKernels extends ScoreKernels {
  @Override
  public String label() {
    return "scalar";
  }

  @Override
  public void dots(
      double[] queries,
      int group,
      int dim,
      double[] panels,
      int panel,
      double[] scores,
      int stride,
      int offset) {
    for (int q = 0; q < QUERIES; q++) {
      int out = q * stride + offset;
      java.util.Arrays.fill(scores, out, out + WIDTH, 0);
      for (int k = 0; k < dim; k++) {
        double value = queries[(group * dim + k) * QUERIES + q];
        int from = (panel * dim + k) * WIDTH;
        for (int c = 0; c < WIDTH; c++) {
          scores[out + c] += value * panels[from + c];
        }
      }
    }
  }

  @Override
  public void squaredDistances(
      double[] queries,
      int group,
      int dim,
      double[] panels,
      int panel,
      double[] scores,
      int stride,
      int offset) {
    for (int q = 0; q < QUERIES; q++) {
      int out = q * stride + offset;
      java.util.Arrays.fill(scores, out, out + WIDTH, 0);
      for (int k = 0; k < dim; k++) {
        double value = queries[(group * dim + k) * QUERIES + q];
        int from = (panel * dim + k) * WIDTH;
        for (int c = 0; c < WIDTH; c++) {
          double difference = value - panels[from + c];
          scores[out + c] = Math.fma(difference, difference, scores[out + c]);
        }
      }
    }
  }
}
