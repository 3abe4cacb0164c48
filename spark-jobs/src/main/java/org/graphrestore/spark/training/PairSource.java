package org.graphrestore.spark.training;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.skipgram.PairRule;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkSelection;

/** Where the pairs of a training come from: walks, or pairs that are drawn as such. */
interface PairSource {
  /**
   * Returns what the pairs of an episode are made of, lazily. How it is cut into batches and
   * partitions may differ between runs; the pairs may not.
   */
  JavaRDD<WalkBatch> batches(JavaSparkContext sc, WalkSelection selection);

  /** Returns how pairs are made of it. */
  PairRule rule();

  /** Returns about how many pairs an epoch has, from settings and the graph's size alone. */
  double expectedPairs();

  /** Frees what executors hold in memory for this source. */
  default void release() {}
}
