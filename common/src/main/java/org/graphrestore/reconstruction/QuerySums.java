package org.graphrestore.reconstruction;

import java.util.ArrayList;
import java.util.List;
import org.graphrestore.reconstruction.RankingSummary.Measure;
import org.graphrestore.reconstruction.RankingSummary.RecallAt;
import org.graphrestore.reconstruction.ReconstructionSummary.DegreeBucket;
import org.graphrestore.reconstruction.ReconstructionSummary.Interval;
import org.graphrestore.reconstruction.ReconstructionSummary.PrecisionAt;
import org.graphrestore.reconstruction.ReconstructionSummary.TruthSummary;

/**
 * Running sums of one score at one hop over queries whose truth is not empty: all of them, or those
 * of a group. Sums are in the order of the queries.
 */
final class QuerySums {
  private static final int CUTOFFS = QueryMetrics.CUTOFFS.length;

  /** Places of the means that all these queries have, and that are resampled together. */
  private static final int AP = 0;

  private static final int R_PRECISION = 1;
  private static final int NDCG = 2;
  private static final int RECIPROCAL_RANK = 3;
  private static final int PRECISION = 4;
  private static final int RECALL = PRECISION + CUTOFFS;
  private static final int MEANS = RECALL + CUTOFFS;

  private final double[] values = new double[MEANS];
  private final double[] sums = new double[MEANS];
  private final BootstrapMeans bootstrap;
  private final PoissonBootstrap aucBootstrap;
  private final PoissonBootstrap correctedBootstrap;
  private final boolean atCutoffs;
  private long queries;
  private long size;
  private double random;
  private double randomNdcg;
  private double randomReciprocalRank;
  private long aucQueries;
  private double auc;
  private double gained;
  private double room;
  private double ceiling;

  /**
   * Starts with no query.
   *
   * @param replicates replicates behind an interval, 0 for none
   * @param atCutoffs whether precision and recall at the cut-offs have intervals, too
   */
  QuerySums(int replicates, boolean atCutoffs) {
    boolean intervals = replicates > 0;
    this.atCutoffs = atCutoffs;
    this.bootstrap =
        intervals ? new BootstrapMeans(atCutoffs ? MEANS : PRECISION, replicates) : null;
    this.aucBootstrap = intervals ? new PoissonBootstrap(replicates) : null;
    this.correctedBootstrap = intervals ? new PoissonBootstrap(replicates) : null;
  }

  /** Adds a query whose truth is not empty. */
  void add(QueryMetrics metrics, int hop, boolean shell, int[] weights) {
    queries++;
    size += metrics.size(hop, shell);
    values[AP] = metrics.averagePrecision(hop, shell);
    values[R_PRECISION] = metrics.rPrecision(hop, shell);
    values[NDCG] = metrics.ndcg(hop, shell);
    values[RECIPROCAL_RANK] = metrics.reciprocalRank(hop, shell);
    for (int i = 0; i < CUTOFFS; i++) {
      values[PRECISION + i] = metrics.precision(hop, shell, i);
      values[RECALL + i] = metrics.recall(hop, shell, i);
    }
    for (int mean = 0; mean < MEANS; mean++) {
      sums[mean] += values[mean];
    }

    random += metrics.random(hop, shell);
    randomNdcg += metrics.randomNdcg(hop, shell);
    randomReciprocalRank += metrics.randomReciprocalRank(hop, shell);
    double queryAuc = metrics.auc(hop, shell);
    if (!Double.isNaN(queryAuc)) {
      aucQueries++;
      auc += queryAuc;
    }

    double above = values[AP] - metrics.random(hop, shell);
    double most = metrics.ceiling(hop, shell) - metrics.random(hop, shell);
    ceiling += metrics.ceiling(hop, shell);
    gained += above;
    room += most;
    if (bootstrap != null) {
      bootstrap.add(values, weights);
      correctedBootstrap.add(above, most, weights);
      if (!Double.isNaN(queryAuc)) {
        aucBootstrap.add(queryAuc, weights);
      }
    }
  }

  /** Returns the number of queries so far. */
  long queries() {
    return queries;
  }

  /**
   * Returns the means.
   *
   * @param confidence level of the intervals
   * @param byDegree what stands beside them by degree
   */
  TruthSummary summary(double confidence, List<DegreeBucket> byDegree) {
    return new TruthSummary(
        queries,
        (double) size / divisor(),
        mean(AP),
        random / divisor(),
        interval(AP, confidence),
        precisionAt(confidence),
        mean(R_PRECISION),
        byDegree,
        ranking(confidence));
  }

  private RankingSummary ranking(double confidence) {
    List<RecallAt> recallAt = new ArrayList<>();
    for (int i = 0; i < CUTOFFS; i++) {
      recallAt.add(
          new RecallAt(
              QueryMetrics.CUTOFFS[i],
              mean(RECALL + i),
              atCutoffs ? interval(RECALL + i, confidence) : null));
    }

    boolean above = room > 0;
    return new RankingSummary(
        recallAt,
        interval(R_PRECISION, confidence),
        measure(NDCG, randomNdcg, confidence),
        aucQueries == 0
            ? null
            : new Measure(auc / aucQueries, 0.5, interval(aucBootstrap, confidence)),
        aucQueries,
        measure(RECIPROCAL_RANK, randomReciprocalRank, confidence),
        ceiling / divisor(),
        above ? gained / room : null,
        above ? interval(correctedBootstrap, confidence) : null);
  }

  private List<PrecisionAt> precisionAt(double confidence) {
    List<PrecisionAt> precisionAt = new ArrayList<>();
    for (int i = 0; i < CUTOFFS; i++) {
      precisionAt.add(
          new PrecisionAt(
              QueryMetrics.CUTOFFS[i],
              mean(PRECISION + i),
              atCutoffs ? interval(PRECISION + i, confidence) : null));
    }
    return precisionAt;
  }

  private long divisor() {
    return Math.max(1, queries);
  }

  private double mean(int mean) {
    return sums[mean] / divisor();
  }

  /** Returns a mean beside its random expectation, or null where there is no query. */
  private Measure measure(int mean, double expected, double confidence) {
    return queries == 0
        ? null
        : new Measure(sums[mean] / queries, expected / queries, interval(mean, confidence));
  }

  private Interval interval(int mean, double confidence) {
    return bootstrap == null ? null : bootstrap.interval(mean, confidence);
  }

  private static Interval interval(PoissonBootstrap bootstrap, double confidence) {
    return bootstrap == null ? null : bootstrap.interval(confidence);
  }
}
