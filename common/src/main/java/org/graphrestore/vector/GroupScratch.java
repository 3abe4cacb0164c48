package org.graphrestore.vector;

/**
 * Working memory of {@link VectorKernels#trainGroup}, made once a thread so that nothing is allocated
 * in the pair loop. After a call it holds the group's scores. Not thread-safe.
 *
 * <p>Scores and steps lie in tiles of 8 inputs × 2 targets, which one 512-bit vector holds:
 *
 * <pre>
 * at(a, t) = ((t / 2) * inputTiles + a / 8) * 16 + (t % 2) * 8 + a % 8
 * </pre>
 */
public final class GroupScratch {
  private static final int TILE_INPUTS = 8;
  private static final int TILE = 16;

  private final int maxInputs;
  private final int maxTargets;
  private final int inputTiles;
  private final float[] rows;
  private final float[] scores;
  private final float[] steps;

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
          "Cannot make room for " + maxInputs + " inputs, " + maxTargets + " targets, stride "
              + stride + " (needs at least 1 of each, stride a multiple of "
              + VectorKernels.LANES + ")");
    }

    this.maxInputs = maxInputs;
    this.maxTargets = maxTargets;
    this.inputTiles = (maxInputs + TILE_INPUTS - 1) / TILE_INPUTS;
    this.rows = new float[maxInputs * stride];
    int cells = (maxTargets + 1) / 2 * inputTiles * TILE;
    this.scores = new float[cells];
    this.steps = new float[cells];
  }

  /** Returns the score of input {@code a} and target {@code t}, from before the update. */
  public float score(int a, int t) {
    return scores[targetAt(t) + inputAt(a)];
  }

  /** Returns the most inputs of a group. */
  public int maxInputs() {
    return maxInputs;
  }

  /** Returns the most targets of a group, the positive one included. */
  public int maxTargets() {
    return maxTargets;
  }

  /** Returns where the cells of a target begin: the first summand of {@code at(a, t)}. */
  public int targetAt(int t) {
    return (t >> 1) * inputTiles * TILE + ((t & 1) << 3);
  }

  /** Returns where an input lies inside a target's cells: the other summand of {@code at(a, t)}. */
  public static int inputAt(int a) {
    return ((a >> 3) << 4) + (a & 7);
  }

  /**
   * Returns how many targets are added to the input rows next: 6, then 2, then 1. It is part of the
   * bits, for an input that occurs twice in a group gets its steps strip by strip.
   *
   * @param left targets that are left, at least 1
   */
  public static int strip(int left) {
    return left >= 6 ? 6 : Math.min(left, 2);
  }

  /** Returns the copies of the input rows, row after row. For kernels. */
  public float[] rows() {
    return rows;
  }

  /** Returns the scores. For kernels. */
  public float[] scores() {
    return scores;
  }

  /** Returns the steps: learning rate times (label - sigmoid(score)). For kernels. */
  public float[] steps() {
    return steps;
  }
}
