package org.graphrestore.spark.store;

import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.embedding.EmbeddingBlock;

/**
 * An embedding store as tasks see it: reads index ranges straight from the Parquet files, without a
 * session, and only the files that overlap the range.
 *
 * <p>Immutable and thread-safe; serializable with Java's serialization, so it travels in closures.
 */
public final class EmbeddingFiles implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final long nodes;
  private final int dim;
  private final String fingerprint;
  private final SerializableConfiguration conf;

  EmbeddingFiles(Path path, StoreManifest manifest, Configuration conf) {
    this.path = path.toString();
    this.nodes = manifest.counts().get("nodes");
    this.dim = Math.toIntExact(manifest.counts().get("dim"));
    this.fingerprint = manifest.fingerprint();
    this.conf = new SerializableConfiguration(conf);
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
    throw new UnsupportedOperationException(path + conf);
  }

  /** Reads the output vectors of a range of nodes, where the method has them. */
  public EmbeddingBlock readContext(long firstIndex, int rows) {
    throw new UnsupportedOperationException(path);
  }

  /** Reads the original ids of a range of nodes; numbers as decimal text. */
  public String[] ids(long firstIndex, int rows) {
    throw new UnsupportedOperationException(path);
  }
}
