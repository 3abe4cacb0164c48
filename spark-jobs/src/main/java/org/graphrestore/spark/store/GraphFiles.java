package org.graphrestore.spark.store;

import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.AdjacencyBlock;

/**
 * A graph store as tasks see it: reads index ranges straight from the Parquet files, without a
 * session. Reads only the files and row groups that overlap the range.
 *
 * <p>Immutable and thread-safe; serializable with Java's serialization, so it travels in closures.
 */
public final class GraphFiles implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final long nodes;
  private final String fingerprint;
  private final SerializableConfiguration conf;

  GraphFiles(Path path, StoreManifest manifest, Configuration conf) {
    this.path = path.toString();
    this.nodes = manifest.counts().get("nodes");
    this.fingerprint = manifest.fingerprint();
    this.conf = new SerializableConfiguration(conf);
  }

  /** Returns the number of nodes. */
  public long nodes() {
    return nodes;
  }

  /** Returns the checksum of the graph's content. */
  public String fingerprint() {
    return fingerprint;
  }

  /**
   * Reads the out-neighbours of {@code rows} nodes: each once, ascending; the weights of parallel
   * arcs summed, or null in a graph without weights.
   */
  public AdjacencyBlock outNeighbours(long firstIndex, int rows) {
    throw new UnsupportedOperationException(path + conf);
  }

  /** Reads the in-neighbours, as {@link #outNeighbours}; the same in an undirected graph. */
  public AdjacencyBlock inNeighbours(long firstIndex, int rows) {
    throw new UnsupportedOperationException(path);
  }

  /** Reads the hashes of the nodes' ids. */
  public long[] hashes(long firstIndex, int rows) {
    throw new UnsupportedOperationException(path);
  }

  /**
   * Reads degrees: the number of distinct neighbours, or of distinct out-neighbours plus distinct
   * in-neighbours in a directed graph.
   */
  public int[] degrees(long firstIndex, int rows) {
    throw new UnsupportedOperationException(path);
  }
}
