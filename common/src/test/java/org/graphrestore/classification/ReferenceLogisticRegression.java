package org.graphrestore.classification;

/**
 * The same optimum in the obvious way: Newton's method with the whole Hessian, solved by Gaussian
 * elimination, and the gradient summed row by row.
 */
final class ReferenceLogisticRegression {
  private ReferenceLogisticRegression() {}

  /** Returns the weights at which the gradient vanishes; rows end without the constant 1. */
  static double[] optimum(double[][] rows, boolean[] positive, double cost) {
    int size = rows[0].length + 1;
    double[] weights = new double[size];
    for (int step = 0; step < 100; step++) {
      double[] gradient = gradient(rows, positive, cost, weights);
      double[][] hessian = new double[size][size];
      for (int k = 0; k < size; k++) {
        hessian[k][k] = 1;
      }

      for (double[] row : rows) {
        double[] x = withOne(row);
        double p = sigmoid(dot(weights, x));
        for (int a = 0; a < size; a++) {
          for (int b = 0; b < size; b++) {
            hessian[a][b] += cost * p * (1 - p) * x[a] * x[b];
          }
        }
      }

      double[] direction = solve(hessian, gradient);
      double length = 1;
      double before = value(rows, positive, cost, weights);
      double[] next = minus(weights, direction, length);
      while (value(rows, positive, cost, next) > before && length > 1e-10) {
        length /= 2;
        next = minus(weights, direction, length);
      }

      weights = next;
    }

    return weights;
  }

  /** Returns the gradient of the objective. */
  static double[] gradient(double[][] rows, boolean[] positive, double cost, double[] weights) {
    double[] gradient = weights.clone();
    for (int i = 0; i < rows.length; i++) {
      double[] x = withOne(rows[i]);
      double error = sigmoid(dot(weights, x)) - (positive[i] ? 1 : 0);
      for (int k = 0; k < gradient.length; k++) {
        gradient[k] += cost * error * x[k];
      }
    }

    return gradient;
  }

  /** Returns the objective. */
  static double value(double[][] rows, boolean[] positive, double cost, double[] weights) {
    double value = dot(weights, weights) / 2;
    for (int i = 0; i < rows.length; i++) {
      double margin = (positive[i] ? 1 : -1) * dot(weights, withOne(rows[i]));
      value +=
          cost
              * (margin > 0
                  ? Math.log1p(Math.exp(-margin))
                  : -margin + Math.log1p(Math.exp(margin)));
    }

    return value;
  }

  static double norm(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  private static double[] withOne(double[] row) {
    double[] x = java.util.Arrays.copyOf(row, row.length + 1);
    x[row.length] = 1;
    return x;
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }

    return sum;
  }

  private static double[] minus(double[] a, double[] b, double length) {
    double[] result = a.clone();
    for (int k = 0; k < a.length; k++) {
      result[k] -= length * b[k];
    }

    return result;
  }

  private static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    double[] x = right.clone();
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int row = k + 1; row < n; row++) {
        pivot = Math.abs(matrix[row][k]) > Math.abs(matrix[pivot][k]) ? row : pivot;
      }

      double[] swap = matrix[k];
      matrix[k] = matrix[pivot];
      matrix[pivot] = swap;
      double value = x[k];
      x[k] = x[pivot];
      x[pivot] = value;
      for (int row = k + 1; row < n; row++) {
        double factor = matrix[row][k] / matrix[k][k];
        for (int column = k; column < n; column++) {
          matrix[row][column] -= factor * matrix[k][column];
        }

        x[row] -= factor * x[k];
      }
    }

    for (int k = n - 1; k >= 0; k--) {
      for (int column = k + 1; column < n; column++) {
        x[k] -= matrix[k][column] * x[column];
      }

      x[k] /= matrix[k][k];
    }

    return x;
  }
}
