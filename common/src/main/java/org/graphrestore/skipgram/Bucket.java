package org.graphrestore.skipgram;

import org.graphrestore.graph.BlockLayout;

/**
 * What one task trains in one round: an input block, a target block and the pairs between them. The
 * two arrays of rows are changed in place by training; they belong to the task alone.
 *
 * @param input padded input rows
 * @param context padded context rows
 * @param contextDegrees degrees of the target block's nodes, for the negatives
 * @param inputTiles tiles of the input block
 * @param contextTiles tiles of the target block
 * @param firstInput index of the input block's first node
 * @param firstTarget index of the target block's first node
 * @param pairs the pairs, placed
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
    BucketPairs pairs) {}
