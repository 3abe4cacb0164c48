package org.graphrestore.skipgram;

/** Where the rows of a group lie, and its rate. Not thread-safe. */
final class GroupRows {
  /** Floats of a cache line of 64 bytes. */
  private static final int LINE_FLOATS = 16;

  final int[] inputAt;
  private final int[] inputRows;
  final int[] targetRows;
  final int[] targetAt;
  int inputs;
  int targets;
  float rate;

  /**
   * Makes room.
   *
   * @param inputs most inputs of a group
   * @param negatives most negatives of a group
   */
  GroupRows(int inputs, int negatives) {
    this.inputAt = new int[inputs];
    this.inputRows = new int[inputs];
    this.targetRows = new int[negatives + 1];
    this.targetAt = new int[negatives + 1];
  }

  /**
   * Draws the negatives and finds the rows of all targets.
   *
   * @param target row of the positive target in its tile
   * @param first row of the tile's first target in the array of contexts
   */
  void targets(
      NegativeSampler sampler,
      long key,
      long group,
      int target,
      int negatives,
      int first,
      int stride) {
    targetRows[0] = target;
    sampler.draw(key, group, targetRows, negatives);
    place(negatives, first, stride);
  }

  /**
   * Draws as {@link #targets}, where inputs and targets are rows of the same tile: none of the
   * group's inputs is a negative.
   */
  void targetsOtherThanInputs(
      NegativeSampler sampler,
      long key,
      long group,
      int target,
      int negatives,
      int first,
      int stride) {
    for (int i = 0; i < inputs; i++) {
      inputRows[i] = inputAt[i] / stride - first;
    }

    targetRows[0] = target;
    sampler.draw(key, group, targetRows, negatives, inputRows, inputs);
    place(negatives, first, stride);
  }

  private void place(int negatives, int first, int stride) {
    targets = negatives + 1;
    for (int t = 0; t <= negatives; t++) {
      targetAt[t] = (first + targetRows[t]) * stride;
    }
  }

  /**
   * Reads a float of every cache line of some rows, so that they arrive while another group is
   * trained: rows lie in the second or third level of the cache at best, and a processor does not
   * foresee which ones come next.
   *
   * @return a sum that means nothing; keep it somewhere, or the compiler drops the reads
   */
  static float touch(float[] rows, int[] at, int from, int to, int stride) {
    // Two sums, so that a read need not wait for the addition before it.
    float even = 0;
    float odd = 0;
    for (int i = from; i < to; i++) {
      int row = at[i];
      int line = 0;
      for (; line + LINE_FLOATS < stride; line += 2 * LINE_FLOATS) {
        even += rows[row + line];
        odd += rows[row + line + LINE_FLOATS];
      }

      if (line < stride) {
        even += rows[row + line];
      }
    }

    return even + odd;
  }
}
