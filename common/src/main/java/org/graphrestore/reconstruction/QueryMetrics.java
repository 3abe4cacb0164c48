package org.graphrestore.reconstruction;

import java.util.List;

/**
 * What one query's ranking is worth: for every hop distance, and for the shell and the ball, the
 * average precision and the precision at several cut-offs.
 *
 * <p>The rank of a candidate is the number of candidates with a higher score, plus the mean place
 * among those with the same score: {@code greater + (equal + 1) / 2}. Average precision is the sum
 * of {@code i / rank_i} over the true nodes in rank order, divided by their number; true nodes that
 * tie have one rank, so their order does not matter. Precision at n counts true nodes among the
 * first n; where n cuts through a tie, the tied candidates count by the expectation of a random
 * order among them. It is divided by n even where there are fewer candidates. Recall at n is the
 * same number of true nodes divided by that of all true nodes.
 *
 * <p>NDCG, AUC and the reciprocal rank of the first true node are, where nodes tie, the expectation
 * over all orders of the tie. For AUC that is the value of the mean rank; for the other two it is
 * not.
 */
public final class QueryMetrics {
  /** Cut-offs of precision. */
  static final int[] CUTOFFS = {1, 5, 10, 50, 100};

  /**
   * Numbers a truth: size, AP, random expectation, precision at the cut-offs, R-precision, ceiling,
   * NDCG and AUC and reciprocal rank with random expectations.
   */
  static final int WIDTH = CUTOFFS.length + 10;

  private static final int SIZE = 0;
  private static final int AP = 1;
  private static final int RANDOM = 2;
  private static final int PRECISION = 3;
  private static final int R_PRECISION = PRECISION + CUTOFFS.length;
  private static final int CEILING = R_PRECISION + 1;
  private static final int NDCG = CEILING + 1;
  private static final int RANDOM_NDCG = NDCG + 1;
  private static final int AUC = RANDOM_NDCG + 1;
  private static final int RECIPROCAL_RANK = AUC + 1;
  private static final int RANDOM_RECIPROCAL_RANK = RECIPROCAL_RANK + 1;

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

