package org.graphrestore.walk;

import java.io.Serializable;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.LocalityMap;

/**
 * Which block holds a node's row in the partitioned engine: an address only, which changes no walk.
 * Immutable and thread-safe.
 */
public interface Placement extends Serializable {
  /** Returns the number of blocks, at least 1. */
  int blocks();

  /** Returns the block of a node, from 0. */
  int blockOf(int node);

  /** Returns the placement by contiguous ranges of node indices. */
  static Placement contiguous(BlockLayout layout) {
    return new ContiguousPlacement(layout);
  }

  /** Returns the placement by a map, which does not travel: every JVM reads its own. */
  static Placement mapped(LocalityMap map) {
    return new MappedPlacement(map);
  }
}
