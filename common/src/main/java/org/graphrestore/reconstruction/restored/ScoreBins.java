package org.graphrestore.reconstruction.restored;

import java.io.Serializable;

/**
 * Counts scores in bins, to find the score of a given place from the top without sorting. The first
 * bins are equally wide: a bin is found by one subtraction and one multiplication, both monotone in
 * floating point, so a higher score is never in a lower bin, whatever the rounding. The place is
 * exact therefore, and the ends of its bin are found by asking the same function. Narrower bins cut
 * a range by the order of numbers as bits, 16 of 64 at a time: four rounds end at one score however
 * unevenly scores lie.
 *
 * <pre>
 * slot 0           below low
 * slots 1 .. bins  between low and high
 * slot bins + 1    above high
 * </pre>
 *
 * <p>Immutable; the counts are the caller's, and counts of parts add up.
 */
public final class ScoreBins implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int USUAL = 1 << 16;

  private final double low;
  private final double high;
  private final double scale;
  private final int bins;
  private final boolean byBits;
  private final int shift;

  /**
   * Cuts a range into the usual number of bins.
   *
   * @param low lowest score of the first bin, finite
   * @param high highest score of the last bin, finite, not below {@code low}
   */
  public ScoreBins(double low, double high) {
    this(low, high, USUAL);
  }

  /** Cuts a range into bins. */
  public static ScoreBins of(double low, double high, int bins) {
    return new ScoreBins(low, high, bins);
  }

  ScoreBins(double low, double high, int bins) {
    this(low, high, bins, false);
  }

  private ScoreBins(double low, double high, int bins, boolean byBits) {
    this.low = low;
    this.high = high;
    this.bins = bins;
    this.byBits = byBits;
    this.scale = high > low ? bins / (high - low) : 0;
    int bits = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(bins);
    this.shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(key(high) - key(low)) - bits);
  }

  /** Cuts the range between two numbers, both included. */
  static ScoreBins between(double low, double high, int bins) {
    return new ScoreBins(low, high, bins, true);
  }

  static ScoreBins between(double low, double high) {
    return between(low, high, USUAL);
  }

  /** Returns an array for the counts. */
  public long[] counts() {
    return new long[bins + 2];
  }

  /** Counts scores. */
  public void count(double[] scores, int from, int to, long[] counts) {
    for (int i = from; i < to; i++) {
      counts[slot(scores[i])]++;
    }
  }

  /** Returns the place of a score in the counts. */
  public int slot(double score) {
    if (score < low) {
      return 0;
    }

    if (score > high) {
      return bins + 1;
    }

    return byBits
        ? 1 + (int) ((key(score) - key(low)) >>> shift)
        : 1 + Math.min(bins - 1, (int) ((score - low) * scale));
  }

  /**
   * Finds the bin of the score at a place.
   *
   * @param counts counts of all scores
   * @param place from the top, 1 for the highest; at most the number of scores
   */
  public ScoreBracket find(long[] counts, long place) {
    long above = 0;
    int slot = counts.length - 1;
    while (slot > 0 && above + counts[slot] < place) {
      above += counts[slot];
      slot--;
    }

    if (above + counts[slot] < place) {
      throw new IllegalArgumentException(
          "Place "
              + place
              + " among "
              + (above + counts[slot])
              + " scores (there are not so many)");
    }

    return new ScoreBracket(
        lowest(slot),
        slot == counts.length - 1 ? Double.MAX_VALUE : below(slot + 1),
        above,
        counts[slot]);
  }

  /** Returns the lowest number whose slot is at least this one. */
  private double lowest(int slot) {
    return number(firstKey(slot));
  }

  /** Returns the highest number whose slot is less than this one. */
  private double below(int slot) {
    return number(firstKey(slot) - 1);
  }

  private long firstKey(int slot) {
    long from = key(-Double.MAX_VALUE);
    long to = key(Double.MAX_VALUE);
    while (from < to) {
      long middle = (from & to) + ((from ^ to) >> 1);
      if (slot(number(middle)) < slot) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }

    return from;
  }

  /** Numbers in their order as whole numbers in theirs. */
  private static long key(double number) {
    // Zeros of either sign are one number.
    long bits = Double.doubleToRawLongBits(number + 0.0);
    return bits ^ (bits >> (Long.SIZE - 1) & Long.MAX_VALUE);
  }

  private static double number(long key) {
    return Double.longBitsToDouble(key ^ (key >> (Long.SIZE - 1) & Long.MAX_VALUE));
  }
}
