package org.graphrestore.random;

/**
 * Draws from a fixed discrete distribution in constant time (Walker, "An efficient method for
 * generating discrete random variables with general distributions", ACM TOMS 1977; built as by
 * Vose, IEEE TSE 1991).
 *
 * <p>Eight bytes an entry. One draw of 64 bits gives both the column (by its high bits) and the
 * coin (by its low 32 bits), so an entry's probability is exact to 2<sup>-31</sup>. Immutable and
 * thread-safe; a pure function of the weights.
 */
public final class AliasTable {
  private final int[] thresholds;
  private final int[] aliases;

  private AliasTable(int[] thresholds, int[] aliases) {
    this.thresholds = thresholds;
    this.aliases = aliases;
  }

  /**
   * Builds a table.
   *
   * @param weights at least one weight, each finite and at least 0, with a positive sum
   * @throws IllegalArgumentException naming the first weight that cannot be used
   */
  public static AliasTable of(double[] weights) {
    int n = weights.length;
    double sum = sum(weights);
    double[] scaled = new double[n];
    int[] small = new int[n];
    int[] large = new int[n];
    int smalls = 0;
    int larges = 0;
    for (int i = 0; i < n; i++) {
      scaled[i] = weights[i] / sum * n;
      if (scaled[i] < 1) {
        small[smalls++] = i;
      } else {
        large[larges++] = i;
      }
    }

    int[] thresholds = new int[n];
    int[] aliases = new int[n];
    while (smalls > 0 && larges > 0) {
      int less = small[--smalls];
      int more = large[--larges];
      thresholds[less] = threshold(scaled[less]);
      aliases[less] = more;
      scaled[more] = scaled[more] + scaled[less] - 1;
      if (scaled[more] < 1) {
        small[smalls++] = more;
      } else {
        large[larges++] = more;
      }
    }

    // What is left has probability 1 up to rounding: its alias is itself, whatever the coin says.
    while (larges > 0) {
      int i = large[--larges];
      aliases[i] = i;
    }

    while (smalls > 0) {
      int i = small[--smalls];
      aliases[i] = i;
    }

    return new AliasTable(thresholds, aliases);
  }

  /** Returns the number of entries. */
  public int size() {
    return aliases.length;
  }

  /**
   * Returns the entry of a draw.
   *
   * @param draw 64 uniform bits
   */
  public int sample(long draw) {
    int column = Seeds.bounded(draw, aliases.length);
    return Integer.compareUnsigned((int) draw, thresholds[column]) < 0 ? column : aliases[column];
  }

  private static double sum(double[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Weight " + i + " is " + weights[i] + " (must be finite and at least 0)");
      }

      sum += weights[i];
    }

    if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "The sum of " + weights.length + " weights is " + sum + " (must be finite and above 0)");
    }

    return sum;
  }

  /** Probability 0 .. 1 as an unsigned 32-bit threshold. */
  private static int threshold(double probability) {
    return (int) Math.min((long) (probability * 0x1.0p32), 0xFFFFFFFFL);
  }
}
