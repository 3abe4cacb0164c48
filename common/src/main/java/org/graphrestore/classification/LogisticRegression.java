package org.graphrestore.classification;

import java.util.Arrays;

/**
 * L2-regularised logistic regression of one label against the rest: minimises
 *
 * <pre>
 * f(w) = |w|^2 / 2 + C sum_i log(1 + exp(-y_i w.x_i)),     y_i = 1 or -1,  x_i ends in a constant 1
 * </pre>
 *
 * <p>the objective of LIBLINEAR's solver 0 and of scikit-learn's {@code liblinear}, in which the
 * intercept is regularised like every other weight. It is strictly convex, so there is one optimum,
 * whoever finds it.
 *
 * <p>Method: truncated Newton (Lin, Weng and Keerthi, "Trust region Newton method for large-scale
 * logistic regression", JMLR 9, 2008), with a backtracking line search in place of the trust region
 * and conjugate gradients preconditioned by the Hessian's diagonal (Hsia, Chiang and Lin,
 * "Preconditioned conjugate gradient methods in truncated Newton frameworks for large-scale linear
 * classification", ACML 2018). Stops where LIBLINEAR stops: at a gradient below {@code tolerance *
 * min(positive, negative) / rows} times the one at w = 0.
 *
 * <p>Everything is added in a fixed order with functions of StrictMath: the same bits on every
 * machine. Cost: some 20 to 100 passes over the rows; memory 5 doubles a row. Not thread-safe: the
 * scratch arrays are used again for the next label.
 */
final class LogisticRegression {
  private static final int MAX_STEPS = 200;
  private static final int MAX_CONJUGATE_STEPS = 250;
  private static final int MAX_HALVINGS = 40;
  private static final double SUFFICIENT_DECREASE = 0.01;
  private static final double LOOSEST_FORCING = 0.3;

  /** A decrease by less than this share of the value cannot be seen in double precision. */
  private static final double INVISIBLE = 1e-11;

  private final TrainingRows rows;
  private final double cost;
  private final double tolerance;
  private final double[] margins;
  private final double[] slopes;
  private final double[] curvatures;
  private final double[] stepMargins;
  private final double[] gradient;
  private final double[] direction;
  private final double[] residual;
  private final double[] preconditioned;
  private final double[] conjugate;
  private final double[] product;
  private final double[] diagonal;

  /**
   * A solution.
   *
   * @param weights one a dimension, and the intercept last
   * @param steps Newton steps that were taken
   * @param converged whether the gradient fell below the bound
   */
  record Model(double[] weights, int steps, boolean converged) {}

  /**
   * Prepares to train on rows.
   *
   * @param cost C, more than 0: the weight of the losses against the regularisation
   * @param tolerance relative bound on the gradient, more than 0
   */
  LogisticRegression(TrainingRows rows, double cost, double tolerance) {
    this.rows = rows;
    this.cost = cost;
    this.tolerance = tolerance;
    this.margins = new double[rows.count()];
    this.slopes = new double[rows.count()];
    this.curvatures = new double[rows.count()];
    this.stepMargins = new double[rows.count()];
    this.gradient = new double[rows.weights()];
    this.direction = new double[rows.weights()];
    this.residual = new double[rows.weights()];
    this.preconditioned = new double[rows.weights()];
    this.conjugate = new double[rows.weights()];
    this.product = new double[rows.weights()];
    this.diagonal = new double[rows.weights()];
  }

  /**
   * Finds the optimum for one label.
   *
   * @param positive which rows have the label; at least one has and one has not
   */
  Model fit(boolean[] positive) {
    double[] weights = new double[rows.weights()];
    int members = 0;
    for (int i = 0; i < rows.count(); i++) {
      margins[i] = 0;
      members += positive[i] ? 1 : 0;
    }

    double rarer = Math.max(1, Math.min(members, rows.count() - members));
    double value = losses(margins, 0, positive);
    slope(weights, positive);
    double first = norm(gradient);
    double bound = tolerance * rarer / rows.count() * first;
    double now = first;
    int steps = 0;
    while (now > bound && steps < MAX_STEPS) {
      direction(Math.min(LOOSEST_FORCING, Math.sqrt(now / first)) * now);
      rows.times(direction, stepMargins);
      double length = length(weights, value, positive);
      if (length == 0) {
        // No smaller value can be told apart in double precision.
        break;
      }

      for (int k = 0; k < weights.length; k++) {
        weights[k] += length * direction[k];
      }

      for (int i = 0; i < rows.count(); i++) {
        margins[i] += length * stepMargins[i];
      }

      value = losses(margins, 0, positive) + dot(weights, weights) / 2;
      slope(weights, positive);
      now = norm(gradient);
      steps++;
    }

    return new Model(weights, steps, now <= bound);
  }

