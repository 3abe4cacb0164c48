package org.graphrestore.graph;

import java.util.Arrays;

/**
 * Collects sorted arcs into an {@link AdjacencyBlock}: parallel arcs become one, and their weights
 * are summed in double, in the order of arrival. Not thread-safe.
 */
public final class AdjacencyBuilder {
  private static final int FIRST_CAPACITY = 1024;

  private final long firstIndex;
  private final int[] offsets;
  private int[] targets = new int[FIRST_CAPACITY];
  private float[] weights;
  private int size;
  private int row;
  private double sum;

  /**
   * Begins a block.
   *
   * @param firstIndex index of the node of row 0
   * @param rows number of nodes
   * @param weighted whether the block has weights
   */
  public AdjacencyBuilder(long firstIndex, int rows, boolean weighted) {
    this.firstIndex = firstIndex;
    this.offsets = new int[rows + 1];
    this.weights = weighted ? new float[FIRST_CAPACITY] : null;
  }

  /**
   * Adds an arc.
   *
   * @param newRow its row, not before that of the arc before
   * @param target its neighbour's index, not before that of the arc before in the same row
   * @param weight its weight, ignored in a block without weights
   * @throws IllegalArgumentException if arcs are not sorted, or there are more than
   *     2<sup>31</sup>-9
   */
  public void add(int newRow, int target, float weight) {
    if (newRow < row || newRow >= offsets.length - 1) {
      throw new IllegalArgumentException(
          "Arc of row "
              + newRow
              + " after one of row "
              + row
              + " in a block of "
              + (offsets.length - 1)
              + " rows (must be sorted)");
    }

    while (row < newRow) {
      row++;
      offsets[row] = size;
    }

    boolean any = size > offsets[row];
    if (any && targets[size - 1] > target) {
      throw new IllegalArgumentException(
          "Arc to " + target + " after one to " + targets[size - 1] + " (must be sorted)");
    }

    if (any && targets[size - 1] == target) {
      sum += weight;
    } else {
      if (size == targets.length) {
        grow();
      }

      targets[size] = target;
      size++;
      sum = weight;
    }

    if (weights != null) {
      weights[size - 1] = (float) sum;
    }
  }

  /** Returns the block; the builder is of no use afterwards. */
  public AdjacencyBlock build() {
    Arrays.fill(offsets, row + 1, offsets.length, size);
    return new AdjacencyBlock(
        firstIndex,
        offsets,
        Arrays.copyOf(targets, size),
        weights == null ? null : Arrays.copyOf(weights, size));
  }

  /**
   * Merges the rows of two blocks of the same range; weights of arcs that both have are summed.
   *
   * @throws IllegalArgumentException if one has weights and the other has not
   */
  public static AdjacencyBlock union(AdjacencyBlock left, AdjacencyBlock right) {
    if ((left.weights() == null) != (right.weights() == null)) {
      throw new IllegalArgumentException("One block has weights and the other has none");
    }

    boolean weighted = left.weights() != null;
    AdjacencyBuilder builder = new AdjacencyBuilder(left.firstIndex(), left.rows(), weighted);
    for (int row = 0; row < left.rows(); row++) {
      int l = left.offsets()[row];
      int r = right.offsets()[row];
      while (l < left.offsets()[row + 1] || r < right.offsets()[row + 1]) {
        boolean takesLeft =
            r == right.offsets()[row + 1]
                || (l < left.offsets()[row + 1] && left.targets()[l] <= right.targets()[r]);
        AdjacencyBlock from = takesLeft ? left : right;
        int at = takesLeft ? l++ : r++;
        builder.add(row, from.targets()[at], weighted ? from.weights()[at] : 1);
      }
    }
    return builder.build();
  }

  private void grow() {
    int largest = Integer.MAX_VALUE - 8;
    if (size == largest) {
      throw new IllegalArgumentException(
          "A block of "
              + (offsets.length - 1)
              + " nodes has more than "
              + size
              + " arcs, more than one block can hold; use more blocks");
    }

    int capacity = (int) Math.min(largest, size + (long) (size >> 1));
    this.targets = Arrays.copyOf(targets, capacity);
    if (weights != null) {
      this.weights = Arrays.copyOf(weights, capacity);
    }
  }
}
