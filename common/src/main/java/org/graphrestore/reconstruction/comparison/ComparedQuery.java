package org.graphrestore.reconstruction.comparison;

import java.util.Arrays;

/**
 * What two reconstructions say of one query: a holder that is filled row by row and used again for
 * the next query. A truth is {@code 2 (hop - 1)} for a shell and one more for a ball. Not
 * thread-safe.
 */
public final class ComparedQuery {
  private static final double NOT_KNOWN = Double.NaN;

  private final int truths;
  private final double[][][] values;
  private final long[][] positives;
  private final double[] random;
  private final double[] ceiling;

  /**
   * Makes an empty holder.
   *
   * @param pairs number of pairs of rankings
   * @param hops number of hop distances
   */
  public ComparedQuery(int pairs, int hops) {
    this.truths = 2 * hops;
    this.values = new double[2][pairs][truths * ComparedMetric.MEANS];
    this.positives = new long[2][truths];
    this.random = new double[truths];
    this.ceiling = new double[truths];
    clear();
  }

  /** Returns the truth of a hop. */
  public static int truth(int hop, boolean shell) {
    return 2 * (hop - 1) + (shell ? 0 : 1);
  }

  /** Forgets everything. */
  public void clear() {
    for (int side = 0; side < 2; side++) {
      Arrays.fill(positives[side], -1);
      for (double[] ofPair : values[side]) {
        Arrays.fill(ofPair, NOT_KNOWN);
      }
    }
  }

  /**
   * Notes the truth of the query as one side has it.
   *
   * @param side 0 or 1
   * @param size number of true nodes
   * @param randomAp random expectation of AP
   * @param ceilingAp AP of a ranking by distance; NaN where it was not measured
   */
  public void truth(int side, int truth, long size, double randomAp, double ceilingAp) {
    positives[side][truth] = size;
    random[truth] = randomAp;
    ceiling[truth] = ceilingAp;
  }

  /** Notes a figure of a pair's ranking on one side; NaN where it is not known. */
  public void value(int side, int pair, int truth, ComparedMetric metric, double value) {
    values[side][pair][truth * ComparedMetric.MEANS + metric.place()] = value;
  }

  /** Returns whether both sides have asked the query. */
  boolean complete() {
    return positives[0][0] >= 0 && positives[1][0] >= 0;
  }

  /** Returns whether both sides have the same number of true nodes everywhere. */
  boolean sameTruth() {
    return Arrays.equals(positives[0], positives[1]);
  }

  long positives(int truth) {
    return positives[0][truth];
  }

  double random(int truth) {
    return random[truth];
  }

  double ceiling(int truth) {
    return ceiling[truth];
  }

  double value(int side, int pair, int truth, int metric) {
    return values[side][pair][truth * ComparedMetric.MEANS + metric];
  }
}
