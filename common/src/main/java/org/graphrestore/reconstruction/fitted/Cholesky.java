package org.graphrestore.reconstruction.fitted;

/**
 * Solves linear equations with one symmetric, positive definite matrix: A = L L', L lower
 * triangular. In plain loops of a fixed order, so that the bits are the same everywhere. Cost n^3/6
 * multiply-adds to decompose, n^2 a right side.
 */
final class Cholesky {
  private final int n;
  private final double[] lower;

  /**
   * Decomposes.
   *
   * @param matrix n * n values, row-major; not changed
   * @throws IllegalArgumentException if the matrix is not positive definite
   */
  Cholesky(double[] matrix, int n) {
    this.n = n;
    this.lower = matrix.clone();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = lower[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i * n + k] * lower[j * n + k];
        }

        if (i > j) {
          lower[i * n + j] = sum / lower[j * n + j];
        } else if (sum > 0) {
          lower[i * n + i] = Math.sqrt(sum);
        } else {
          throw new IllegalArgumentException(
              "A matrix of "
                  + n
                  + " rows is not positive definite (pivot "
                  + i
                  + " is "
                  + sum
                  + ")");
        }
      }
    }
  }

  /** Returns X with A X = B, of n * n values both, row-major. */
  double[] solve(double[] right) {
    double[] x = right.clone();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        subtract(x, i, lower[i * n + k], k);
      }

      divide(x, i);
    }

    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        subtract(x, i, lower[k * n + i], k);
      }

      divide(x, i);
    }

    return x;
  }

  private void subtract(double[] x, int row, double factor, int other) {
    for (int c = 0; c < n; c++) {
      x[row * n + c] -= factor * x[other * n + c];
    }
  }

  private void divide(double[] x, int row) {
    for (int c = 0; c < n; c++) {
      x[row * n + c] /= lower[row * n + row];
    }
  }
}
