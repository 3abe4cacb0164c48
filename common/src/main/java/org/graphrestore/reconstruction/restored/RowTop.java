package org.graphrestore.reconstruction.restored;

import java.util.Arrays;

/**
 * The candidates that a node ranks first: of equal ones, those with the lower indices. Candidates
 * must be offered in ascending order of their indices. A heap of two arrays, the worst entry on
 * top: 16 bytes an entry. Not thread-safe.
 */
public final class RowTop {
  private final double[] scores;
  private final long[] nodes;
  private int size;

  /** Keeps at most {@code capacity} candidates. */
  public RowTop(int capacity) {
    this.scores = new double[capacity];
    this.nodes = new long[capacity];
  }

  /** Offers a candidate. */
  public void offer(long node, double score) {
    if (size < scores.length) {
      int at = size++;
      while (at > 0 && worse(score, node, (at - 1) / 2)) {
        move((at - 1) / 2, at);
        at = (at - 1) / 2;
      }
      put(at, node, score);
    } else if (size > 0 && score > scores[0]) {
      int at = 0;
      for (int child = 1; child < size; child = 2 * at + 1) {
        if (child + 1 < size && worse(scores[child + 1], nodes[child + 1], child)) {
          child++;
        }
        if (worse(score, node, child)) {
          break;
        }
        move(child, at);
        at = child;
      }
      put(at, node, score);
    }
  }

  /** Returns the indices of the candidates that are kept, ascending. */
  public long[] nodes() {
    long[] kept = Arrays.copyOf(nodes, size);
    Arrays.sort(kept);
    return kept;
  }

  private boolean worse(double score, long node, int than) {
    return score < scores[than] || (score == scores[than] && node > nodes[than]);
  }

  private void move(int from, int to) {
    put(to, nodes[from], scores[from]);
  }

  private void put(int at, long node, double score) {
    nodes[at] = node;
    scores[at] = score;
  }
}
