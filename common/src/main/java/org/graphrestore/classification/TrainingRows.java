package org.graphrestore.classification;

/**
 * The vectors that one logistic regression after another is trained on, each with a constant 1
 * behind it, which carries the intercept.
 *
 * <p>Products run over four rows at a time, so that a row is read from memory once and four sums
 * are under way. Each sum adds in the order of dimensions, or of rows, in double precision: the
 * bits do not depend on the machine. Immutable and thread-safe; not copied, so the array must not
 * change.
 */
final class TrainingRows {
  private final float[] values;
  private final int count;
  private final int dim;

  /**
   * Wraps vectors.
   *
   * @param values row-major, at least {@code count * dim}
   */
  TrainingRows(float[] values, int count, int dim) {
    if (count < 0 || dim < 1 || (long) count * dim > values.length) {
      throw new IllegalArgumentException(
          "Cannot take "
              + count
              + " rows of "
              + dim
              + " values from "
              + values.length
              + " (needs rows >= 0, dimension >= 1, and enough values)");
    }

    this.values = values;
    this.count = count;
    this.dim = dim;
  }

  /** Returns the number of vectors. */
  int count() {
    return count;
  }

  /** Returns the number of weights: one a dimension, and the intercept last. */
  int weights() {
    return dim + 1;
  }

  /** Sets {@code result[i]} to the product of row i and the weights. */
  void times(double[] weights, double[] result) {
    int row = 0;
    for (; row + 4 <= count; row += 4) {
      fourProducts(row, weights, result);
    }

    for (; row < count; row++) {
      result[row] = product(row, weights);
    }
  }

  /** Adds {@code factors[i]} times row i to the sums, for every row. */
  void addTransposedTimes(double[] factors, double[] sums) {
    int row = 0;
    for (; row + 4 <= count; row += 4) {
      addFour(row, factors[row], factors[row + 1], factors[row + 2], factors[row + 3], sums);
    }

    for (; row < count; row++) {
      addOne(row, factors[row], sums);
    }
  }

  /**
   * Adds {@code factors[i] * (row i . weights)} times row i to the sums, for every row: the product
   * with the Hessian of a sum of losses, in one pass.
   */
  void addCurvature(double[] factors, double[] weights, double[] sums) {
    double[] four = new double[4];
    int row = 0;
    for (; row + 4 <= count; row += 4) {
      products(row, weights, four, 0);
      addFour(
          row,
          factors[row] * four[0],
          factors[row + 1] * four[1],
          factors[row + 2] * four[2],
          factors[row + 3] * four[3],
          sums);
    }

    for (; row < count; row++) {
      addOne(row, factors[row] * product(row, weights), sums);
    }
  }

  /** Adds {@code factors[i]} times the squares of row i to the sums, for every row. */
  void addSquares(double[] factors, double[] sums) {
    for (int row = 0; row < count; row++) {
      int at = row * dim;
      double factor = factors[row];
      for (int k = 0; k < dim; k++) {
        double value = values[at + k];
        sums[k] += factor * value * value;
      }

      sums[dim] += factor;
    }
  }

  private void fourProducts(int row, double[] weights, double[] result) {
    products(row, weights, result, row);
  }

  private void products(int row, double[] weights, double[] result, int to) {
    int at0 = row * dim;
    int at1 = at0 + dim;
    int at2 = at1 + dim;
    int at3 = at2 + dim;
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    for (int k = 0; k < dim; k++) {
      double weight = weights[k];
      sum0 += weight * values[at0 + k];
      sum1 += weight * values[at1 + k];
      sum2 += weight * values[at2 + k];
      sum3 += weight * values[at3 + k];
    }

    result[to] = sum0 + weights[dim];
    result[to + 1] = sum1 + weights[dim];
    result[to + 2] = sum2 + weights[dim];
    result[to + 3] = sum3 + weights[dim];
  }

  private double product(int row, double[] weights) {
    int at = row * dim;
    double sum = 0;
    for (int k = 0; k < dim; k++) {
      sum += weights[k] * values[at + k];
    }

    return sum + weights[dim];
  }

  private void addFour(int row, double f0, double f1, double f2, double f3, double[] sums) {
    int at0 = row * dim;
    int at1 = at0 + dim;
    int at2 = at1 + dim;
    int at3 = at2 + dim;
    for (int k = 0; k < dim; k++) {
      sums[k] +=
          f0 * values[at0 + k] + f1 * values[at1 + k] + f2 * values[at2 + k] + f3 * values[at3 + k];
    }

    sums[dim] += f0 + f1 + f2 + f3;
  }

  private void addOne(int row, double factor, double[] sums) {
    int at = row * dim;
    for (int k = 0; k < dim; k++) {
      sums[k] += factor * values[at + k];
    }

    sums[dim] += factor;
  }
}
