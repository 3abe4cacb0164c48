package org.graphrestore.spark.walks;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkParams;
import org.graphrestore.walk.WalkSelection;

/**
 * Where training takes walks from: made on the fly, or read back from a store. Both give the same
 * walks; how they are cut into batches and partitions, and their order, may differ.
 */
public interface WalkSource {
  /**
   * Returns the selected walks. Lazy: every action on the result makes or reads them again.
   *
   * @param sc the context
   * @param selection the episode
   */
  JavaRDD<WalkBatch> batches(JavaSparkContext sc, WalkSelection selection);

  /** Returns the fingerprint of the walks: the same for both kinds of source. */
  String fingerprint();

  /** Returns the settings of the walks, with the number of them that every node got. */
  WalkParams params();

  /** Frees what executors hold in memory for this source; to be called when a stage is done. */
  void release();

  /**
   * Returns walks that are made when they are asked for, and stored nowhere.
   *
   * @throws org.graphrestore.spark.store.UserMistakeException if the graph does not fit an executor
   */
  static WalkSource streamed(GraphStore graph, WalkParams params, long seed) {
    return new StreamedWalks(graph, params, seed);
  }

  /** Returns walks that a walk stage has stored. */
  static WalkSource stored(GraphStore graph, WalkStore walks) {
    return new StoredWalks(graph, walks);
  }
}
