package org.graphrestore.skipgram;

/**
 * The pairs of one bucket (input block, target block), by tile pair, in four bytes each: {@code row
 * of the target in its tile << bits | row of the input in its tile}. Filled in two passes over the
 * packed pairs, which come in any order: first all are counted, then all are placed.
 */
public final class BucketPairs {
  private final int tileRows;
  private final int inputBits;
  private final int contextTiles;
  private final int firstTarget;
  private final int[] offsets;
  private int[] fill;
  private int[] keys;

  /**
   * Makes an empty bucket.
   *
   * @param inputTiles tiles of the input block
   * @param contextTiles tiles of the target block
   * @param tileRows rows of a tile, at most 65,536
   * @param firstTarget index of the first node of the target block
   */
  public BucketPairs(int inputTiles, int contextTiles, int tileRows, int firstTarget) {
    this.tileRows = tileRows;
    this.inputBits = Math.max(1, 32 - Integer.numberOfLeadingZeros(tileRows - 1));
    this.contextTiles = contextTiles;
    this.firstTarget = firstTarget;
    this.offsets = new int[Math.multiplyExact(inputTiles, contextTiles) + 1];
  }

  /** Counts pairs; all must be counted before the first is placed. */
  public void count(long[] pairs, int n) {
    for (int i = 0; i < n; i++) {
      offsets[tilePair(pairs[i]) + 1]++;
    }
  }

  /**
   * Makes room for what was counted.
   *
   * @throws IllegalArgumentException if a bucket has more pairs than an array; the message says
   *     what to set
   */
  public void allocate() {
    long total = 0;
    for (int p = 1; p < offsets.length; p++) {
      total += offsets[p];
      offsets[p] += offsets[p - 1];
    }

    if (total > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "A bucket has "
              + total
              + " pairs (at most 2147483639); raise train.episodes or"
              + " train.blocks");
    }

    this.keys = new int[(int) total];
    this.fill = offsets.clone();
  }

  /** Places pairs that were counted. */
  public void place(long[] pairs, int n) {
    for (int i = 0; i < n; i++) {
      int row = PairChunks.inputRow(pairs[i]) % tileRows;
      int target = (PairChunks.target(pairs[i]) - firstTarget) % tileRows;
      keys[fill[tilePair(pairs[i])]++] = (target << inputBits) | row;
    }
  }

  /** Returns the number of pairs. */
  public int size() {
    return keys.length;
  }

  int[] keys() {
    return keys;
  }

  int from(int inputTile, int contextTile) {
    return offsets[inputTile * contextTiles + contextTile];
  }

  int to(int inputTile, int contextTile) {
    return offsets[inputTile * contextTiles + contextTile + 1];
  }

  int inputBits() {
    return inputBits;
  }

  private int tilePair(long pair) {
    int inputTile = PairChunks.inputRow(pair) / tileRows;
    return inputTile * contextTiles + (PairChunks.target(pair) - firstTarget) / tileRows;
  }
}
