package org.graphrestore.graph;

import java.util.Arrays;

/** Turns lists of nodes into the bits of a {@link ShellPanel}. */
public final class BandPanels {
  private BandPanels() {}

  /**
   * Returns the panel of one band and block: {@code rows} times {@code words} words while it is
   * made.
   *
   * @param rows rows of the block
   * @param words words a node
   * @param queries numbers of queries
   * @param reached rows that each of them reaches, in any order
   */
  public static ShellPanel of(int rows, int words, int[] queries, int[][] reached) {
    long[] masks = new long[Math.multiplyExact(rows, words)];
    for (int i = 0; i < queries.length; i++) {
      int word = queries[i] / Long.SIZE;
      long bit = 1L << queries[i];
      for (int row : reached[i]) {
        masks[row * words + word] |= bit;
      }
    }

    int[] found = new int[rows];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      long any = 0;
      for (int w = 0; w < words; w++) {
        any |= masks[row * words + w];
      }
      if (any != 0) {
        System.arraycopy(masks, row * words, masks, count * words, words);
        found[count++] = row;
      }
    }
    return new ShellPanel(words, Arrays.copyOf(found, count), Arrays.copyOf(masks, count * words));
  }
}
