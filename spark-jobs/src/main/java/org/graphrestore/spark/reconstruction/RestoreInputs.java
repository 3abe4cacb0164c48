package org.graphrestore.spark.reconstruction;

import java.io.Serializable;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.SimpleNeighbours;
import org.graphrestore.spark.store.EmbeddingFiles;
import org.graphrestore.spark.store.GraphFiles;

/**
 * The original graph and its vectors as restoring sees them: all nodes, or a sample of them, which
 * are numbered anew in the order of their indices. Travels in closures.
 */
final class RestoreInputs implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Rows of vectors that are read at once when only some of them are wanted. */
  private static final int STEP = 1 << 16;

  private final GraphFiles graph;
  private final EmbeddingFiles embeddings;
  private final long[] sample;

  /**
   * Takes the graph and the vectors.
   *
   * @param graph the arcs among the nodes, by their new numbers
   * @param sample old indices of the nodes, ascending; or null for all
   */
  RestoreInputs(GraphFiles graph, EmbeddingFiles embeddings, long[] sample) {
    this.graph = graph;
    this.embeddings = embeddings;
    this.sample = sample;
  }

  long nodes() {
    return graph.nodes();
  }

  int dim() {
    return embeddings.dim();
  }

  GraphFiles graph() {
    return graph;
  }

  /** Reads the vectors of a range of nodes. */
  EmbeddingBlock vectors(long first, int rows) {
    if (sample == null) {
      return embeddings.read(first, rows);
    }

    int dim = embeddings.dim();
    float[] values = new float[Math.multiplyExact(rows, dim)];
    for (int row = 0; row < rows; ) {
      long from = sample[(int) first + row];
      long last = Math.min(from + STEP, embeddings.nodes()) - 1;
      EmbeddingBlock block = embeddings.read(from, (int) (last - from + 1));
      for (; row < rows && sample[(int) first + row] <= last; row++) {
        int at = (int) (sample[(int) first + row] - from) * dim;
        System.arraycopy(block.values(), at, values, row * dim, dim);
      }
    }

    return new EmbeddingBlock(first, dim, values);
  }

  /** Reads the neighbours of a range of nodes in the original. */
  AdjacencyBlock neighbours(long first, int rows) {
    return neighbours(graph, first, rows);
  }

  /** Reads neighbours without direction, weights and loops. */
  static AdjacencyBlock neighbours(GraphFiles graph, long first, int rows) {
    AdjacencyBlock out = graph.outNeighbours(first, rows);
    return graph.directed()
        ? SimpleNeighbours.union(out, graph.inNeighbours(first, rows))
        : SimpleNeighbours.withoutLoops(out);
  }
}
