package org.graphrestore.spark.training;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.skipgram.PairRule;
import org.graphrestore.skipgram.Subsampling;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkSelection;

/** Pairs of walks out of which tokens of frequent nodes were left. */
final class SubsampledPairs implements PairSource {
  private final PairSource walks;
  private final long nodes;
  private final double threshold;
  private final long seed;
  private Subsampling subsampling;

  SubsampledPairs(PairSource walks, long nodes, double threshold, long seed) {
    this.walks = walks;
    this.nodes = nodes;
    this.threshold = threshold;
    this.seed = seed;
  }

  @Override
  public JavaRDD<WalkBatch> batches(JavaSparkContext sc, WalkSelection selection) {
    if (subsampling == null) {
      WalkSelection all = WalkSelection.all();
      this.subsampling = TokenCounts.subsampling(walks.batches(sc, all), nodes, threshold, seed);
    }

    Subsampling some = subsampling;
    int epoch = selection.epoch();
    return walks.batches(sc, selection).map(batch -> some.apply(batch, epoch));
  }

  @Override
  public PairRule rule() {
    return walks.rule();
  }

  @Override
  public double expectedPairs() {
    return walks.expectedPairs();
  }

  @Override
  public void release() {
    walks.release();
  }
}
