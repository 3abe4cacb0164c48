package org.graphrestore.spark.ingest;

import org.graphrestore.graph.IngestParams;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;

/** Reads edges and writes a graph store. */
public final class IngestStage {
  private IngestStage() {}

  /**
   * Reads the input into {@code run.folder()/graph}, or reuses what is there.
   *
   * @throws org.graphrestore.spark.store.UserMistakeException if the input cannot be read; the
   *     message names file, line and reason
   */
  public static GraphStore run(IngestInput input, IngestParams params, RunContext run) {
    throw new UnsupportedOperationException("ingest of " + input + params + run);
  }
}
