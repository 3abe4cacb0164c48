package org.graphrestore.reconstruction;

import java.util.Arrays;

/**
 * What one query's ranking is worth: for every hop distance, and for the shell and the ball, the
 * average precision and the precision at several cut-offs.
 *
 * <p>The rank of a candidate is the number of candidates with a higher score, plus the mean place
 * among those with the same score: {@code greater + (equal + 1) / 2}. Average precision is the sum
 * of {@code i / rank_i} over the true nodes in rank order, divided by their number; true nodes that
 * tie have one rank, so their order does not matter. Precision at n counts true nodes among the
 * first n; where n cuts through a tie, the tied candidates count by the expectation of a random
 * order among them. It is divided by n even where there are fewer candidates.
 */
public final class QueryMetrics {
  /** Cut-offs of precision. */
  static final int[] CUTOFFS = {1, 5, 10, 50, 100};

  /** Numbers a truth: size, AP, random expectation, precision at the cut-offs, R-precision. */
  static final int WIDTH = CUTOFFS.length + 4;

  private static final int SIZE = 0;
  private static final int AP = 1;
  private static final int RANDOM = 2;
  private static final int PRECISION = 3;
  private static final int R_PRECISION = PRECISION + CUTOFFS.length;

  private final int hops;
  private final double[] values;

  private QueryMetrics(int hops, double[] values) {
    this.hops = hops;
    this.values = values;
  }

  /**
   * Computes the metrics of one query.
   *
   * @param hops largest distance
   * @param positives scores of its true nodes
   * @param counts counts of all its candidates by {@link RungCounter}, added up over all blocks
   * @param candidates number of candidates, which the counts must add up to
   */
  public static QueryMetrics of(int hops, PositiveScores positives, int[] counts, long candidates) {
    long total = 0;
    for (int count : counts) {
      total += count;
    }
    if (total != candidates) {
      throw new IllegalStateException(
          "Counted " + total + " candidates of a query instead of " + candidates);
    }

    double[] values = new double[hops * 2 * WIDTH];
    int[] sizes = new int[hops + 1];
    for (int i = 0; i < positives.size(); i++) {
      sizes[positives.hop(i)]++;
    }

    int ball = 0;
    for (int hop = 1; hop <= hops; hop++) {
      ball += sizes[hop];
      truth(values, at(hop, true), positives, counts, hop, hop, sizes[hop], candidates);
      truth(values, at(hop, false), positives, counts, 1, hop, ball, candidates);
    }
    return new QueryMetrics(hops, values);
  }

  /** Restores metrics from {@link #values()}. */
  public static QueryMetrics ofValues(int hops, double[] values) {
    if (values.length != hops * 2 * WIDTH) {
      throw new IllegalArgumentException(
          "Found " + values.length + " values for " + hops + " hops");
    }

    return new QueryMetrics(hops, values);
  }

  /** Returns the largest distance. */
  public int hops() {
    return hops;
  }

  /** Returns all numbers, by hop, shell before ball; not a copy. */
  public double[] values() {
    return values;
  }

  /** Returns the number of true nodes in the shell or ball of a hop. */
  public long size(int hop, boolean shell) {
    return (long) values[at(hop, shell) + SIZE];
  }

  /** Returns the average precision, 0 where there is no true node. */
  public double averagePrecision(int hop, boolean shell) {
    return values[at(hop, shell) + AP];
  }

  /** Returns the expectation of average precision under a random ranking. */
  public double random(int hop, boolean shell) {
    return values[at(hop, shell) + RANDOM];
  }

  /** Returns the precision at {@code CUTOFFS[i]}. */
  public double precision(int hop, boolean shell, int i) {
    return values[at(hop, shell) + PRECISION + i];
  }

  /** Returns the precision at the number of true nodes. */
  public double rPrecision(int hop, boolean shell) {
    return values[at(hop, shell) + R_PRECISION];
  }

  private static int at(int hop, boolean shell) {
    return ((hop - 1) * 2 + (shell ? 0 : 1)) * WIDTH;
  }

  private static void truth(
      double[] values,
      int at,
      PositiveScores positives,
      int[] counts,
      int from,
      int to,
      int size,
      long candidates) {
    if (size == 0) {
      return;
    }

    double sum = 0;
    double[] hits = new double[CUTOFFS.length + 1];
    int[] cutoffs = Arrays.copyOf(CUTOFFS, CUTOFFS.length + 1);
    cutoffs[CUTOFFS.length] = size;
    long found = 0;
    int rung = (counts.length - 1) / 2;
    long greater = counts[2 * rung];
    for (int i = positives.size() - 1; i >= 0; ) {
      rung--;
      long equal = counts[2 * rung + 1];
      int here = 0;
      double score = positives.score(i);
      for (; i >= 0 && positives.score(i) == score; i--) {
        here += positives.hop(i) >= from && positives.hop(i) <= to ? 1 : 0;
      }
      if (here > 0) {
        double rank = greater + (equal + 1) / 2.0;
        // The sum of i / rank for the next `here` values of i.
        sum += ((double) found * here + here * (here + 1.0) / 2) / rank;
        found += here;
        for (int c = 0; c < cutoffs.length; c++) {
          if (greater + equal <= cutoffs[c]) {
            hits[c] += here;
          } else if (greater < cutoffs[c]) {
            hits[c] += (double) here * (cutoffs[c] - greater) / equal;
          }
        }
      }
      greater += equal + counts[2 * rung];
    }

    values[at + SIZE] = size;
    values[at + AP] = sum / size;
    values[at + RANDOM] = RandomExpectation.averagePrecision(candidates, size);
    for (int c = 0; c < CUTOFFS.length; c++) {
      values[at + PRECISION + c] = hits[c] / CUTOFFS[c];
    }
    values[at + R_PRECISION] = hits[CUTOFFS.length] / size;
  }
}
