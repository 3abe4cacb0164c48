package org.graphrestore.spark.walks;

import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.GraphRanges;
import org.graphrestore.walk.WalkGraph;
import org.graphrestore.walk.WalkParams;

/**
 * Loads what a law draws from, of any range of nodes: the one way from a graph store to walks, for
 * the engine that holds a graph whole and for the one that holds blocks of it. A row of a block is
 * the same as that of the whole graph. Weights are read only where the law draws by them.
 */
final class WalkGraphs {
  private WalkGraphs() {}

  /**
   * Loads the rows of a range, on all cores of this JVM.
   *
   * @param params the law and its settings
   * @param first index of the first node
   * @param rows number of nodes
   * @throws org.graphrestore.spark.store.UserMistakeException if the range has more arcs than a
   *     block can hold
   */
  static WalkGraph load(GraphFiles files, WalkParams params, long first, int rows) {
    AdjacencyBlock adjacency =
        GraphRanges.read(
            files,
            first,
            rows,
            (from, count) ->
                new AdjacencyBlock[] {files.outNeighbours(from, count, params.byWeight())})[0];
    return params.transitions().prepare(adjacency, !files.directed());
  }
}
