package org.graphrestore.graph;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Which queries reach which nodes of a block at one distance: a row of bits a node, 64 queries a
 * {@code long}; nodes that no query reaches have no row.
 *
 * <pre>
 * 70 queries (2 words), block of 5 nodes; node 1 is reached by queries 0 and 65, node 4 by query 2
 *   rows   1              4
 *   masks  0x1 0x2        0x4 0x0
 * </pre>
 *
 * <p>The arrays are shared, not copied: treat them as read-only.
 */
public final class ShellPanel {
  /** Most words a node: a row's words that are not zero are themselves listed in one word. */
  public static final int MAX_WORDS = 64;

  private final int words;
  private final int[] rows;
  private final long[] masks;

  /**
   * Wraps the arrays.
   *
   * @param words words a node, 1 .. 64
   * @param rows offsets in the block of the nodes that are reached, ascending
   * @param masks {@code rows.length * words} words
   */
  public ShellPanel(int words, int[] rows, long[] masks) {
    if (words < 1 || words > MAX_WORDS || masks.length != (long) rows.length * words) {
      throw new IllegalArgumentException(
          "Found " + masks.length + " words for " + rows.length + " rows of " + words);
    }

    this.words = words;
    this.rows = rows;
    this.masks = masks;
  }

  /** Returns the number of words that hold the bits of {@code queries} queries. */
  public static int words(int queries) {
    return (queries + Long.SIZE - 1) / Long.SIZE;
  }

  /** Returns the words a node. */
  public int words() {
    return words;
  }

  /** Returns the offsets of the nodes that have a row, ascending. */
  public int[] rows() {
    return rows;
  }

  /** Returns the bits, row after row. */
  public long[] masks() {
    return masks;
  }

  /** Adds, for every query, the number of nodes it reaches to {@code counts}. */
  public void addCounts(int[] counts) {
    for (int i = 0; i < masks.length; i++) {
      int first = i % words * Long.SIZE;
      for (long mask = masks[i]; mask != 0; mask &= mask - 1) {
        counts[first + Long.numberOfTrailingZeros(mask)]++;
      }
    }
  }

  /** Writes the panel; words that are zero take no space. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(words);
    out.writeInt(rows.length);
    for (int r = 0; r < rows.length; r++) {
      out.writeInt(rows[r]);
      long present = 0;
      for (int w = 0; w < words; w++) {
        present |= masks[r * words + w] == 0 ? 0 : 1L << w;
      }
      out.writeLong(present);
      for (long left = present; left != 0; left &= left - 1) {
        out.writeLong(masks[r * words + Long.numberOfTrailingZeros(left)]);
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public static ShellPanel read(DataInput in) throws IOException {
    int words = in.readInt();
    int[] rows = new int[in.readInt()];
    long[] masks = new long[Math.multiplyExact(rows.length, words)];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = in.readInt();
      for (long left = in.readLong(); left != 0; left &= left - 1) {
        masks[r * words + Long.numberOfTrailingZeros(left)] = in.readLong();
      }
    }
    return new ShellPanel(words, rows, masks);
  }
}
