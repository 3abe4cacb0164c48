package org.graphrestore.linkprediction;

/**
 * Scores as whole numbers in the same order, and the fixed buckets that they are put in: the first
 * 16 bits, that is the sign, the exponent and four bits of the fraction. Buckets depend on a score
 * alone, so sums by bucket do not depend on how scores are spread over tasks.
 */
public final class ScoreOrder {
  /** Number of buckets. */
  public static final int BUCKETS = 1 << 16;

  private ScoreOrder() {}

  /** Returns a number that is higher for a higher score, and equal for 0.0 and -0.0. */
  public static long of(double score) {
    // Adding 0.0 turns -0.0 into 0.0.
    long bits = Double.doubleToLongBits(score + 0.0);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  /** Returns the bucket of an order, 0 .. 65535, the highest scores last. */
  public static int bucket(long order) {
    return (int) (order >> 48) + BUCKETS / 2;
  }
}
