package org.graphrestore.graph;

/**
 * The out-neighbours of a contiguous range of nodes, in compressed sparse rows.
 *
 * <pre>
 * edges 4-5 4-6 5-6, block of nodes 4..6        row      0     1     2
 *                                               offsets  0     2     4     6
 *                                               targets  5 6   4 6   4 5
 * </pre>
 *
 * <p>Targets are node indices of the whole graph, ascending inside a row and without repetition, so
 * that membership is a binary search. A graph held in memory has at most 2<sup>31</sup>-1 nodes,
 * and a block at most 2<sup>31</sup>-1 arcs. The arrays are shared, not copied: treat them as
 * read-only.
 */
public final class AdjacencyBlock {
  private final long firstIndex;
  private final int[] offsets;
  private final int[] targets;
  private final float[] weights;

  /**
   * Wraps the arrays.
   *
   * @param firstIndex index of the node of row 0
   * @param offsets {@code rows + 1} ascending positions in {@code targets}, the first 0
   * @param targets neighbour indices, ascending inside a row
   * @param weights one weight a target, or null where every weight is 1
   */
  public AdjacencyBlock(long firstIndex, int[] offsets, int[] targets, float[] weights) {
    if (offsets.length == 0 || offsets[0] != 0 || offsets[offsets.length - 1] != targets.length) {
      throw new IllegalArgumentException(
          "Offsets of an adjacency block must start at 0 and end at " + targets.length);
    }

    if (weights != null && weights.length != targets.length) {
      throw new IllegalArgumentException(
          "Found " + weights.length + " weights for " + targets.length + " arcs");
    }

    this.firstIndex = firstIndex;
    this.offsets = offsets;
    this.targets = targets;
    this.weights = weights;
  }

  /** Returns the index of the first row's node. */
  public long firstIndex() {
    return firstIndex;
  }

  /** Returns the number of rows. */
  public int rows() {
    return offsets.length - 1;
  }

  /** Returns the number of arcs. */
  public int arcs() {
    return targets.length;
  }

  /** Returns the number of out-neighbours of a row. */
  public int degree(int row) {
    return offsets[row + 1] - offsets[row];
  }

  /** Returns the {@code rows + 1} row boundaries in {@link #targets()}. */
  public int[] offsets() {
    return offsets;
  }

  /** Returns all neighbour indices, row after row. */
  public int[] targets() {
    return targets;
  }

  /** Returns one weight a target, or null where every weight is 1. */
  public float[] weights() {
    return weights;
  }
}
