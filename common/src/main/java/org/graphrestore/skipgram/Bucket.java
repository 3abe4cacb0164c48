package org.graphrestore.skipgram;

import org.graphrestore.graph.BlockLayout;

/**
 * What one task trains in one round: an input block, a target block and the pairs between them. The
 * two arrays of rows are changed in place by training; they belong to the task alone. Where a node
 * has one vector for both, a bucket of two blocks has an array of each, and that of a block with
 * itself has the same array twice.
 *
 * @param input padded input rows
 * @param context padded context rows; the same array as {@code input} where a block with one table
 *     meets itself
 * @param contextDegrees degrees of the target block's nodes, for the negatives
 * @param inputTiles tiles of the input block
 * @param contextTiles tiles of the target block
 * @param firstInput index of the input block's first node
 * @param firstTarget index of the target block's first node
 * @param pairs the pairs, placed
 * @param frozen which rows stay as they are, or null where all are trained
 * @param adagrad sums of squared gradients by row, or null for plain descent
 */
@SuppressWarnings("ArrayRecordComponent")
public record Bucket(
    float[] input,
    float[] context,
    int[] contextDegrees,
    BlockLayout inputTiles,
    BlockLayout contextTiles,
    int firstInput,
    int firstTarget,
    BucketPairs pairs,
    FrozenRows frozen,
    RowAdagrad adagrad) {

  /** A bucket of which all rows are trained, by plain descent. */
  public Bucket(
      float[] input,
      float[] context,
      int[] contextDegrees,
      BlockLayout inputTiles,
      BlockLayout contextTiles,
      int firstInput,
      int firstTarget,
      BucketPairs pairs) {
    this(
        input,
        context,
        contextDegrees,
        inputTiles,
        contextTiles,
        firstInput,
        firstTarget,
        pairs,
        null,
        null);
  }

  /** Returns whether the rows are input and target at once. */
  public boolean shared() {
    return input == context;
  }
}
