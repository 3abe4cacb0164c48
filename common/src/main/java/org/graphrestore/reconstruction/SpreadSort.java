package org.graphrestore.reconstruction;

import java.util.Arrays;

/**
 * Sorts doubles by spreading them over equal-width buckets first, about one a value: several times
 * faster than comparing where they are spread out, as scores are, and no slower in kind where they
 * are not. Bucketing is monotone, so the result is exact.
 */
final class SpreadSort {
  private static final int SMALL = 64;
  private static final int INSERTION = 24;

  private SpreadSort() {}

  /** Sorts ascending; no value may be NaN. 0.0 and -0.0 may stand in any order. */
  static void sort(double[] values) {
    int size = values.length;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }

    double scale = size / (high - low);
    if (size < SMALL || !(scale > 0) || !Double.isFinite(scale)) {
      Arrays.sort(values);
      return;
    }

    int[] ends = new int[size + 1];
    int[] buckets = new int[size];
    for (int i = 0; i < size; i++) {
      buckets[i] = Math.min(size - 1, (int) ((values[i] - low) * scale));
      ends[buckets[i]]++;
    }
    int sum = 0;
    for (int b = 0; b <= size; b++) {
      int count = ends[b];
      ends[b] = sum;
      sum += count;
    }

    double[] spread = new double[size];
    for (int i = 0; i < size; i++) {
      spread[ends[buckets[i]]++] = values[i];
    }
    int from = 0;
    for (int b = 0; b < size; b++) {
      sortBucket(spread, from, ends[b]);
      from = ends[b];
    }
    System.arraycopy(spread, 0, values, 0, size);
  }

  private static void sortBucket(double[] values, int from, int to) {
    if (to - from > INSERTION) {
      Arrays.sort(values, from, to);
      return;
    }

    for (int i = from + 1; i < to; i++) {
      double value = values[i];
      int at = i;
      for (; at > from && values[at - 1] > value; at--) {
        values[at] = values[at - 1];
      }
      values[at] = value;
    }
  }
}