    QueryMetrics metrics = new QueryMetrics(hops, new double[hops * 2 * WIDTH]);
    metrics.addSizes(positives, candidates);
    int[] here = new int[hops + 1];
    long[] found = new long[2 * hops];
    int rung = (counts.length - 1) / 2;
    long greater = counts[2 * rung];
    for (int i = positives.size() - 1; i >= 0; ) {
      rung--;
      long equal = counts[2 * rung + 1];
      if (equal == 1) {
        metrics.addOne(found, positives.hop(i), greater);
        i--;
        greater += 1 + counts[2 * rung];
        continue;
      }

      double score = positives.score(i);
      int nearest = hops;
      for (; i >= 0 && positives.score(i) == score; i--) {
        int hop = positives.hop(i);
        here[hop]++;
        nearest = Math.min(nearest, hop);
      }

      // NDCG gives every node of a tie the mean discount of its places.
      double discount = RankDiscount.sum(greater, equal) / equal;
      int ball = 0;
      for (int hop = nearest; hop <= hops; hop++) {
        if (here[hop] > 0) {
          metrics.addRung(found, 2 * hop - 2, here[hop], greater, equal, discount);
          ball += here[hop];
          here[hop] = 0;
        }
        metrics.addRung(found, 2 * hop - 1, ball, greater, equal, discount);
      }
      greater += equal + counts[2 * rung];
    }
    metrics.divide(candidates);
    return metrics;
  }

  /** Restores metrics from {@link #values()}. */
  public static QueryMetrics ofValues(int hops, double[] values) {
    if (values.length != hops * 2 * WIDTH) {
      throw new IllegalArgumentException(
          "Found " + values.length + " values for " + hops + " hops");
    }

    return new QueryMetrics(hops, values);
  }

  /**
   * Returns metrics that take each truth from another ranking of the query.
   *
   * @param rankings metrics of the query by each
   * @param byTruth number of the ranking, by hop, shell before ball
   */
  static QueryMetrics joined(List<QueryMetrics> rankings, int[] byTruth) {
    int hops = byTruth.length / 2;
    double[] values = new double[hops * 2 * WIDTH];
    for (int truth = 0; truth < byTruth.length; truth++) {
      double[] from = rankings.get(byTruth[truth]).values;
      System.arraycopy(from, truth * WIDTH, values, truth * WIDTH, WIDTH);
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

  /** Returns the recall at {@code CUTOFFS[i]}, 0 where there is no true node. */
  public double recall(int hop, boolean shell, int i) {
    long size = size(hop, shell);
    return size == 0 ? 0 : precision(hop, shell, i) * CUTOFFS[i] / size;
  }

  /** Returns the average precision of a ranking by the true distances, nearest first. */
  public double ceiling(int hop, boolean shell) {
    return values[at(hop, shell) + CEILING];
  }

  /**
   * Returns the normalized discounted cumulative gain over all ranks, every true node gaining 1.
   */
  public double ndcg(int hop, boolean shell) {
    return values[at(hop, shell) + NDCG];
  }

  /** Returns the expectation of NDCG under a random ranking. */
  public double randomNdcg(int hop, boolean shell) {
    return values[at(hop, shell) + RANDOM_NDCG];
  }

  /**
   * Returns the share of pairs of a true node and another candidate in which the true node scores
   * higher, a tie counting half; NaN where there is no such pair.
   */
  public double auc(int hop, boolean shell) {
    return values[at(hop, shell) + AUC];
  }

  /** Returns one over the rank of the first true node, 0 where there is none. */
  public double reciprocalRank(int hop, boolean shell) {
    return values[at(hop, shell) + RECIPROCAL_RANK];
  }

  /** Returns the expectation of the reciprocal rank under a random ranking. */
  public double randomReciprocalRank(int hop, boolean shell) {
    return values[at(hop, shell) + RANDOM_RECIPROCAL_RANK];
  }

  private static int at(int hop, boolean shell) {
    return ((hop - 1) * 2 + (shell ? 0 : 1)) * WIDTH;
  }

  private void addSizes(PositiveScores positives, long candidates) {
    long[] sizes = new long[hops + 1];
    for (int i = 0; i < positives.size(); i++) {
      sizes[positives.hop(i)]++;
    }

    long ball = 0;
    for (int hop = 1; hop <= hops; hop++) {
      addSize(at(hop, true), sizes[hop], ball, candidates);
      ball += sizes[hop];
      addSize(at(hop, false), ball, 0, candidates);
    }
  }

  private void addSize(int at, long size, long nearer, long candidates) {
    values[at + SIZE] = size;
    if (size > 0) {
      values[at + RANDOM] = RandomExpectation.averagePrecision(candidates, size);
      values[at + CEILING] = Ceiling.averagePrecision(nearer, size);
      values[at + RANDOM_NDCG] = RandomExpectation.ndcg(candidates, size);
      values[at + RANDOM_RECIPROCAL_RANK] = ReciprocalRank.expected(0, candidates, size);
    }
  }

  /** Adds a true node that ties with nobody to its shell and its balls: the usual rung. */
  private void addOne(long[] found, int hop, long greater) {
    double rank = greater + 1.0;
    double discount = RankDiscount.at(greater + 1);
    addOne(found, 2 * hop - 2, greater, rank, discount);
    for (int truth = 2 * hop - 1; truth < found.length; truth += 2) {
      addOne(found, truth, greater, rank, discount);
    }
  }

  private void addOne(long[] found, int truth, long greater, double rank, double discount) {
    int at = truth * WIDTH;
    long before = found[truth]++;
    if (before == 0) {
      values[at + RECIPROCAL_RANK] = ReciprocalRank.expected(greater, 1, 1);
    }
    values[at + AP] += (before + 1) / rank;
    values[at + NDCG] += discount;
    values[at + AUC] += rank;
    if (greater < CUTOFFS[CUTOFFS.length - 1]) {
      for (int c = 0; c < CUTOFFS.length; c++) {
        values[at + PRECISION + c] += greater < CUTOFFS[c] ? 1 : 0;
      }
    }
    if (greater < values[at + SIZE]) {
      values[at + R_PRECISION]++;
    }
  }

  /** Adds, to one truth, {@code here} true nodes that tie with {@code equal} candidates in all. */
  private void addRung(
      long[] found, int truth, int here, long greater, long equal, double discount) {
    int at = truth * WIDTH;
    if (found[truth] == 0) {
      values[at + RECIPROCAL_RANK] = ReciprocalRank.expected(greater, equal, here);
    }
    // The sum of i / rank for the next `here` values of i.
    double rank = greater + (equal + 1) / 2.0;
    values[at + AP] += ((double) found[truth] * here + here * (here + 1.0) / 2) / rank;
    found[truth] += here;
    values[at + NDCG] += here * discount;
    // The sum of ranks, in halves and so exact; divide() makes AUC of it.
    values[at + AUC] += here * rank;
    if (greater < CUTOFFS[CUTOFFS.length - 1]) {
      for (int c = 0; c < CUTOFFS.length; c++) {
        values[at + PRECISION + c] += hits(here, greater, equal, CUTOFFS[c]);
      }
    }
    if (greater < values[at + SIZE]) {
      values[at + R_PRECISION] += hits(here, greater, equal, (long) values[at + SIZE]);
    }
  }

  /** Returns how many of {@code here} true nodes stand among the first, in expectation. */
  private static double hits(int here, long greater, long equal, long first) {
    long places = Math.max(0, Math.min(equal, first - greater));
    return places == equal ? here : (double) here * places / equal;
  }

  private void divide(long candidates) {
    for (int at = 0; at < values.length; at += WIDTH) {
      double size = values[at + SIZE];
      if (size > 0) {
        values[at + AP] /= size;
        values[at + R_PRECISION] /= size;
        values[at + NDCG] /= RankDiscount.sum(0, (long) size);
      }
      values[at + AUC] = auc(size, candidates, values[at + AUC]);
      for (int c = 0; c < CUTOFFS.length; c++) {
        values[at + PRECISION + c] /= CUTOFFS[c];
      }
    }
  }

  /**
   * A true node of rank r is followed by n - r candidates, a tie counting half; all true nodes
   * together have each other m (m - 1) / 2 times.
   */
  private static double auc(double size, long candidates, double rankSum) {
    double pairs = size * (candidates - size);
    return pairs == 0 ? Double.NaN : (size * candidates - rankSum - size * (size - 1) / 2) / pairs;
  }
}
