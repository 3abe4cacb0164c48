package org.graphrestore.skipgram;

import org.graphrestore.vector.VectorKernels;
import org.graphrestore.walk.WalkParams;

/**
 * Sizes of a training, from its plan. The one place of these formulas: the stage checks itself by
 * them, and so does the estimate. All are bytes, as doubles, since they may pass 2<sup>63</sup>.
 */
public final class TrainingSize {
  /** Share of a heap that tasks may take; Spark keeps the rest. */
  public static final double USABLE = 0.8;

  /** Bytes of a pair in a file and in a shuffle, before compression. */
  public static final int PAIR_BYTES = Long.BYTES;

  /** The two buffers of a task that writes the pairs of a block, where there are several. */
  private static final double PAIR_BUFFERS = 2.0 * (1 << 23) * Long.BYTES;

  private TrainingSize() {}

  /**
   * Returns the expected pairs of an epoch, by the settings of the walks alone: exact in
   * expectation for the dynamic window, but dead ends, which make fewer, are not counted.
   */
  public static double expectedPairs(long nodes, WalkParams walks, int window) {
    return (double) nodes
        * walks.walksPerNode()
        * PairGenerator.expectedPairs(walks.length(), window);
  }

  /**
   * Returns what a task of a round holds: two blocks of the model, 4 bytes a pair of its bucket and
   * 8 bytes a node for the negatives.
   *
   * @param expectedPairs pairs of an epoch
   */
  public static double bytesPerTask(TrainingPlan plan, int dim, double expectedPairs) {
    double rows = plan.rowsPerBlock();
    if (plan.schedule() == TrainingSchedule.WINDOWS) {
      return rows * VectorKernels.stride(dim) * 2 * Float.BYTES + rows * 2 * Integer.BYTES;
    }

    double bucketPairs = expectedPairs / plan.episodes() / plan.blocks() / (double) plan.blocks();
    return rows * VectorKernels.stride(dim) * 2 * Float.BYTES
        + rows * 2 * Integer.BYTES
        + bucketPairs * Integer.BYTES;
  }

  /** Returns what a task that makes pairs holds, beside the walks. */
  public static double bytesPerPairTask(TrainingPlan plan) {
    return plan.blocks() == 1 ? 1 << 20 : PAIR_BUFFERS;
  }

  /** Returns the bytes of the model: the input and the context rows of all nodes. */
  public static double modelBytes(TrainingPlan plan, int dim) {
    return 2.0 * plan.nodes() * VectorKernels.stride(dim) * Float.BYTES;
  }

  /** Returns the pairs' bytes of an episode, in files and, with several blocks, in a shuffle. */
  public static double episodeBytes(TrainingPlan plan, double expectedPairs) {
    return plan.schedule() == TrainingSchedule.WINDOWS
        ? 0
        : expectedPairs / plan.episodes() * PAIR_BYTES;
  }

  /**
   * Returns the most that the scratch folder holds: the model of the round before and of the round
   * that is written, and the pairs of an episode.
   */
  public static double scratchBytes(TrainingPlan plan, int dim, double expectedPairs) {
    return 2 * modelBytes(plan, dim) + episodeBytes(plan, expectedPairs);
  }
}
