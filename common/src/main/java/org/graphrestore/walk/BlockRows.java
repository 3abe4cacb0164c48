package org.graphrestore.walk;

import java.util.Arrays;

/** Which nodes are the rows of a block. Immutable and thread-safe. */
public final class BlockRows {
  private final int first;
  private final int count;
  private final Placement placement;
  private final int block;
  private final int[] nodes;

  private BlockRows(int first, int count, Placement placement, int block, int[] nodes) {
    this.first = first;
    this.count = count;
    this.placement = placement;
    this.block = block;
    this.nodes = nodes;
  }

  /** Returns the rows of a contiguous range: {@link #rowOf} is a subtraction. */
  public static BlockRows range(long first, int count) {
    return new BlockRows(Math.toIntExact(first), count, null, 0, null);
  }

  /**
   * Returns the rows of a block whose nodes lie anywhere: {@link #rowOf} is a bisection.
   *
   * @param nodes the block's nodes, ascending
   */
  public static BlockRows of(Placement placement, int block, int[] nodes) {
    return new BlockRows(0, nodes.length, placement, block, nodes);
  }

  /** Returns the number of rows. */
  public int count() {
    return count;
  }

  /** Returns the row of a node, or -1 if the node is not of this block. */
  int rowOf(int node) {
    if (nodes == null) {
      int row = node - first;
      return row >= 0 && row < count ? row : -1;
    }

    return placement.blockOf(node) == block ? Arrays.binarySearch(nodes, node) : -1;
  }
}
