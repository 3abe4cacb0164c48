package org.graphrestore.spark.training;

import org.graphrestore.skipgram.SkipGramParams;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.walks.WalkSource;

/** Trains skip-gram with negative sampling, model-parallel in blocks. */
public final class SkipGramStage {
  /** Name of the stage in messages and manifests. */
  public static final String NAME = "train";

  private SkipGramStage() {}

  /** Writes the vectors to {@code run.folder()/embeddings}, or reuses those that are there. */
  public static EmbeddingStore run(
      GraphStore graph, WalkSource walks, SkipGramParams params, RunContext run) {
    throw new UnsupportedOperationException(graph.toString() + walks + params + run);
  }
}
