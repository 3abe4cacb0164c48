package org.graphrestore.spark.ingest;

import java.io.Serializable;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.NodeBits;

/**
 * Which nodes are left at some point of preparation: a scratch file of bits a block. Only tasks
 * read them; the driver knows names and counts. Immutable.
 */
final class KeptNodes implements Serializable {
  private static final long serialVersionUID = 1L;

  private final PreparationFiles files;
  private final BlockLayout layout;
  private final String[] names;
  private final long count;

  private KeptNodes(PreparationFiles files, BlockLayout layout, String[] names, long count) {
    this.files = files;
    this.layout = layout;
    this.names = names;
    this.count = count;
  }

  /** All nodes: no file. */
  static KeptNodes all(PreparationFiles files, BlockLayout layout) {
    return new KeptNodes(files, layout, null, layout.nodes());
  }

  /** The nodes whose bits are in these files, one a block. */
  KeptNodes of(String[] newNames, long newCount) {
    return new KeptNodes(files, layout, newNames, newCount);
  }

  /** Returns whether no node was removed. */
  boolean everything() {
    return count == layout.nodes();
  }

  /** Returns how many nodes are left. */
  long count() {
    return count;
  }

  BlockLayout layout() {
    return layout;
  }

  PreparationFiles files() {
    return files;
  }

  /** Reads the bits: one a node. */
  NodeBits read() {
    return names == null ? NodeBits.all(layout.nodes()) : files.readBits(names, layout);
  }
}
