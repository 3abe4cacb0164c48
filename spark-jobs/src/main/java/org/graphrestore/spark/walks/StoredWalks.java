package org.graphrestore.spark.walks;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkParams;
import org.graphrestore.walk.WalkSelection;

/** Walks read back from their store. */
final class StoredWalks implements WalkSource {
  private final GraphStore graph;
  private final WalkStore walks;

  StoredWalks(GraphStore graph, WalkStore walks) {
    if (!walks.graphFingerprint().equals(graph.fingerprint())) {
      throw new UserMistakeException(
          "The walks in " + walks.path() + " are of the graph " + walks.graphFingerprint()
              + ", not of " + graph.fingerprint() + " in " + graph.path()
              + "; make them anew with this graph");
    }

    this.graph = graph;
    this.walks = walks;
  }

  @Override
  public JavaRDD<WalkBatch> batches(JavaSparkContext sc, WalkSelection selection) {
    throw new UnsupportedOperationException("" + graph + walks);
  }

  @Override
  public String fingerprint() {
    return walks.fingerprint();
  }

  @Override
  public WalkParams params() {
    return walks.params();
  }

  @Override
  public void release() {}
}
