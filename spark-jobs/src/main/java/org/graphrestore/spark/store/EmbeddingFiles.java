package org.graphrestore.spark.store;

import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.IdType;

/**
 * An embedding store as tasks see it: reads index ranges straight from the Parquet files, without a
 * session, and only the files that overlap the range.
 *
 * <p>Immutable and thread-safe; serializable with Java's serialization, so it travels in closures.
 */
public final class EmbeddingFiles implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long nodes;
  private final int dim;
  private final String fingerprint;
  private final IdType idType;
  private final DenseTable vectors;
  private final DenseTable context;

  EmbeddingFiles(Path path, StoreManifest manifest, Configuration conf) {
    this.nodes = manifest.counts().get("nodes");
    this.dim = Math.toIntExact(manifest.counts().get("dim"));
    this.fingerprint = manifest.fingerprint();
    this.idType = IdType.valueOf(manifest.facts().get("id_type"));
    this.vectors = new DenseTable(path, manifest.table(EmbeddingStore.VECTORS), conf);
    this.context =
        manifest.tables().containsKey(EmbeddingStore.CONTEXT)
            ? new DenseTable(path, manifest.table(EmbeddingStore.CONTEXT), conf)
            : null;
  }

  /** Returns the number of vectors. */
  public long nodes() {
    return nodes;
  }

  /** Returns the length of a vector. */
  public int dim() {
    return dim;
  }

  /** Returns the store's fingerprint. */
  public String fingerprint() {
    return fingerprint;
  }

  /**
   * Reads the vectors of a range of nodes.
   *
   * @param firstIndex index of the first node
   * @param rows number of nodes; {@code rows * dim} below 2<sup>31</sup>
   * @throws IllegalArgumentException if the range leaves {@code 0 .. nodes - 1}
   */
  public EmbeddingBlock read(long firstIndex, int rows) {
    return read(vectors, firstIndex, rows);
  }

  /**
   * Reads the output vectors of a range of nodes, as {@link #read}.
   *
   * @throws IllegalStateException if the method left none
   */
  public EmbeddingBlock readContext(long firstIndex, int rows) {
    if (context == null) {
      throw new IllegalStateException("The embeddings " + fingerprint + " have no output vectors");
    }

    return read(context, firstIndex, rows);
  }

  /** Reads the original ids of a range of nodes; numbers as decimal text. */
  public String[] ids(long firstIndex, int rows) {
    checkRange(firstIndex, rows);
    IdColumn ids = IdColumn.read(vectors, idType, firstIndex, rows);
    String[] texts = new String[rows];
    for (int row = 0; row < rows; row++) {
      texts[row] = ids.text(row);
    }

    return texts;
  }

  private EmbeddingBlock read(DenseTable table, long firstIndex, int rows) {
    checkRange(firstIndex, rows);
    float[] values = new float[Math.multiplyExact(rows, dim)];
    table.read(
        "vector",
        dim,
        firstIndex,
        rows,
        (row, column) -> column.nextFloats(values, row * dim, dim));
    return new EmbeddingBlock(firstIndex, dim, values);
  }

  private void checkRange(long firstIndex, int rows) {
    if (firstIndex < 0 || rows < 0 || firstIndex + rows > nodes) {
      throw new IllegalArgumentException(
          "Rows "
              + firstIndex
              + " .. "
              + (firstIndex + rows - 1)
              + " are not among the "
              + nodes
              + " of the embeddings "
              + fingerprint);
    }
  }
}
