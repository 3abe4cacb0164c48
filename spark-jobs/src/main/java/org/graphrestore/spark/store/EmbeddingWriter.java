package org.graphrestore.spark.store;

import org.apache.spark.api.java.JavaRDD;
import org.graphrestore.embedding.EmbeddingBlock;

/**
 * Writes an embedding store: tasks write their panels beside the ids of the same index range, which
 * they read from the graph store themselves, so nothing is shuffled and nothing comes to the driver
 * but the names of the files.
 *
 * <pre>
 * EmbeddingWriter writer = EmbeddingWriter.begin(graph, dim, run);
 * writer.vectors(panels);
 * writer.context(outputPanels);
 * EmbeddingStore store = writer.commit(manifest);
 * </pre>
 *
 * <p>Lives on the driver; not thread-safe.
 */
public final class EmbeddingWriter {
  private final GraphStore graph;
  private final int dim;
  private final RunContext run;

  private EmbeddingWriter(GraphStore graph, int dim, RunContext run) {
    this.graph = graph;
    this.dim = dim;
    this.run = run;
  }

  /** Starts an attempt at {@code run.folder()/embeddings}; a store that is there stays valid. */
  public static EmbeddingWriter begin(GraphStore graph, int dim, RunContext run) {
    return new EmbeddingWriter(graph, dim, run);
  }

  /**
   * Writes the vectors.
   *
   * @param panels blocks of contiguous rows, 16 MB or less each, that together cover every node
   *     once; in any order, but files are fewest where a partition's panels follow one another
   * @throws IllegalStateException if the panels do not cover every node once
   */
  public void vectors(JavaRDD<EmbeddingBlock> panels) {
    throw new UnsupportedOperationException(graph.toString() + dim + run);
  }

  /** Writes the output vectors, as {@link #vectors}. */
  public void context(JavaRDD<EmbeddingBlock> panels) {
    throw new UnsupportedOperationException(panels.toString());
  }

  /**
   * Makes the attempt the store. Format, tables, the counts {@code nodes} and {@code dim}, and the
   * upstream {@code graph} are filled in here; the rest is the caller's.
   *
   * @param manifest a builder made by {@link #manifest}
   */
  public EmbeddingStore commit(StoreManifest.Builder manifest) {
    throw new UnsupportedOperationException(manifest.toString());
  }

  /** Starts the manifest of a store that a stage writes. */
  public static StoreManifest.Builder manifest(String stage) {
    return StoreManifest.builder(StoreManifest.EMBEDDINGS, EmbeddingStore.FORMAT_VERSION, stage);
  }
}
