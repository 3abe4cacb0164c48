package org.graphrestore.walk;

import java.util.Arrays;
import org.graphrestore.graph.AdjacencyBlock;

/**
 * One bit a node for the rows of hubs, so that whether an arc of a hub is there takes one load
 * instead of a bisection of a long row. A hub has at least a 64th of all nodes as neighbours, so
 * its bits take at most twice the room of its row; on most large graphs there are few of them or
 * none. Exact, unlike a hashed filter.
 *
 * <p>Memory: at most 8 bytes an arc of a hub, and 4 a row if there are hubs. Immutable and
 * thread-safe.
 */
final class HubBits {
  private static final int NODES_A_NEIGHBOUR = 64;

  private final int[] firstWords;
  private final int wordsPerRow;
  private final long[] words;

  private HubBits(int[] firstWords, int wordsPerRow, long[] words) {
    this.firstWords = firstWords;
    this.wordsPerRow = wordsPerRow;
    this.words = words;
  }

  /** Returns the bits of a graph's hubs, or null where it has none. */
  static HubBits of(AdjacencyBlock graph) {
    int nodes = 0;
    for (int target : graph.targets()) {
      nodes = Math.max(nodes, target + 1);
    }

    int wordsPerRow = (nodes + Long.SIZE - 1) >>> 6;
    int size = 0;
    int[] firstWords = null;
    for (int row = 0; row < graph.rows(); row++) {
      if (graph.degree(row) > 0 && (long) graph.degree(row) * NODES_A_NEIGHBOUR >= nodes) {
        if (firstWords == null) {
          firstWords = new int[graph.rows()];
          Arrays.fill(firstWords, -1);
        }

        firstWords[row] = size;
        size += wordsPerRow;
      }
    }

    if (firstWords == null) {
      return null;
    }

    long[] words = new long[size];
    for (int row = 0; row < graph.rows(); row++) {
      for (int i = graph.offsets()[row];
          firstWords[row] >= 0 && i < graph.offsets()[row + 1];
          i++) {
        int target = graph.targets()[i];
        words[firstWords[row] + (target >>> 6)] |= 1L << target;
      }
    }

    return new HubBits(firstWords, wordsPerRow, words);
  }

  /** Returns whether a row is that of a hub. */
  boolean isHub(int row) {
    return firstWords[row] >= 0;
  }

  /** Returns whether a hub has an arc to a node, which need not be in this block's rows. */
  boolean hasArc(int hubRow, int target) {
    int word = target >>> 6;
    return word < wordsPerRow && (words[firstWords[hubRow] + word] >>> target & 1) != 0;
  }

  /** Returns the memory that the bits take. */
  long bytes() {
    return (long) Integer.BYTES * firstWords.length + (long) Long.BYTES * words.length;
  }
}
