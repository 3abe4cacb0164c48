package org.graphrestore.spark.walks;

import org.graphrestore.walk.BlockRows;
import org.graphrestore.walk.WalkGraph;

/**
 * A block that a JVM holds.
 *
 * @param graph its rows, with the tables of the law
 * @param rows which nodes they are
 */
record HeldBlock(WalkGraph graph, BlockRows rows) {
  /** Returns the bytes that it takes. */
  long bytes() {
    return graph.bytes() + rows.bytes();
  }
}
