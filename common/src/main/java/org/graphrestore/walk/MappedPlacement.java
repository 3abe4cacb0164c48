package org.graphrestore.walk;

import java.io.NotSerializableException;
import org.graphrestore.graph.LocalityMap;

/**
 * Blocks by a {@link LocalityMap}. It does not travel, for it has 2 bytes a node: every JVM reads
 * its map once.
 */
final class MappedPlacement implements Placement {
  private static final long serialVersionUID = 1L;

  private final transient LocalityMap map;

  MappedPlacement(LocalityMap map) {
    this.map = map;
  }

  @Override
  public int blocks() {
    return map.blocks();
  }

  @Override
  public int blockOf(int node) {
    return map.blockOf(node);
  }

  private Object writeReplace() throws NotSerializableException {
    throw new NotSerializableException(
        "A locality map of " + map.nodes() + " nodes; it is read where it is needed");
  }
}
