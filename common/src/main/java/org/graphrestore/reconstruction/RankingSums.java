package org.graphrestore.reconstruction;

import java.util.ArrayList;
import java.util.List;
import org.graphrestore.reconstruction.RankingSummary.Measure;
import org.graphrestore.reconstruction.RankingSummary.RecallAt;
import org.graphrestore.reconstruction.ReconstructionSummary.Interval;

/** Running sums of what stands beside mAP, over the queries whose truth is not empty. */
final class RankingSums {
  private final double[] recall = new double[QueryMetrics.CUTOFFS.length];
  private final Mean rPrecision;
  private final Mean ndcg;
  private final Mean auc;
  private final Mean reciprocalRank;
  private final PoissonBootstrap corrected;
  private long queries;
  private double gained;
  private double room;
  private double ceiling;

  RankingSums(int replicates) {
    this.rPrecision = new Mean(replicates);
    this.ndcg = new Mean(replicates);
    this.auc = new Mean(replicates);
    this.reciprocalRank = new Mean(replicates);
    this.corrected = bootstrap(replicates);
  }

  /** Adds a query whose truth is not empty. */
  void add(QueryMetrics metrics, int hop, boolean shell, int[] weights) {
    queries++;
    for (int i = 0; i < recall.length; i++) {
      recall[i] += metrics.recall(hop, shell, i);
    }
    rPrecision.add(metrics.rPrecision(hop, shell), 0, weights);
    ndcg.add(metrics.ndcg(hop, shell), metrics.randomNdcg(hop, shell), weights);
    reciprocalRank.add(
        metrics.reciprocalRank(hop, shell), metrics.randomReciprocalRank(hop, shell), weights);
    if (!Double.isNaN(metrics.auc(hop, shell))) {
      auc.add(metrics.auc(hop, shell), 0.5, weights);
    }

    double above = metrics.averagePrecision(hop, shell) - metrics.random(hop, shell);
    double most = metrics.ceiling(hop, shell) - metrics.random(hop, shell);
    ceiling += metrics.ceiling(hop, shell);
    gained += above;
    room += most;
    if (corrected != null) {
      corrected.add(above, most, weights);
    }
  }

  RankingSummary summary(double confidence) {
    long divisor = Math.max(1, queries);
    List<RecallAt> recallAt = new ArrayList<>();
    for (int i = 0; i < recall.length; i++) {
      recallAt.add(new RecallAt(QueryMetrics.CUTOFFS[i], recall[i] / divisor));
    }

    boolean above = room > 0;
    return new RankingSummary(
        recallAt,
        rPrecision.interval(confidence),
        ndcg.measure(confidence),
        auc.measure(confidence),
        auc.count,
        reciprocalRank.measure(confidence),
        ceiling / divisor,
        above ? gained / room : null,
        above && corrected != null ? corrected.interval(confidence) : null);
  }

  private static PoissonBootstrap bootstrap(int replicates) {
    return replicates == 0 ? null : new PoissonBootstrap(replicates);
  }

  /** A mean beside its random expectation. */
  private static final class Mean {
    private final PoissonBootstrap bootstrap;
    private long count;
    private double sum;
    private double random;

    Mean(int replicates) {
      this.bootstrap = bootstrap(replicates);
    }

    void add(double value, double expected, int[] weights) {
      count++;
      sum += value;
      random += expected;
      if (bootstrap != null) {
        bootstrap.add(value, weights);
      }
    }

    Interval interval(double confidence) {
      return bootstrap == null ? null : bootstrap.interval(confidence);
    }

    /** Returns the mean, or null where no query has a value. */
    Measure measure(double confidence) {
      return count == 0 ? null : new Measure(sum / count, random / count, interval(confidence));
    }
  }
}
