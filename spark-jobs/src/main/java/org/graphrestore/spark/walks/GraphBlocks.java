package org.graphrestore.spark.walks;

import java.io.Serializable;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.walk.BlockRows;
import org.graphrestore.walk.Placement;
import org.graphrestore.walk.WalkGraph;
import org.graphrestore.walk.WalkParams;

/**
 * A graph cut into blocks of contiguous node indices, as tasks of the partitioned engine see it.
 * Indices are in the order of a hash, so that blocks are random samples of the nodes.
 */
final class GraphBlocks implements Serializable {
  private static final long serialVersionUID = 1L;

  private final GraphFiles files;
  private final WalkParams params;
  private final BlockLayout layout;
  private final Placement placement;

  GraphBlocks(GraphFiles files, WalkParams params, int blocks) {
    this.files = files;
    this.params = params;
    this.layout = BlockLayout.ofBlocks(files.nodes(), blocks);
    this.placement = Placement.contiguous(layout);
  }

  /** Returns where nodes are. */
  Placement placement() {
    return placement;
  }

  /** Returns the number of blocks. */
  int blocks() {
    return placement.blocks();
  }

  /** Returns which nodes a block has. */
  BlockRows rows(int block) {
    return BlockRows.range(layout.firstIndex(block), layout.rows(block));
  }

  /** Returns a block with what the law draws from, held by this JVM. */
  WalkGraph block(int block) {
    return JvmBlocks.here()
        .block(
            prefix() + params.texts() + " block " + block + " of " + layout.blocks(),
            () -> WalkGraphs.load(files, params, layout.firstIndex(block), layout.rows(block)));
  }

  /** Returns how the names of this graph's blocks in a JVM begin. */
  String prefix() {
    return files.fingerprint() + " ";
  }
}
