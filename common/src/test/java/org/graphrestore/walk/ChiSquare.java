package org.graphrestore.walk;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pearson's test of counts against probabilities, pooled over many distributions. The seeds of the
 * tests are fixed, so they give one answer; a right engine fails one with probability .001 for
 * another seed.
 */
final class ChiSquare {
  /** Quantile .999 of the normal distribution. */
  private static final double Z = 3.0902;

  /** Least expected count of a cell, the usual rule; rarer cells are put together. */
  private static final double LEAST_EXPECTED = 5;

  private double statistic;
  private int freedom;

  /** Adds the counts of one distribution. */
  void add(long[] counts, double[] probabilities) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }

    double rareExpected = 0;
    double rareCount = 0;
    int cells = 0;
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      double expected = total * probabilities[i];
      if (expected < LEAST_EXPECTED) {
        rareExpected += expected;
        rareCount += counts[i];
      } else {
        sum += (counts[i] - expected) * (counts[i] - expected) / expected;
        cells++;
      }
    }

    if (rareExpected >= LEAST_EXPECTED) {
      sum += (rareCount - rareExpected) * (rareCount - rareExpected) / rareExpected;
      cells++;
    }

    if (cells >= 2) {
      statistic += sum;
      freedom += cells - 1;
    }
  }

  /** Fails if the counts are less likely than one in a thousand. */
  void assertFits(int leastFreedom) {
    assertThat(freedom).isGreaterThanOrEqualTo(leastFreedom);
    assertThat(statistic).as("chi-square with %d degrees", freedom).isLessThan(quantile());
  }

  /** Quantile .999 of chi-square, by Wilson and Hilferty (PNAS 17, 1931). */
  private double quantile() {
    double a = 2.0 / (9.0 * freedom);
    return freedom * Math.pow(1 - a + Z * Math.sqrt(a), 3);
  }
}
