package org.graphrestore.reconstruction;

import java.util.Arrays;
import org.graphrestore.graph.ShellPanel;

/**
 * Which queries of a group have which nodes as neighbours: the words of the group, out of the
 * panels of distance 1 of all blocks. A node that no query of the group knows has none.
 *
 * <p>Memory: 12 bytes for 64 nodes of the graph, and 8 bytes a word of a node that has one.
 */
public final class NeighbourMasks {
  private final int queries;
  private final int firstWord;
  private final int words;
  private final int offset;
  private final long[] present;
  private final int[] ranks;
  private long[] masks = new long[64];
  private int size;

  /**
   * Starts without panels.
   *
   * @param nodes nodes of the graph
   * @param from first query of the group
   * @param to end of the group
   */
  public NeighbourMasks(long nodes, int from, int to) {
    this.queries = to - from;
    this.firstWord = from / Long.SIZE;
    this.words = ShellPanel.words(to) - firstWord;
    this.present = new long[Math.toIntExact(nodes / Long.SIZE + 1)];
    this.ranks = new int[present.length];
    this.offset = from % Long.SIZE;
  }

  /** Adds the panel of a block; blocks come in ascending order. */
  public void add(long firstIndex, ShellPanel panel) {
    for (int i = 0; i < panel.rows().length; i++) {
      long any = 0;
      int from = i * panel.words() + firstWord;
      for (int w = 0; w < words; w++) {
        any |= panel.masks()[from + w];
      }
      if (any != 0) {
        long node = firstIndex + panel.rows()[i];
        present[(int) (node / Long.SIZE)] |= 1L << node;
        if ((size + 1) * words > masks.length) {
          masks = Arrays.copyOf(masks, Math.multiplyExact(2, masks.length) + words);
        }
        System.arraycopy(panel.masks(), from, masks, size++ * words, words);
      }
    }
  }

  /** Ends adding. */
  public NeighbourMasks ready() {
    int before = 0;
    for (int i = 0; i < present.length; i++) {
      ranks[i] = before;
      before += Long.bitCount(present[i]);
    }
    return this;
  }

  int queries() {
    return queries;
  }

  /** Returns the place of a node's words, or -1. */
  int find(int node) {
    long word = present[node / Long.SIZE];
    long bit = 1L << node;
    return (word & bit) == 0
        ? -1
        : (ranks[node / Long.SIZE] + Long.bitCount(word & (bit - 1))) * words;
  }

  /** Adds one to {@code counts[query * stride + row]} for every query that a place holds. */
  void count(int place, int[] counts, int stride, int row) {
    for (int w = 0; w < words; w++) {
      for (long mask = masks[place + w]; mask != 0; mask &= mask - 1) {
        int query = w * Long.SIZE + Long.numberOfTrailingZeros(mask) - offset;
        if (query >= 0 && query < queries) {
          counts[query * stride + row]++;
        }
      }
    }
  }

  /** Returns whether a place holds a query. */
  boolean holds(int place, int query) {
    int bit = query + offset;
    return (masks[place + bit / Long.SIZE] >>> bit & 1) != 0;
  }
}
