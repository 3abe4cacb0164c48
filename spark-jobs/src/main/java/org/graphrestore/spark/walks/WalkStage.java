package org.graphrestore.spark.walks;

import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.walk.WalkParams;

/** Makes all walks of a graph and stores them. */
public final class WalkStage {
  /** Name of the stage in messages and manifests. */
  public static final String NAME = "walks";

  private WalkStage() {}

  /**
   * Writes the walks to {@code run.folder()/walks}, or reuses those that are there.
   *
   * @throws org.graphrestore.spark.store.UserMistakeException if the graph does not fit an executor
   */
  public static WalkStore run(GraphStore graph, WalkParams params, RunContext run) {
    throw new UnsupportedOperationException(graph.toString() + params + run);
  }
}
