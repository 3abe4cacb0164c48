package org.graphrestore.reconstruction;

import java.util.ArrayList;
import java.util.List;
import org.graphrestore.reconstruction.ReconstructionSummary.Beside;
import org.graphrestore.reconstruction.ReconstructionSummary.DegreeBucket;
import org.graphrestore.reconstruction.ReconstructionSummary.PrecisionAt;
import org.graphrestore.reconstruction.ReconstructionSummary.TruthSummary;

/** Running sums of one score at one hop over the queries whose truth is not empty. */
final class TruthSums {
  private static final int BUCKETS = Long.SIZE;

  private final PoissonBootstrap bootstrap;
  private final RankingSums ranking;
  private final double[] precision = new double[QueryMetrics.CUTOFFS.length];
  private final long[] bucketQueries = new long[BUCKETS];
  private final double[] bucketAp = new double[BUCKETS];
  private final double[] bucketRandom = new double[BUCKETS];
  private final double[] bucketCeiling = new double[BUCKETS];
  private final double[] bucketRPrecision = new double[BUCKETS];
  private final double[] bucketNdcg = new double[BUCKETS];
  private final double[] bucketReciprocalRank = new double[BUCKETS];
  private long queries;
  private long size;
  private double ap;
  private double random;
  private double rPrecision;

  TruthSums(int replicates) {
    this.ranking = new RankingSums(replicates);
    this.bootstrap = replicates == 0 ? null : new PoissonBootstrap(replicates);
  }

  void add(Query query, QueryMetrics metrics, int hop, boolean shell, int[] weights) {
    if (metrics.size(hop, shell) == 0) {
      return;
    }

    double queryAp = metrics.averagePrecision(hop, shell);
    double queryRandom = metrics.random(hop, shell);
    queries++;
    size += metrics.size(hop, shell);
    ap += queryAp;
    random += queryRandom;
    rPrecision += metrics.rPrecision(hop, shell);
    for (int i = 0; i < precision.length; i++) {
      precision[i] += metrics.precision(hop, shell, i);
    }

    int bucket = Long.SIZE - Long.numberOfLeadingZeros(query.degree());
    bucketQueries[bucket]++;
    bucketAp[bucket] += queryAp;
    bucketRandom[bucket] += queryRandom;
    bucketCeiling[bucket] += metrics.ceiling(hop, shell);
    bucketRPrecision[bucket] += metrics.rPrecision(hop, shell);
    bucketNdcg[bucket] += metrics.ndcg(hop, shell);
    bucketReciprocalRank[bucket] += metrics.reciprocalRank(hop, shell);
    if (bootstrap != null) {
      bootstrap.add(queryAp, weights);
    }
    ranking.add(metrics, hop, shell, weights);
  }

  TruthSummary summary(double confidence) {
    long divisor = Math.max(1, queries);
    List<PrecisionAt> precisionAt = new ArrayList<>();
    for (int i = 0; i < precision.length; i++) {
      precisionAt.add(new PrecisionAt(QueryMetrics.CUTOFFS[i], precision[i] / divisor));
    }

    List<DegreeBucket> byDegree = new ArrayList<>();
    for (int b = 0; b < BUCKETS; b++) {
      if (bucketQueries[b] > 0) {
        long from = b == 0 ? 0 : 1L << (b - 1);
        byDegree.add(
            new DegreeBucket(
                from,
                b == 0 ? 0 : 2 * from - 1,
                bucketQueries[b],
                bucketAp[b] / bucketQueries[b],
                bucketRandom[b] / bucketQueries[b],
                new Beside(
                    bucketCeiling[b] / bucketQueries[b],
                    bucketRPrecision[b] / bucketQueries[b],
                    bucketNdcg[b] / bucketQueries[b],
                    bucketReciprocalRank[b] / bucketQueries[b])));
      }
    }

    return new TruthSummary(
        queries,
        (double) size / divisor,
        ap / divisor,
        random / divisor,
        bootstrap == null ? null : bootstrap.interval(confidence),
        precisionAt,
        rPrecision / divisor,
        byDegree,
        ranking.summary(confidence));
  }
}
