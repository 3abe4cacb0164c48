package org.graphrestore.reconstruction.restored;

import java.math.BigInteger;

/**
 * A sum of whole numbers that are not negative, below 2<sup>127</sup>: cubes of degrees do not fit
 * 64. Exact, so parts may be added in any order. Not thread-safe.
 */
final class WideSum {
  private long high;
  private long low;

  /** Adds a number, at least 0. */
  void add(long number) {
    long sum = low + number;
    high += Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    low = sum;
  }

  /** Adds a product of two numbers, both at least 0. */
  void addProduct(long a, long b) {
    addWords(Math.multiplyHigh(a, b), a * b);
  }

  private void addWords(long otherHigh, long otherLow) {
    add(otherLow);
    high += otherHigh;
  }

  BigInteger value() {
    return BigInteger.valueOf(high)
        .shiftLeft(Long.SIZE)
        .add(new BigInteger(Long.toUnsignedString(low)));
  }

  /** Writes both words. */
  int write(long[] to, int at) {
    to[at] = high;
    to[at + 1] = low;
    return at + 2;
  }

  /** Adds what {@link #write} wrote. */
  int addFrom(long[] from, int at) {
    addWords(from[at], from[at + 1]);
    return at + 2;
  }
}
