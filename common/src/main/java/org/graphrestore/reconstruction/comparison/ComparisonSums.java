package org.graphrestore.reconstruction.comparison;

import org.graphrestore.reconstruction.PoissonBootstrap;

/**
 * Sums over the queries of two reconstructions: of differences and of what they are divided by, as
 * they are and in every bootstrap replicate. A replicate counts a query as often on both sides, so
 * what makes a query hard for both cancels.
 *
 * <p>Numbers are added as multiples of a power of two that leaves room for all queries: whole
 * numbers add up in any order, so the bits do not depend on who adds which. Each is off by half of
 * that power at most: 2<sup>-46</sup> for a thousand queries, 2<sup>-37</sup> for a million.
 *
 * <p>{@code (10 pairs + 3) truths (replicates + 5)} numbers, whatever the queries: 1.6 MB for three
 * pairs, three hops and 1,000 replicates. A query costs as many additions. Not thread-safe.
 */
public final class ComparisonSums {
  /** A Poisson draw is not larger ({@link PoissonBootstrap}). */
  private static final int LARGEST_WEIGHT = 18;

  private static final int MOST_BITS = 50;
  private static final int HEADER = 2;
  private static final int EXTRAS = 4;
  private static final int DIVISORS = 3;

  /** Divisors of a truth: queries with a true node, those with an AUC, ceiling less random. */
  static final int COUNT = 0;

  static final int AUC_COUNT = 1;
  static final int ROOM = 2;

  /** Extras of a difference: sums of both sides, and queries at which one is higher. */
  static final int SUM_A = 0;

  static final int SUM_B = 1;
  static final int HIGHER_A = 2;
  static final int HIGHER_B = 3;

  private final int pairs;
  private final int truths;
  private final int replicates;
  private final double unit;
  private final long[] sums;

  /**
   * Starts without queries.
   *
   * @param pairs number of pairs of rankings
   * @param hops number of hop distances
   * @param replicates number of bootstrap replicates
   * @param mostQueries queries that will be added by all who add, at most
   */
  public ComparisonSums(int pairs, int hops, int replicates, long mostQueries) {
    this.pairs = pairs;
    this.truths = 2 * hops;
    this.replicates = replicates;
    int bits = Long.SIZE - Long.numberOfLeadingZeros(LARGEST_WEIGHT * Math.max(1, mostQueries));
    this.unit = Math.scalb(1.0, -Math.min(MOST_BITS, 62 - bits));
    this.sums =
        new long
            [HEADER
                + truths * (DIVISORS * (1 + replicates) + 1)
                + pairs * truths * ComparedMetric.MEANS * (1 + replicates + EXTRAS)];
  }

  /** Returns all numbers, for {@link #merge}; not a copy. */
  public long[] values() {
    return sums;
  }

  /** Adds the numbers of somebody who has added other queries. */
  public void merge(long[] others) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.addExact(sums[i], others[i]);
    }
  }

  /** Adds a query, unless only one side has asked it. */
  public void add(ComparedQuery query, long seed, long hash) {
    if (!query.complete()) {
      return;
    }

    sums[0]++;
    if (!query.sameTruth()) {
      sums[1]++;
      return;
    }

    int[] weights = PoissonBootstrap.weights(seed, hash, replicates);
    for (int truth = 0; truth < truths; truth++) {
      if (query.positives(truth) > 0) {
        add(query, truth, weights);
      }
    }
  }

  private void add(ComparedQuery query, int truth, int[] weights) {
    boolean hasAuc = !Double.isNaN(query.value(0, 0, truth, ComparedMetric.AUC.place()));
    addAll(divisor(truth, COUNT), 1, weights);
    addAll(divisor(truth, AUC_COUNT), hasAuc ? 1 : 0, weights);
    double ceiling = query.ceiling(truth);
    double random = query.random(truth);
    addAll(divisor(truth, ROOM), Double.isNaN(ceiling) ? 0 : fixed(ceiling - random), weights);
    sums[divisor(truth, DIVISORS)] += fixed(random);
    for (int pair = 0; pair < pairs; pair++) {
      for (int metric = 0; metric < ComparedMetric.MEANS; metric++) {
        double a = query.value(0, pair, truth, metric);
        double b = query.value(1, pair, truth, metric);
        if (!Double.isNaN(a) && !Double.isNaN(b)) {
          int at = difference(pair, truth, metric);
          addAll(at, fixed(a) - fixed(b), weights);
          int extras = at + 1 + replicates;
          sums[extras + SUM_A] += fixed(a);
          sums[extras + SUM_B] += fixed(b);
          sums[extras + HIGHER_A] += a > b ? 1 : 0;
          sums[extras + HIGHER_B] += b > a ? 1 : 0;
        }
      }
    }
  }

  private void addAll(int at, long value, int[] weights) {
    if (value != 0) {
      sums[at] += value;
      for (int r = 0; r < weights.length; r++) {
        sums[at + 1 + r] += weights[r] * value;
      }
    }
  }

  private long fixed(double value) {
    return Math.round(value / unit);
  }

  private int divisor(int truth, int kind) {
    return HEADER + truth * (DIVISORS * (1 + replicates) + 1) + kind * (1 + replicates);
  }

  private int difference(int pair, int truth, int metric) {
    int before = (pair * truths + truth) * ComparedMetric.MEANS + metric;
    return divisor(truths, 0) + before * (1 + replicates + EXTRAS);
  }

  int replicates() {
    return replicates;
  }

  /** Returns the number of queries that both sides have asked. */
  public long queries() {
    return sums[0];
  }

  /** Returns the number of those for which the sides have another number of true nodes. */
  public long mismatched() {
    return sums[1];
  }

  /** Returns a count of queries; in replicate r - 1 for r above 0. */
  long count(int truth, int kind, int r) {
    return sums[divisor(truth, kind) + r];
  }

  /** Returns the sum of ceiling less random; in replicate r - 1 for r above 0. */
  double room(int truth, int r) {
    return sums[divisor(truth, ROOM) + r] * unit;
  }

  /** Returns the sum of the random expectations of AP. */
  double random(int truth) {
    return sums[divisor(truth, DIVISORS)] * unit;
  }

  /** Returns the sum of first less second; in replicate r - 1 for r above 0. */
  double difference(int pair, int truth, int metric, int r) {
    return sums[difference(pair, truth, metric) + r] * unit;
  }

  /** Returns a sum of one side. */
  double side(int pair, int truth, int metric, int extra) {
    return sums[difference(pair, truth, metric) + 1 + replicates + extra] * unit;
  }

  /** Returns the queries at which one side is higher. */
  long higher(int pair, int truth, int metric, int extra) {
    return sums[difference(pair, truth, metric) + 1 + replicates + extra];
  }
}
