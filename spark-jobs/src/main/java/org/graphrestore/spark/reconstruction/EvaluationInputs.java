package org.graphrestore.spark.reconstruction;

import java.io.Serializable;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.spark.store.EmbeddingFiles;
import org.graphrestore.spark.store.GraphFiles;

/** What a task reads of a range of nodes: edges and vectors. Travels in closures. */
interface EvaluationInputs extends Serializable {
  /** Reads in-neighbours: distances run along the direction of edges, and are pulled. */
  AdjacencyBlock incoming(long firstIndex, int rows);

  /** Reads out-neighbours. */
  AdjacencyBlock outgoing(long firstIndex, int rows);

  /** Reads vectors. */
  EmbeddingBlock vectors(long firstIndex, int rows);

  /** Returns whether some vectors are NaN, whose nodes rank last. */
  default boolean missingLast() {
    return false;
  }

  /** Reads target vectors, where the embedding has two vectors a node. */
  default EmbeddingBlock targets(long firstIndex, int rows) {
    throw new UnsupportedOperationException("These inputs have one vector a node");
  }

  /** Returns the inputs that lie in two stores, whose vectors are all finite. */
  static EvaluationInputs ofStores(GraphFiles graph, EmbeddingFiles embeddings) {
    return new Stores(graph, embeddings, false);
  }

  /** Returns the inputs that lie in two stores. */
  static EvaluationInputs ofStores(
      GraphFiles graph, EmbeddingFiles embeddings, boolean missingLast) {
    return new Stores(graph, embeddings, missingLast);
  }

  /** Edges and vectors out of their stores. */
  record Stores(GraphFiles graph, EmbeddingFiles embeddings, boolean missingLast)
      implements EvaluationInputs {
    @Override
    public AdjacencyBlock incoming(long firstIndex, int rows) {
      return graph.inNeighbours(firstIndex, rows);
    }

    @Override
    public AdjacencyBlock outgoing(long firstIndex, int rows) {
      return graph.outNeighbours(firstIndex, rows);
    }

    @Override
    public EmbeddingBlock vectors(long firstIndex, int rows) {
      return embeddings.read(firstIndex, rows);
    }

    @Override
    public EmbeddingBlock targets(long firstIndex, int rows) {
      return embeddings.readContext(firstIndex, rows);
    }
  }
}
