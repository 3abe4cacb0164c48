package org.graphrestore.spark.walks;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.store.WalkFiles;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkParams;
import org.graphrestore.walk.WalkSelection;

/** Walks read back from their store. */
final class StoredWalks implements WalkSource {
  private final GraphFiles graph;
  private final WalkStore walks;

  StoredWalks(GraphStore graph, WalkStore walks) {
    if (!walks.graphFingerprint().equals(graph.fingerprint())) {
      throw new UserMistakeException(
          "The walks in "
              + walks.path()
              + " are of the graph "
              + walks.graphFingerprint()
              + ", not of "
              + graph.fingerprint()
              + " in "
              + graph.path()
              + "; make them anew with this graph");
    }

    this.graph = graph.files();
    this.walks = walks;
  }

  @Override
  public JavaRDD<WalkBatch> batches(JavaSparkContext sc, WalkSelection selection) {
    WalkFiles files = walks.files();
    GraphFiles graphFiles = graph;
    return WalkTasks.numbers(sc, files.ranges(), WalkTasks.perStage(sc))
        .map(
            number -> {
              WalkFiles.StartRange range = files.range(number);
              long[] hashes = graphFiles.hashes(range.first(), range.starts());
              return files.read(range, hashes, selection);
            });
  }

  @Override
  public String fingerprint() {
    return walks.fingerprint();
  }

  @Override
  public WalkParams params() {
    return walks.made();
  }

  @Override
  public void release() {}
}
