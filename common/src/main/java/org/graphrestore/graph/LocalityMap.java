package org.graphrestore.graph;

/**
 * Which block every node of a graph is in, where blocks are not ranges of indices. An address and
 * nothing else. 2 bytes a node; immutable and thread-safe.
 */
public final class LocalityMap {
  private final int blocks;
  private final short[] blockOf;

  /**
   * Wraps an array.
   *
   * @param blocks number of blocks, 1 .. {@value Restreaming#MOST_BLOCKS}
   * @param blockOf the block of every node; shared, not copied
   */
  public LocalityMap(int blocks, short[] blockOf) {
    if (blocks < 1 || blocks > Restreaming.MOST_BLOCKS) {
      throw new IllegalArgumentException(
          "A locality map has 1 .. " + Restreaming.MOST_BLOCKS + " blocks, not " + blocks);
    }

    for (int node = 0; node < blockOf.length; node++) {
      if (blockOf[node] < 0 || blockOf[node] >= blocks) {
        throw new IllegalArgumentException(
            "Node " + node + " is in block " + blockOf[node] + " of " + blocks);
      }
    }

    this.blocks = blocks;
    this.blockOf = blockOf;
  }

  /** Returns the number of nodes. */
  public int nodes() {
    return blockOf.length;
  }

  /** Returns the number of blocks; some may be empty. */
  public int blocks() {
    return blocks;
  }

  /** Returns the block of a node. */
  public int blockOf(int node) {
    return blockOf[node];
  }

  /** Returns how many of a row's neighbours are in its own block; loops are. */
  public int localArcs(AdjacencyBlock rows, int row) {
    short own = blockOf[Math.toIntExact(rows.firstIndex()) + row];
    int local = 0;
    for (int at = rows.offsets()[row]; at < rows.offsets()[row + 1]; at++) {
      local += blockOf[rows.targets()[at]] == own ? 1 : 0;
    }

    return local;
  }
}
