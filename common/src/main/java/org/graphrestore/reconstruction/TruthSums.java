package org.graphrestore.reconstruction;

import java.util.ArrayList;
import java.util.List;
import org.graphrestore.reconstruction.ReconstructionSummary.Beside;
import org.graphrestore.reconstruction.ReconstructionSummary.DegreeBucket;
import org.graphrestore.reconstruction.ReconstructionSummary.TruthSummary;

/** Running sums of one score at one hop, over all queries with a true node and by their degree. */
final class TruthSums {
  private final int replicates;
  private final QuerySums all;
  private final QuerySums[] byDegree = new QuerySums[Long.SIZE];

  TruthSums(int replicates) {
    this.replicates = replicates;
    this.all = new QuerySums(replicates, true);
  }

  void add(Query query, QueryMetrics metrics, int hop, boolean shell, int[] weights) {
    if (metrics.size(hop, shell) == 0) {
      return;
    }

    all.add(metrics, hop, shell, weights);
    int bucket = Long.SIZE - Long.numberOfLeadingZeros(query.degree());
    if (byDegree[bucket] == null) {
      byDegree[bucket] = new QuerySums(replicates, false);
    }
    byDegree[bucket].add(metrics, hop, shell, weights);
  }

  TruthSummary summary(double confidence) {
    List<DegreeBucket> buckets = new ArrayList<>();
    for (int b = 0; b < byDegree.length; b++) {
      if (byDegree[b] != null) {
        buckets.add(bucket(b, byDegree[b].summary(confidence, List.of())));
      }
    }
    return all.summary(confidence, buckets);
  }

  private static DegreeBucket bucket(int b, TruthSummary truth) {
    long from = b == 0 ? 0 : 1L << (b - 1);
    RankingSummary ranking = truth.ranking();
    return new DegreeBucket(
        from,
        b == 0 ? 0 : 2 * from - 1,
        truth.queries(),
        truth.map(),
        truth.random(),
        new Beside(
            ranking.ceiling(),
            truth.rPrecision(),
            ranking.ndcg().mean(),
            ranking.mrr().mean(),
            truth.meanSize(),
            truth.interval(),
            truth.precisionAt(),
            ranking));
  }
}