  /** Returns the norm of the gradient at weights: 0 at the optimum. */
  double gradientNorm(double[] weights, boolean[] positive) {
    rows.times(weights, margins);
    slope(weights, positive);
    return norm(gradient);
  }

  /** Sets gradient, curvatures and the Hessian's diagonal from the weights and their margins. */
  private void slope(double[] weights, boolean[] positive) {
    for (int i = 0; i < slopes.length; i++) {
      double sigmoid = 1 / (1 + StrictMath.exp(-margins[i]));
      slopes[i] = cost * (positive[i] ? sigmoid - 1 : sigmoid);
      curvatures[i] = cost * sigmoid * (1 - sigmoid);
    }

    System.arraycopy(weights, 0, gradient, 0, weights.length);
    rows.addTransposedTimes(slopes, gradient);
    Arrays.fill(diagonal, 1);
    rows.addSquares(curvatures, diagonal);
  }

  /** Sets the direction to an approximate solution of {@code Hessian * direction = -gradient}. */
  private void direction(double bound) {
    for (int k = 0; k < gradient.length; k++) {
      direction[k] = 0;
      residual[k] = -gradient[k];
      preconditioned[k] = residual[k] / diagonal[k];
      conjugate[k] = preconditioned[k];
    }

    double size = dot(residual, preconditioned);
    for (int step = 0; step < MAX_CONJUGATE_STEPS && norm(residual) > bound; step++) {
      System.arraycopy(conjugate, 0, product, 0, product.length);
      rows.addCurvature(curvatures, conjugate, product);
      double length = size / dot(conjugate, product);
      for (int k = 0; k < direction.length; k++) {
        direction[k] += length * conjugate[k];
        residual[k] -= length * product[k];
        preconditioned[k] = residual[k] / diagonal[k];
      }

      double next = dot(residual, preconditioned);
      double ratio = next / size;
      size = next;
      for (int k = 0; k < conjugate.length; k++) {
        conjugate[k] = preconditioned[k] + ratio * conjugate[k];
      }
    }
  }

  /** Returns the first of 1, 1/2, 1/4 ... that lowers the value enough; 0 if none does. */
  private double length(double[] weights, double value, boolean[] positive) {
    double slope = dot(gradient, direction);
    if (-slope <= INVISIBLE * value) {
      // So near the optimum the quadratic model holds, and a whole step is right.
      return 1;
    }

    double length = 1;
    for (int halving = 0; halving < MAX_HALVINGS; halving++) {
      double norm = 0;
      for (int k = 0; k < weights.length; k++) {
        double weight = weights[k] + length * direction[k];
        norm += weight * weight;
      }

      double reached = losses(margins, length, positive) + norm / 2;
      if (reached < value && reached <= value + SUFFICIENT_DECREASE * length * slope) {
        return length;
      }

      length /= 2;
    }

    return 0;
  }

  /** Returns C times the sum of the losses after a step of a length. */
  private double losses(double[] margins, double length, boolean[] positive) {
    double sum = 0;
    for (int i = 0; i < margins.length; i++) {
      double margin = length == 0 ? margins[i] : margins[i] + length * stepMargins[i];
      double against = positive[i] ? -margin : margin;
      sum +=
          against > 0
              ? against + StrictMath.log1p(StrictMath.exp(-against))
              : StrictMath.log1p(StrictMath.exp(against));
    }

    return cost * sum;
  }

  private static double norm(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }

    return sum;
  }
}
