package org.graphrestore.skipgram;

/**
 * log(1 + e^x) by a table, for the loss: -log sigmoid(s) = softplus(-s). Linear between knots 1/64
 * apart, so the error is below 8e-6. Only figures for people depend on it, and they too have the
 * same bits everywhere.
 */
final class Softplus {
  private static final int KNOTS_PER_UNIT = 64;
  private static final int BOUND = 20;
  private static final double[] KNOTS = knots();

  private Softplus() {}

  static double of(float x) {
    if (!(x > -BOUND && x < BOUND)) {
      return x <= -BOUND ? 0 : x;
    }

    double at = (x + (double) BOUND) * KNOTS_PER_UNIT;
    int knot = (int) at;
    return KNOTS[knot] + (at - knot) * (KNOTS[knot + 1] - KNOTS[knot]);
  }

  private static double[] knots() {
    double[] knots = new double[2 * BOUND * KNOTS_PER_UNIT + 2];
    for (int i = 0; i < knots.length; i++) {
      knots[i] = StrictMath.log1p(StrictMath.exp((double) i / KNOTS_PER_UNIT - BOUND));
    }

    return knots;
  }
}
