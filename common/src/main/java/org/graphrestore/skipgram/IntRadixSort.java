package org.graphrestore.skipgram;

import java.util.Arrays;

/**
 * Sorts ranges of unsigned ints by their bytes, least significant first. Keeps its buffer from one
 * range to the next; not thread-safe.
 */
final class IntRadixSort {
  private static final int SMALL = 64;
  private static final int DIGITS = 256;

  private final int[] counts = new int[DIGITS];
  private int[] buffer = new int[0];

  /**
   * Sorts {@code keys[from .. to)} as unsigned numbers.
   *
   * @param bits keys are below 2<sup>bits</sup>, 1 .. 32
   */
  void sort(int[] keys, int from, int to, int bits) {
    int n = to - from;
    if (n < SMALL && bits < 32) {
      Arrays.sort(keys, from, to);
      return;
    }

    if (buffer.length < n) {
      buffer = new int[n];
    }

    for (int shift = 0; shift < bits; shift += 8) {
      Arrays.fill(counts, 0);
      for (int i = from; i < to; i++) {
        counts[(keys[i] >>> shift) & 0xFF]++;
      }

      int sum = 0;
      for (int digit = 0; digit < DIGITS; digit++) {
        int count = counts[digit];
        counts[digit] = sum;
        sum += count;
      }

      for (int i = from; i < to; i++) {
        buffer[counts[(keys[i] >>> shift) & 0xFF]++] = keys[i];
      }

      System.arraycopy(buffer, 0, keys, from, n);
    }
  }
}
