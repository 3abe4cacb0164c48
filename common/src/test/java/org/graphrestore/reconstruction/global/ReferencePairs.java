package org.graphrestore.reconstruction.global;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Precision of the first pairs by sorting all of them: obvious, not fast. */
final class ReferencePairs {
  private ReferencePairs() {}

  /**
   * Returns the expected number of true pairs among the first ones, over all orders of ties: every
   * pair of a tie is equally likely to be before the cut.
   */
  static double hits(double[] scores, boolean[] truth, long place) {
    Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> -scores[i]));
    double last = scores[order[(int) place - 1]];
    double sure = 0;
    double tied = 0;
    double tiedTrue = 0;
    long before = 0;
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] > last) {
        before++;
        sure += truth[i] ? 1 : 0;
      } else if (scores[i] == last) {
        tied++;
        tiedTrue += truth[i] ? 1 : 0;
      }
    }

    return sure + (place - before) * tiedTrue / tied;
  }
}
