package org.graphrestore.vector;

/**
 * Working memory of {@link VectorKernels#trainGroup}, made once a thread so that nothing is
 * allocated in the pair loop. After a call it holds the group's scores. Not thread-safe.
 */
public final class GroupScratch {
  private final int maxInputs;
  private final int maxTargets;
  private final int inputStride;
  private final float[] contexts;
  private final float[] scores;
  private final float[] steps;
  private final float[] lanes;

  /**
   * Makes room for groups of a size.
   *
   * @param maxInputs most inputs of a group, at least 1
   * @param maxTargets most targets of a group, the positive one included, at least 1
   * @param stride floats of a row, a multiple of {@link VectorKernels#LANES}
   */
  public GroupScratch(int maxInputs, int maxTargets, int stride) {
    if (maxInputs < 1 || maxTargets < 1 || stride < 1 || stride % VectorKernels.LANES != 0) {
      throw new IllegalArgumentException(
          "Cannot make room for "
              + maxInputs
              + " inputs, "
              + maxTargets
              + " targets, stride "
              + stride
              + " (needs at least 1 of each, stride a multiple of "
              + VectorKernels.LANES
              + ")");
    }

    this.maxInputs = maxInputs;
    this.maxTargets = maxTargets;
    this.inputStride = VectorKernels.stride(maxInputs);
    this.contexts = new float[maxTargets * stride];
    this.lanes = new float[(maxTargets + 1) * inputStride * VectorKernels.LANES];
    // One row of cells more: kernels take targets two by two.
    this.scores = new float[(maxTargets + 1) * inputStride];
    this.steps = new float[(maxTargets + 1) * inputStride];
  }

  /** Returns the score of input {@code a} and target {@code t}, from before the update. */
  public float score(int a, int t) {
    return scores[t * inputStride + a];
  }

  /** Returns the most inputs of a group. */
  public int maxInputs() {
    return maxInputs;
  }

  /** Returns the most targets of a group, the positive one included. */
  public int maxTargets() {
    return maxTargets;
  }

  /** Returns the cells of a target: {@code maxInputs} rounded up to a multiple of 16. */
  public int inputStride() {
    return inputStride;
  }

  /** Returns the copies of the old context rows, target after target. For kernels. */
  public float[] contexts() {
    return contexts;
  }

  /**
   * Returns how many targets are added to the input rows next: 6, 4, 2 or 1. It is part of the bits
   * where an input occurs twice in a group and the targets are no such number, for it gets its
   * steps strip by strip.
   *
   * @param left targets that are left, at least 1
   */
  public static int strip(int left) {
    return left >= 6 ? 6 : left >= 4 ? 4 : Math.min(left, 2);
  }

  /** Returns the scores, target after target. For kernels. */
  public float[] scores() {
    return scores;
  }

  /** Returns room for the lanes of all dot products. For kernels. */
  public float[] lanes() {
    return lanes;
  }

  /**
   * Returns the steps, target after target: learning rate times (label - sigmoid(score)). For
   * kernels.
   */
  public float[] steps() {
    return steps;
  }
}
