package org.graphrestore.reconstruction.restored;

/**
 * What scoring all pairs of a graph takes, twice: once to find the score at which as many pairs as
 * edges lie, once to write them. The stage tells its user by it, and so does the estimate.
 */
public final class PairCost {
  /** Multiply-adds a core-second, of the machine in docs/estimate.md. */
  public static final double RATE = 14e9;

  /** Core time of a score beside computing it: counted in a bin. */
  public static final double SCORE_SECONDS = 2e-9;

  private static final int PASSES = 2;

  private PairCost() {}

  /**
   * Returns the core-seconds of both passes.
   *
   * @param nodes nodes among which edges are restored
   * @param dim length of a vector
   * @param rate multiply-adds a core-second
   */
  public static double coreSeconds(long nodes, int dim, double rate) {
    return PASSES * PairRanges.pairs(nodes) * (dim / rate + SCORE_SECONDS);
  }
}
