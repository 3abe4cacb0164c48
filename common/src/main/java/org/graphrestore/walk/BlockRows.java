package org.graphrestore.walk;

/**
 * Which nodes are the rows of a block. Immutable and thread-safe.
 *
 * <p>Where nodes lie anywhere, a directory finds a row in O(1): node indices are in the order of a
 * hash, so a block's are spread evenly, about one an entry. 8 to 12 bytes a row, with the nodes.
 */
public final class BlockRows {
  private final int first;
  private final int count;
  private final Placement placement;
  private final int block;
  private final int[] nodes;
  private final int shift;
  private final int[] directory;

  private BlockRows(int first, int count, Placement placement, int block, int[] nodes) {
    this.first = first;
    this.count = count;
    this.placement = placement;
    this.block = block;
    this.nodes = nodes;
    int end = nodes == null || nodes.length == 0 ? 0 : nodes[nodes.length - 1] + 1;
    this.shift = shiftOf(end, count);
    this.directory = nodes == null ? null : new int[(end >>> shift) + 1];
    for (int row = count - 1; nodes != null && row >= 0; row--) {
      directory[nodes[row] >>> shift] = row;
    }
  }

  /** Returns the rows of a contiguous range: {@link #rowOf} is a subtraction. */
  public static BlockRows range(long first, int count) {
    return new BlockRows(Math.toIntExact(first), count, null, 0, null);
  }

  /**
   * Returns the rows of a block whose nodes lie anywhere.
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

    if (placement.blockOf(node) != block) {
      return -1;
    }

    int row = directory[node >>> shift];
    while (nodes[row] != node) {
      row++;
    }

    return row;
  }

  /** Returns the bytes that this takes. */
  public long bytes() {
    return nodes == null ? 0 : Integer.BYTES * ((long) nodes.length + directory.length);
  }

  /** Returns how many bits of an index to leave out, so that there is an entry for each row. */
  private static int shiftOf(int end, int count) {
    int shift = 0;
    while (end >>> shift > 2L * count) {
      shift++;
    }

    return shift;
  }
}
