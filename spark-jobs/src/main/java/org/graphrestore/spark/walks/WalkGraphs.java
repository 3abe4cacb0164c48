package org.graphrestore.spark.walks;

import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.GraphRanges;
import org.graphrestore.spark.store.JvmGraph;
import org.graphrestore.walk.NoiseThresholds;
import org.graphrestore.walk.WalkGraph;
import org.graphrestore.walk.WalkLaw;
import org.graphrestore.walk.WalkParams;

/**
 * Loads what a law draws from, of any range of nodes: the one way from a graph store to walks, for
 * the engine that holds a graph whole and for the one that holds blocks of it. A row of a block is
 * the same as that of the whole graph. Weights are read only where the law draws by them, and arcs
 * that no step of a path can take are not kept.
 *
 * <p>Memory: what {@link WalkGraph} says, twice while it loads. What is needed of all nodes
 * whatever the range (4 bytes a node with node2vec+, 1 with a path over types) is made once in a
 * JVM and held until {@link JvmGraph#release}.
 */
final class WalkGraphs {
  private WalkGraphs() {}

  /**
   * Loads the rows of a range, on all cores of this JVM.
   *
   * @param params the law and its settings, as {@link LawCheck} has found them right
   * @param first index of the first node
   * @param rows number of nodes
   * @throws org.graphrestore.spark.store.UserMistakeException if the range has more arcs than a
   *     block can hold
   */
  static WalkGraph load(GraphFiles files, WalkParams params, long first, int rows) {
    return prepare(files, params, arcs(files, params, first, rows));
  }

  /**
   * Reads the arcs that a law draws from, of a range of nodes: one block, or one a class of arcs.
   *
   * @throws org.graphrestore.spark.store.UserMistakeException as {@link #load}
   */
  static AdjacencyBlock[] arcs(GraphFiles files, WalkParams params, long first, int rows) {
    GraphRanges.PieceReader reader =
        params.law() == WalkLaw.METAPATH
            ? ClassArcs.of(files, params.laws().metapath())::read
            : reader(files, params);
    return GraphRanges.read(files, first, rows, reader);
  }

  /**
   * Makes what a law draws from.
   *
   * @param arcs rows that {@link #arcs} has read, those of a range or of any other nodes
   */
  static WalkGraph prepare(GraphFiles files, WalkParams params, AdjacencyBlock[] arcs) {
    if (params.law() == WalkLaw.METAPATH) {
      return WalkGraph.byClass(arcs, !files.directed());
    }

    WalkGraph graph = params.transitions().prepare(arcs[0], !files.directed());
    return params.law() == WalkLaw.NODE2VEC_PLUS && arcs[0].rows() < files.nodes()
        ? graph.withThresholds(thresholds(files, params))
        : graph;
  }

  private static GraphRanges.PieceReader reader(GraphFiles files, WalkParams params) {
    if (params.laws().relationWeights().none()) {
      return (from, count) ->
          new AdjacencyBlock[] {
            files.outNeighbours(from, count, params.byWeight(files.weighted()))
          };
    }

    return new RelationArcs(files, params.laws().relationWeights())::read;
  }

  /** Returns what an arc must weigh at every node of the graph, piece by piece. */
  private static float[] thresholds(GraphFiles files, WalkParams params) {
    return JvmGraph.once(
        files,
        "thresholds of " + params.laws(),
        float[].class,
        () -> {
          float[] thresholds = new float[Math.toIntExact(files.nodes())];
          GraphRanges.PieceReader reader = reader(files, params);
          GraphRanges.visit(
              files,
              reader,
              (first, block) ->
                  NoiseThresholds.write(
                      block, params.laws().gamma(), thresholds, Math.toIntExact(first)));
          return thresholds;
        });
  }
}
