package org.graphrestore.spark.reconstruction;

import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;

/** Measures how much of a graph its embedding still holds. */
public final class ReconstructStage {
  /** Name of the stage in messages and manifests. */
  public static final String NAME = "reconstruct";

  private ReconstructStage() {}

  /**
   * Measures, and writes {@code run.folder()/reconstruction.json}, {@code reconstruction.csv} and
   * the table of queries in {@code run.folder()/reconstruction}; or reuses what is there.
   *
   * @throws org.graphrestore.spark.store.UserMistakeException if the vectors are not those of the
   *     graph's nodes, are not finite, or are zero and the cosine is asked for; the message names ids
   */
  public static ReconstructionResult run(
      GraphStore graph, EmbeddingStore embeddings, ReconstructionParams params, RunContext run) {
    throw new UnsupportedOperationException(graph.toString() + embeddings + params + run);
  }
}
