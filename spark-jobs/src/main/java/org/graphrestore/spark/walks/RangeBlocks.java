package org.graphrestore.spark.walks;

import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.JvmGraph;
import org.graphrestore.walk.BlockRows;
import org.graphrestore.walk.Placement;
import org.graphrestore.walk.WalkParams;

/**
 * Blocks of contiguous node indices, read from the graph store as they are. Indices are in the
 * order of a hash, so that blocks are random samples of the nodes.
 */
final class RangeBlocks implements GraphBlocks {
  private static final long serialVersionUID = 1L;

  private final GraphFiles files;
  private final WalkParams params;
  private final BlockLayout layout;
  private final Placement placement;

  RangeBlocks(GraphFiles files, WalkParams params, int blocks) {
    this.files = files;
    this.params = params;
    this.layout = BlockLayout.ofBlocks(files.nodes(), blocks);
    this.placement = Placement.contiguous(layout);
  }

  @Override
  public int blocks() {
    return placement.blocks();
  }

  @Override
  public Placement placement() {
    return placement;
  }

  @Override
  public HeldBlock block(int block) {
    return JvmBlocks.here()
        .block(
            prefix() + params.texts() + " block " + block + " of " + layout.blocks(),
            () -> load(layout.firstIndex(block), layout.rows(block)));
  }

  @Override
  public void release() {
    JvmBlocks.here().release(prefix());
    JvmGraph.release(files.fingerprint());
  }

  private HeldBlock load(long first, int rows) {
    return new HeldBlock(WalkGraphs.load(files, params, first, rows), BlockRows.range(first, rows));
  }

  private String prefix() {
    return files.fingerprint() + " ";
  }
}
