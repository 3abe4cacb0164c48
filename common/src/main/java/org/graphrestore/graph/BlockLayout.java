package org.graphrestore.graph;

import java.io.Serializable;

/**
 * Cuts the dense indices {@code 0 .. nodes-1} into contiguous blocks of equal size (the last one
 * may be shorter). Node indices are a reproducible shuffle of the nodes, so a block is a random
 * sample of the graph, and the number of blocks can change without a new ingest.
 *
 * <pre>
 * nodes = 10, blocks = 3        block 0: 0 1 2 3   block 1: 4 5 6 7   block 2: 8 9
 * </pre>
 */
public final class BlockLayout implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long nodes;
  private final int blocks;
  private final int rowsPerBlock;

  private BlockLayout(long nodes, int blocks, int rowsPerBlock) {
    this.nodes = nodes;
    this.blocks = blocks;
    this.rowsPerBlock = rowsPerBlock;
  }

  /**
   * Cuts into at most {@code blocks} blocks; fewer where some would be empty.
   *
   * @param nodes number of nodes, at least 0
   * @param blocks wanted number of blocks, at least 1
   */
  public static BlockLayout ofBlocks(long nodes, int blocks) {
    if (nodes < 0 || blocks < 1) {
      throw new IllegalArgumentException(
          "Cannot cut "
              + nodes
              + " nodes into "
              + blocks
              + " blocks (needs nodes >= 0, blocks >= 1)");
    }

    long rows = Math.max(1, (nodes + blocks - 1) / blocks);
    if (rows > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Blocks of "
              + rows
              + " rows are too large (at most "
              + Integer.MAX_VALUE
              + "); use more than "
              + blocks
              + " blocks");
    }

    return ofRows(nodes, (int) rows);
  }

  /**
   * Cuts into blocks of {@code rowsPerBlock} rows.
   *
   * @param nodes number of nodes, at least 0
   * @param rowsPerBlock at least 1
   */
  public static BlockLayout ofRows(long nodes, int rowsPerBlock) {
    if (nodes < 0 || rowsPerBlock < 1) {
      throw new IllegalArgumentException(
          "Cannot cut "
              + nodes
              + " nodes into blocks of "
              + rowsPerBlock
              + " rows (needs nodes >= 0, rows >= 1)");
    }

    long blocks = (nodes + rowsPerBlock - 1) / rowsPerBlock;
    return new BlockLayout(nodes, Math.toIntExact(blocks), rowsPerBlock);
  }

  /** Returns the number of nodes. */
  public long nodes() {
    return nodes;
  }

  /** Returns the number of blocks, none of them empty; 0 for a graph without nodes. */
  public int blocks() {
    return blocks;
  }

  /** Returns the rows of every block but the last, which may have fewer. */
  public int rowsPerBlock() {
    return rowsPerBlock;
  }

  /** Returns the block of a node index. */
  public int blockOf(long index) {
    return (int) (index / rowsPerBlock);
  }

  /** Returns the row of a node index inside its block. */
  public int offsetOf(long index) {
    return (int) (index % rowsPerBlock);
  }

  /** Returns the index of a block's first node. */
  public long firstIndex(int block) {
    return (long) block * rowsPerBlock;
  }

  /** Returns the number of rows of a block. */
  public int rows(int block) {
    return (int) Math.min(rowsPerBlock, nodes - firstIndex(block));
  }
}
