package org.graphrestore.skipgram;

import org.graphrestore.random.AliasTable;
import org.graphrestore.random.Seeds;

/**
 * Negatives out of one tile of targets, in proportion to degree^0.75. A draw is addressed by the
 * group's number, the slot and the trial, so a group's negatives do not depend on what was drawn
 * before it. Immutable and thread-safe.
 */
final class NegativeSampler {
  private static final int TRIALS = 16;
  private static final int SLOT_BITS = 6;
  private static final int TRIAL_BITS = 6;

  private final AliasTable table;

  private NegativeSampler(AliasTable table) {
    this.table = table;
  }

  /**
   * Makes a sampler.
   *
   * @param degrees degrees of the block's nodes
   * @param from first row of the tile
   * @param rows rows of the tile, at least 1
   */
  static NegativeSampler of(int[] degrees, int from, int rows) {
    double[] weights = new double[rows];
    for (int r = 0; r < rows; r++) {
      double degree = Math.max(degrees[from + r], 1);
      // degree^0.75 by two roots, which are exactly rounded on every machine.
      weights[r] = Math.sqrt(degree * Math.sqrt(degree));
    }

    return new NegativeSampler(AliasTable.of(weights));
  }

  /**
   * Draws distinct rows other than the target.
   *
   * @param key key of the tile pair's negatives
   * @param group number of the group in the tile pair
   * @param rows rows of the tile; {@code rows[0]} is the target and the rest is filled
   * @param negatives how many, below the number of the tile's rows
   */
  void draw(long key, long group, int[] rows, int negatives) {
    draw(key, group, rows, negatives, rows, 0);
  }

  /**
   * Draws as {@link #draw(long, long, int[], int)}, but none of some other rows either.
   *
   * @param others rows that must not be drawn
   * @param otherCount how many of them; with the target and the negatives at most the tile's rows
   */
  void draw(long key, long group, int[] rows, int negatives, int[] others, int otherCount) {
    for (int slot = 1; slot <= negatives; slot++) {
      int row = 0;
      boolean taken = true;
      long counter = ((group << SLOT_BITS) | (slot - 1)) << TRIAL_BITS;
      for (int trial = 0; trial < TRIALS && taken; trial++) {
        row = table.sample(Seeds.draw(key, counter + trial));
        taken = contains(rows, slot, row) || contains(others, otherCount, row);
      }

      // So small or so skewed a tile that chance alone does not find a free row.
      while (taken) {
        row = row + 1 == table.size() ? 0 : row + 1;
        taken = contains(rows, slot, row) || contains(others, otherCount, row);
      }

      rows[slot] = row;
    }
  }

  int rows() {
    return table.size();
  }

  private static boolean contains(int[] rows, int count, int row) {
    for (int i = 0; i < count; i++) {
      if (rows[i] == row) {
        return true;
      }
    }

    return false;
  }
}
