package org.graphrestore.spark.walks;

import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.AdjacencyBuilder;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.walk.RelationWeights;

/**
 * Reads out-neighbours with the weights of their relations: every arc's weight times its
 * relation's, as a float, and then summed over parallel arcs in the order of the table. Arcs of
 * weight 0 are left out.
 */
final class RelationArcs {
  private final GraphFiles files;
  private final double[] factors;

  RelationArcs(GraphFiles files, RelationWeights weights) {
    this.files = files;
    this.factors = weights.factors(files.relations());
  }

  /** Reads the rows of a range. */
  AdjacencyBlock[] read(long first, int rows) {
    AdjacencyBuilder builder = new AdjacencyBuilder(first, rows, true);
    files.visitOut(
        first,
        rows,
        true,
        (row, neighbour, weight, relation, inverse) -> {
          float product = (float) (weight * factors[relation]);
          if (product > 0) {
            builder.add(row, neighbour, product);
          }
        });
    return new AdjacencyBlock[] {builder.build()};
  }
}
