package org.graphrestore.spark.training;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.skipgram.PairRule;
import org.graphrestore.spark.walks.WalkSource;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkSelection;

/** Pairs of nodes that are near one another in walks. */
final class WalkPairs implements PairSource {
  private final WalkSource walks;
  private final PairRule rule;
  private final double expectedPairs;

  WalkPairs(WalkSource walks, long nodes, PairRule rule) {
    this.walks = walks;
    this.rule = rule;
    this.expectedPairs =
        (double) nodes
            * walks.params().walksPerNode()
            * rule.expectedPairs(walks.params().length());
  }

  @Override
  public JavaRDD<WalkBatch> batches(JavaSparkContext sc, WalkSelection selection) {
    return walks.batches(sc, selection);
  }

  @Override
  public PairRule rule() {
    return rule;
  }

  @Override
  public double expectedPairs() {
    return expectedPairs;
  }

  @Override
  public void release() {
    walks.release();
  }
}
