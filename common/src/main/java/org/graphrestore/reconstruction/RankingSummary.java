package org.graphrestore.reconstruction;

import java.util.List;
import org.graphrestore.reconstruction.ReconstructionSummary.Interval;

/**
 * What stands beside mAP, over the same queries: those whose truth is not empty. Null members are
 * figures that do not exist, because no query has them or no interval was asked for.
 *
 * @param recallAt mean recall at the cut-offs of precision
 * @param rPrecision interval of R-precision, which is precision and recall at the number of true
 *     nodes
 * @param ndcg normalized discounted cumulative gain over all ranks
 * @param auc area under the ROC curve; over the queries with a candidate that is not true
 * @param aucQueries number of those
 * @param mrr mean reciprocal rank of the first true node
 * @param ceiling mAP of a ranking by the true distances, nearest first
 * @param corrected {@code (map - random) / (ceiling - random)}, or null where a random order is no
 *     worse than the nearest first
 * @param correctedInterval its interval
 */
public record RankingSummary(
    List<RecallAt> recallAt,
    Interval rPrecision,
    Measure ndcg,
    Measure auc,
    long aucQueries,
    Measure mrr,
    double ceiling,
    Double corrected,
    Interval correctedInterval) {
  /** Copies the list. */
  public RankingSummary {
    recallAt = List.copyOf(recallAt);
  }

  /**
   * Mean recall among the first {@code n} candidates.
   *
   * @param n the cut-off
   * @param recall the mean
   * @param interval its bootstrap interval, or null
   */
  public record RecallAt(int n, double recall, Interval interval) {
    /** A mean without an interval. */
    public RecallAt(int n, double recall) {
      this(n, recall, null);
    }
  }

  /**
   * A mean.
   *
   * @param mean the mean over queries
   * @param random the mean of its exact expectation under a random ranking
   * @param interval bootstrap interval of the mean, or null
   */
  public record Measure(double mean, double random, Interval interval) {}
}
