package org.graphrestore.reconstruction.restored;

/**
 * Cuts the unordered pairs (u, v), u &lt; v, of n nodes into ranges of u with about as many pairs
 * each, so that tasks take equally long.
 *
 * <pre>
 * n = 6, 15 pairs in 3 ranges     u  0 (5 pairs)   1 2 (4 + 3)   3 4 5 (2 + 1 + 0)
 * </pre>
 */
public final class PairRanges {
  private PairRanges() {}

  /** Returns the number of unordered pairs. */
  public static long pairs(long nodes) {
    return nodes * (nodes - 1) / 2;
  }

  /**
   * Cuts.
   *
   * @param nodes at least 1, at most 2<sup>31</sup>
   * @param ranges wanted number, at least 1
   * @return first node of every range, ascending from 0, and {@code nodes} at the end; fewer ranges
   *     where some would be empty
   */
  public static long[] cuts(long nodes, int ranges) {
    long[] cuts = new long[ranges + 1];
    int count = 1;
    double all = pairs(nodes);
    for (int r = 1; r < ranges; r++) {
      long cut = firstWith(nodes, (long) (all * r / ranges));
      if (cut > cuts[count - 1] && cut < nodes) {
        cuts[count++] = cut;
      }
    }

    cuts[count] = nodes;
    return java.util.Arrays.copyOf(cuts, count + 1);
  }

  /** Returns the first u before which there are at least so many pairs. */
  private static long firstWith(long nodes, long wanted) {
    long low = 0;
    long high = nodes;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (pairs(nodes) - pairs(nodes - middle) < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }

    return low;
  }
}
