package org.graphrestore.reconstruction;

/**
 * The expectation of one over the rank of the first true node, where the first true nodes tie with
 * others and a tie is put in random order.
 *
 * <p>With g candidates before the tie, t in it and h of them true, the first of them stands at
 * place {@code g + J}, and {@code P(J > j) = P(J > j - 1) (t - j + 1 - h) / (t - j + 1)}. Three
 * cases have a closed form:
 *
 * <pre>
 *   h = t    1 / (g + 1)
 *   h = 1    (H_{g+t} - H_g) / t
 *   g = 0    h / (t - h + 1) (H_t - H_{h-1})
 * </pre>
 *
 * <p>The last one is the sum of {@code C(t - j, h - 1) / j} over j, which is {@code C(t, h - 1)
 * (H_t - H_{h-1})}, divided by {@code C(t, h)}; for t = n and h = m it is what a random ranking
 * achieves. Otherwise the terms are added, at most {@code t - h + 1} of them, until what is left is
 * below 1e-18 of the sum.
 */
final class ReciprocalRank {
  private static final double NEGLIGIBLE = 1e-18;

  private ReciprocalRank() {}

  /**
   * Returns the expectation.
   *
   * @param greater g, candidates before the tie
   * @param equal t, candidates in the tie, at least 1
   * @param here h, true ones among them, 1 .. t
   */
  static double expected(long greater, long equal, long here) {
    if (here == equal) {
      return 1.0 / (greater + 1);
    }

    if (here == 1) {
      return RandomExpectation.harmonic(greater, equal) / equal;
    }

    if (greater == 0) {
      return here * RandomExpectation.harmonic(here - 1, equal - here + 1) / (equal - here + 1);
    }

    double sum = 0;
    double left = 1;
    for (long j = 1; left > 0; j++) {
      double places = equal - j + 1;
      sum += left * here / places / (greater + j);
      left *= (places - here) / places;
      if (left < NEGLIGIBLE * sum * (greater + j)) {
        break;
      }
    }
    return sum;
  }
}
