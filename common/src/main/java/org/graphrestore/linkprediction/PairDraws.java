package org.graphrestore.linkprediction;

import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;

/**
 * The draws of a pair of nodes that an edge joins. They depend on the seed and on the hashes of the
 * two original ids, in no order: not on indices, directions, relations or where the edge lies.
 *
 * <p>One draw orders edges for the spanning forest, another picks edges to hide, so that which
 * edges are hidden is a uniform sample of those that are not in the forest.
 */
public final class PairDraws {
  private PairDraws() {}

  /** Returns the key of a pair, from which its draws come. */
  public static long key(long seed, long hashOfOne, long hashOfOther) {
    return Seeds.key(
        seed,
        Purpose.LINK_SPLIT,
        Math.min(hashOfOne, hashOfOther),
        Math.max(hashOfOne, hashOfOther));
  }

  /** Returns the weight of a pair in the minimum spanning forest: 63 bits, at least 0. */
  public static long order(long key) {
    return Seeds.draw(key, 0) >>> 1;
  }

  /** Returns the draw by which pairs are hidden, lowest first: 63 bits, at least 0. */
  public static long pick(long key) {
    return Seeds.draw(key, 1) >>> 1;
  }

  /** Returns the draw by which test edges are sampled for ranking, lowest first. */
  public static long sample(long key) {
    return Seeds.draw(key, 2) >>> 1;
  }
}
