package org.graphrestore.spark.linkprediction;

import java.io.Serializable;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.spark.store.EmbeddingFiles;
import org.graphrestore.spark.store.GraphFiles;

/**
 * What tasks read of a range of nodes: vectors, and the edges that are left and hidden. Travels in
 * closures.
 *
 * @param training the training graph
 * @param hidden all hidden edges, those for validation too
 * @param vectors vectors trained on the training graph
 */
record LinkInputs(GraphFiles training, GraphFiles hidden, EmbeddingFiles vectors)
    implements Serializable {

  /** Name of the baseline that needs no vectors. */
  static final String DEGREE = "degree";

  /** Reads edges that are left; those that lead to the nodes where {@code incoming}. */
  AdjacencyBlock left(boolean incoming, long first, int rows) {
    return incoming ? training.inNeighbours(first, rows) : training.outNeighbours(first, rows);
  }

  /** Reads hidden edges, as {@link #left}. */
  AdjacencyBlock hidden(boolean incoming, long first, int rows) {
    return incoming ? hidden.inNeighbours(first, rows) : hidden.outNeighbours(first, rows);
  }

  /**
   * Reads vectors, or degrees in the training graph as vectors of one number, whose dot product is
   * the product of degrees: exact, for degrees below 2<sup>24</sup> are floats.
   */
  EmbeddingBlock vectors(boolean degrees, long first, int rows) {
    if (!degrees) {
      return vectors.read(first, rows);
    }

    int[] counts = training.degrees(first, rows);
    float[] values = new float[rows];
    for (int row = 0; row < rows; row++) {
      values[row] = counts[row];
    }

    return new EmbeddingBlock(first, 1, values);
  }
}
