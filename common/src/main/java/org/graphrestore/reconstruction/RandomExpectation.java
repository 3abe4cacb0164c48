package org.graphrestore.reconstruction;

/**
 * What a random ranking achieves, exactly.
 *
 * <p>With n candidates in random order, m of them true, the expectation of average precision is
 *
 * <pre>
 *   E[AP] = (H_n + (m - 1) (n - H_n) / (n - 1)) / n,      H_n = 1 + 1/2 + ... + 1/n
 * </pre>
 *
 * <p>Why: AP = (1/m) sum over ranks r of [r is true] (hits up to r) / r, and E[hits up to r | r is
 * true] = 1 + (r - 1)(m - 1)/(n - 1), with probability m/n that r is true; sum over r. (Y. Bestgen,
 * "Exact expected average precision of the random baseline for system evaluation", Prague Bulletin
 * of Mathematical Linguistics 103, 2015.)
 */
public final class RandomExpectation {
  private static final double EULER_GAMMA = 0.57721566490153286;
  private static final long SUMMED = 256;

  /** A difference of harmonic numbers loses no more than three digits. */
  private static final long LOST = 1000;

  private RandomExpectation() {}

  /**
   * Returns the expectation of average precision.
   *
   * @param candidates n, at least 1
   * @param positives m, 1 .. n
   */
  public static double averagePrecision(long candidates, long positives) {
    if (positives < 1 || positives > candidates) {
      throw new IllegalArgumentException(
          "Found " + positives + " true nodes among " + candidates + " candidates");
    }

    if (candidates == 1) {
      return 1;
    }

    double harmonic = harmonic(candidates);
    return (harmonic + (positives - 1) * (candidates - harmonic) / (candidates - 1)) / candidates;
  }

  /**
   * Returns the expectation of NDCG: every rank holds a true node with probability m/n.
   *
   * @param candidates n, at least 1
   * @param positives m, 1 .. n
   */
  static double ndcg(long candidates, long positives) {
    double share = (double) positives / candidates;
    return share * RankDiscount.sum(0, candidates) / RankDiscount.sum(0, positives);
  }

  /** Returns {@code 1/(after + 1) + ... + 1/(after + count)}. */
  static double harmonic(long after, long count) {
    if (count > SUMMED && count > after / LOST) {
      return harmonic(after + count) - harmonic(after);
    }

    double sum = 0;
    for (long i = after + count; i > after; i--) {
      sum += 1.0 / i;
    }
    return sum;
  }

  /**
   * Returns the n-th harmonic number: summed up to 256, beyond by Euler and Maclaurin's expansion,
   * whose first term left out is below 1e-16 there.
   */
  static double harmonic(long n) {
    if (n <= SUMMED) {
      double sum = 0;
      for (long i = n; i >= 1; i--) {
        sum += 1.0 / i;
      }
      return sum;
    }

    double inverse = 1.0 / n;
    double square = inverse * inverse;
    return StrictMath.log((double) n)
        + EULER_GAMMA
        + inverse / 2
        - square / 12
        + square * square / 120
        - square * square * square / 252;
  }
}
