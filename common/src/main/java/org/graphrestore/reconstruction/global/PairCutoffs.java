package org.graphrestore.reconstruction.global;

import java.util.ArrayList;
import java.util.List;

/** The cut-offs of precision over all pairs: powers of ten, and the number of edges. */
public final class PairCutoffs {
  /** The largest power of ten that has a name in a result. */
  static final long LARGEST = 1_000_000_000_000L;

  /** A sample's place below this one would be a handful of pairs. */
  private static final int LEAST_PLACE = 10;

  private PairCutoffs() {}

  /** Returns 1, 10, 100, ... below a number of edges, and the number itself; none for 0. */
  public static List<Long> of(long edges) {
    List<Long> cutoffs = new ArrayList<>();
    for (long power = 1; power < edges && power <= LARGEST; power *= 10) {
      cutoffs.add(power);
    }

    if (edges > 0) {
      cutoffs.add(edges);
    }

    return cutoffs;
  }

  /**
   * Returns the place among the pairs of some rows that stands for a place among all pairs: the
   * same share of the pairs, rounded; 0 where that is too few to say anything.
   *
   * @param cutoff the place among all pairs
   * @param scored pairs of the rows
   * @param pairs all pairs, no fewer than 1
   */
  public static long place(long cutoff, long scored, long pairs) {
    if (scored == pairs) {
      return cutoff;
    }

    long place = Math.round((double) cutoff * scored / pairs);
    return place < LEAST_PLACE ? 0 : place;
  }
}
