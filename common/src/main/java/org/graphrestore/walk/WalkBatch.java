package org.graphrestore.walk;

/**
 * A number of whole walks in flat arrays.
 *
 * <pre>
 * walks 7-2-7 and 9          startHashes  h(7) h(9)
 *                            walkNumbers  0    4
 *                            offsets      0    3    4
 *                            nodes        7 2 7 9
 * </pre>
 *
 * <p>A walk is named by the hash of its start's original id and by its number; its nodes are node
 * indices, the first of them the start. How walks are cut into batches and in which order they come
 * means nothing: it may differ between runs. The arrays are shared, not copied: treat them as
 * read-only.
 */
public final class WalkBatch {
  private final long[] startHashes;
  private final int[] walkNumbers;
  private final int[] offsets;
  private final int[] nodes;

  /**
   * Wraps the arrays.
   *
   * @param startHashes hash of the original id of each walk's start
   * @param walkNumbers number of each walk among those of its start, from 0
   * @param offsets {@code walks + 1} strictly ascending positions in {@code nodes}, the first 0
   * @param nodes node indices, walk after walk
   */
  public WalkBatch(long[] startHashes, int[] walkNumbers, int[] offsets, int[] nodes) {
    int walks = startHashes.length;
    if (walkNumbers.length != walks || offsets.length != walks + 1) {
      throw new IllegalArgumentException(
          "A batch of "
              + walks
              + " walks has "
              + walkNumbers.length
              + " walk numbers (needs "
              + walks
              + ") and "
              + offsets.length
              + " offsets (needs "
              + (walks + 1)
              + ")");
    }

    if (offsets[0] != 0 || offsets[walks] != nodes.length) {
      throw new IllegalArgumentException(
          "Offsets of a batch of walks must start at 0 and end at " + nodes.length);
    }

    this.startHashes = startHashes;
    this.walkNumbers = walkNumbers;
    this.offsets = offsets;
    this.nodes = nodes;
  }

  /** Returns the number of walks. */
  public int walks() {
    return startHashes.length;
  }

  /** Returns the number of nodes of all walks together. */
  public int tokens() {
    return nodes.length;
  }

  /** Returns the number of nodes of one walk, at least 1. */
  public int length(int walk) {
    return offsets[walk + 1] - offsets[walk];
  }

  /** Returns one hash of the start's original id a walk. */
  public long[] startHashes() {
    return startHashes;
  }

  /** Returns one walk number a walk, from 0. */
  public int[] walkNumbers() {
    return walkNumbers;
  }

  /** Returns the {@code walks + 1} boundaries of the walks in {@link #nodes()}. */
  public int[] offsets() {
    return offsets;
  }

  /** Returns the node indices of all walks, walk after walk. */
  public int[] nodes() {
    return nodes;
  }
}
