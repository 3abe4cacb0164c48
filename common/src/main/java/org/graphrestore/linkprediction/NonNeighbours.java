package org.graphrestore.linkprediction;

import java.util.Arrays;
import org.graphrestore.graph.AdjacencyBlock;

/**
 * The nodes that a node has no edge with, by number: draws among them need no rejection, so that a
 * draw costs the same in a dense graph and is uniform without a tail.
 *
 * <pre>
 * 8 nodes, node 2 with neighbours 0 3 7      excluded 0 2 3 7      by number 1 4 5 6
 * </pre>
 */
public final class NonNeighbours {
  private NonNeighbours() {}

  /**
   * Returns a node and its neighbours, ascending, each once.
   *
   * @param training neighbours that are left
   * @param hidden neighbours whose edges are hidden; the same range of nodes
   * @param row the node's row in both
   */
  public static int[] excluded(AdjacencyBlock training, AdjacencyBlock hidden, int row) {
    int[] merged = new int[training.degree(row) + hidden.degree(row) + 1];
    System.arraycopy(training.targets(), training.offsets()[row], merged, 0, training.degree(row));
    System.arraycopy(
        hidden.targets(), hidden.offsets()[row], merged, training.degree(row), hidden.degree(row));
    merged[merged.length - 1] = (int) training.firstIndex() + row;
    Arrays.sort(merged);
    int size = 0;
    for (int i = 0; i < merged.length; i++) {
      if (i == 0 || merged[i] != merged[i - 1]) {
        merged[size++] = merged[i];
      }
    }
    return size == merged.length ? merged : Arrays.copyOf(merged, size);
  }

  /**
   * Returns a node that is not excluded.
   *
   * @param excluded ascending, each once
   * @param number how many nodes that are not excluded come before it
   */
  public static long nth(int[] excluded, long number) {
    // The first excluded node that has more than `number` others before it comes after the result.
    int low = 0;
    int high = excluded.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (excluded[middle] - middle <= number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return number + low;
  }

  /**
   * Maps a draw to {@code [0, bound)} by multiplication.
   *
   * @param draw 64 uniform bits
   * @param bound 1 .. 2<sup>62</sup>
   */
  public static long bounded(long draw, long bound) {
    return Math.multiplyHigh(draw >>> 1, 2 * bound);
  }
}
