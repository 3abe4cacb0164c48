package org.graphrestore.walk;

import org.graphrestore.graph.BlockLayout;

/**
 * Contiguous ranges of equal size. Indices are a shuffle of the nodes by hash, so a block is a
 * random sample of them.
 */
final class ContiguousPlacement implements Placement {
  private static final long serialVersionUID = 1L;
  private static final int SHIFT = 62;

  private final int blocks;
  private final long reciprocal;

  ContiguousPlacement(BlockLayout layout) {
    this.blocks = Math.max(1, layout.blocks());
    // Division by multiplication, exact where index * rows < 2^62 (Granlund and Montgomery, 1994).
    this.reciprocal = (1L << SHIFT) / layout.rowsPerBlock() + 1;
  }

  @Override
  public int blocks() {
    return blocks;
  }

  @Override
  public int blockOf(int node) {
    return (int) Math.multiplyHigh(reciprocal, (long) node << (Long.SIZE - SHIFT));
  }
}
