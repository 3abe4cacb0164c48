package org.graphrestore.reconstruction.restored;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Where a list of pairs is cut, in the order of descending scores, pairs with equal scores by their
 * lower node, then by the other: what stands before the cut or at it is taken.
 *
 * @param score score of the last pair that is taken
 * @param u its lower node
 * @param v its other node
 */
public record PairCut(double score, long u, long v) implements Serializable {
  /** Every pair of this score or a higher one. */
  public static PairCut allAt(double score) {
    return new PairCut(score, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** Every pair of a higher score than this one. */
  public static PairCut noneAt(double score) {
    return new PairCut(score, -1, -1);
  }

  /** Returns whether a pair is taken. */
  public boolean takes(double otherScore, long otherU, long otherV) {
    return otherScore > score
        || (otherScore == score && (otherU < u || (otherU == u && otherV <= v)));
  }

  /** The order of the list. */
  public static Comparator<PairCut> order() {
    return Comparator.comparingDouble((PairCut pair) -> -pair.score)
        .thenComparingLong(PairCut::u)
        .thenComparingLong(PairCut::v);
  }
}
