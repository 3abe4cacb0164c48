package org.graphrestore.reconstruction;

/**
 * What one ranking by the true distances achieves, nearest first: the nodes at distance 1, then
 * those at distance 2 and so on. It is perfect for every ball. For a shell it is not, because the
 * nearer nodes come first; so no single score that ranks by distance can be perfect at two hops.
 *
 * <p>With b nearer nodes and m nodes in the shell, in any order but without ties,
 *
 * <pre>
 *   AP = (1/m) sum over i = 1 .. m of i / (b + i) = 1 - (b/m) (H_{b+m} - H_b)
 * </pre>
 */
final class Ceiling {
  /** Up to so many terms are added up. */
  private static final long SUMMED = 256;

  /** So many times as many nearer nodes cancel two digits of the closed form. */
  private static final long NEARER = 64;

  private Ceiling() {}

  /**
   * Returns the average precision of the shell.
   *
   * @param nearer b, nodes at smaller distances, at least 0
   * @param size m, nodes in the shell, at least 1
   */
  static double averagePrecision(long nearer, long size) {
    if (nearer == 0) {
      return 1;
    }

    if (size <= SUMMED || nearer / NEARER > size) {
      double sum = 0;
      for (long i = 1; i <= size; i++) {
        sum += (double) i / (nearer + i);
      }
      return sum / size;
    }

    return 1 - RandomExpectation.harmonic(nearer, size) * nearer / size;
  }
}
