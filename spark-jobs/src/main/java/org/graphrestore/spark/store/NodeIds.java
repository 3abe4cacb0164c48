package org.graphrestore.spark.store;

import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.graphrestore.graph.IdType;

/**
 * The original ids of a graph's nodes as tasks read them, by range of indices.
 *
 * <p>Immutable and thread-safe; serializable with Java's serialization.
 */
public final class NodeIds implements Serializable {
  private static final long serialVersionUID = 1L;

  private final DenseTable nodes;
  private final IdType idType;

  private NodeIds(DenseTable nodes, IdType idType) {
    this.nodes = nodes;
    this.idType = idType;
  }

  /** Returns the ids of a graph store. */
  public static NodeIds of(GraphStore graph, Configuration conf) {
    return new NodeIds(
        new DenseTable(graph.path(), graph.manifest().table(GraphStore.NODES), conf),
        graph.idType());
  }

  /** Reads the ids of a range of nodes; numbers as decimal text. */
  public String[] texts(long firstIndex, int rows) {
    IdColumn ids = IdColumn.read(nodes, idType, firstIndex, rows);
    String[] texts = new String[rows];
    for (int row = 0; row < rows; row++) {
      texts[row] = ids.text(row);
    }

    return texts;
  }
}
