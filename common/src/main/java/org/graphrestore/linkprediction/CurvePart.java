package org.graphrestore.linkprediction;

/**
 * AUC and average precision of scored pairs, a part at a time: pairs come with descending scores,
 * and how many positives and negatives score above the part is known. Parts add up.
 *
 * <p>AUC is the share of (positive, negative) with the positive above, ties counting half: the
 * count of twice that is whole, so AUC is exact. Average precision is the sum over distinct scores,
 * descending, of (recall - recall before) times the precision there, as scikit-learn defines it:
 * pairs that tie come in together.
 */
public final class CurvePart {
  private final long negativesInAll;
  private long positivesAbove;
  private long negativesAbove;
  private long positivesHere;
  private long negativesHere;
  private long order;
  private long twiceWins;
  private double precisions;

  /**
   * Starts a part.
   *
   * @param positivesAbove positives that score above the part
   * @param negativesAbove negatives that score above the part
   * @param negativesInAll negatives of all parts
   */
  public CurvePart(long positivesAbove, long negativesAbove, long negativesInAll) {
    this.positivesAbove = positivesAbove;
    this.negativesAbove = negativesAbove;
    this.negativesInAll = negativesInAll;
  }

  /** Adds the next pair; {@code scoreOrder} is not above that of the pair before. */
  public void add(long scoreOrder, boolean positive) {
    if (scoreOrder != order) {
      close();
      this.order = scoreOrder;
    }

    if (positive) {
      positivesHere++;
    } else {
      negativesHere++;
    }
  }

  /** Ends the part; returns twice the number of negatives that its positives beat. */
  public long twiceWins() {
    close();
    return twiceWins;
  }

  /** Ends the part; returns its share of average precision times the number of positives. */
  public double precisions() {
    close();
    return precisions;
  }

  /** Returns AUC out of the sum over all parts. */
  public static double auc(long twiceWins, long positives, long negatives) {
    return twiceWins / (2.0 * positives * negatives);
  }

  private void close() {
    if (positivesHere > 0) {
      long below = negativesInAll - negativesAbove - negativesHere;
      twiceWins += positivesHere * (2 * below + negativesHere);
      long found = positivesAbove + positivesHere;
      precisions += positivesHere * ((double) found / (found + negativesAbove + negativesHere));
    }

    positivesAbove += positivesHere;
    negativesAbove += negativesHere;
    this.positivesHere = 0;
    this.negativesHere = 0;
  }
}
