package org.graphrestore.graph;

import java.util.Arrays;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;

/**
 * One round of label propagation for a block of nodes: a node takes the label that most of its
 * neighbours have (Raghavan, Albert and Kumara, "Near linear time algorithm to detect community
 * structures in large-scale networks", Physical Review E 76, 2007). All nodes look at the labels of
 * the round before, and a seeded half of them moves, so that two sides of a bipartite part do not
 * swap their labels for ever. A node keeps its label where no other has more neighbours; otherwise
 * draws decide ties. Labels are hashes of ids, and draws are keyed by them: communities do not
 * depend on blocks, or on how nodes are numbered.
 *
 * <p>Labels of neighbours are pulled a block at a time: 8 bytes an arc. Not thread-safe.
 */
public final class LabelPropagation {
  private final AdjacencyBlock neighbours;
  private final long[] labels;
  private final int[] cursors;
  private long changes;

  /**
   * Begins a round.
   *
   * @param neighbours the block's neighbours, in both directions; a loop counts as none
   */
  public LabelPropagation(AdjacencyBlock neighbours) {
    this.neighbours = neighbours;
    this.labels = new long[neighbours.arcs()];
    this.cursors = Arrays.copyOf(neighbours.offsets(), neighbours.rows());
  }

  /**
   * Takes the labels of the next block.
   *
   * @param firstIndex index of its first node; blocks come in ascending order, and all of them
   * @param of labels of its nodes
   */
  public void pull(long firstIndex, long[] of) {
    int[] targets = neighbours.targets();
    long end = firstIndex + of.length;
    for (int row = 0; row < cursors.length; row++) {
      int at = cursors[row];
      for (; at < neighbours.offsets()[row + 1] && targets[at] < end; at++) {
        labels[at] = of[(int) (targets[at] - firstIndex)];
      }
      cursors[row] = at;
    }
  }

  /**
   * Returns the block's labels after the round.
   *
   * @param own its labels before
   * @param hashes hashes of its nodes' ids
   * @param seed the run's seed
   * @param round number of the round, from 0
   */
  public long[] next(long[] own, long[] hashes, long seed, int round) {
    long[] next = own.clone();
    for (int row = 0; row < next.length; row++) {
      if (Seeds.draw(Seeds.key(seed, Purpose.COMMUNITY, hashes[row]), round) >= 0) {
        next[row] = best(row, own[row], Seeds.key(seed, Purpose.COMMUNITY, hashes[row], round));
        changes += next[row] == own[row] ? 0 : 1;
      }
    }
    return next;
  }

  /** Returns how many nodes of the block have another label after the round. */
  public long changes() {
    return changes;
  }

  private long best(int row, long own, long key) {
    long[] around = around(row);
    Arrays.sort(around);
    long best = own;
    long bestDraw = 0;
    int most = count(around, own);
    for (int from = 0; from < around.length; ) {
      int to = from;
      while (to < around.length && around[to] == around[from]) {
        to++;
      }

      long draw = Seeds.draw(key, around[from]);
      boolean more = to - from > most;
      if (more || (to - from == most && best != own && draw < bestDraw)) {
        best = around[from];
        bestDraw = draw;
        most = to - from;
      }
      from = to;
    }
    return best;
  }

  private long[] around(int row) {
    int from = neighbours.offsets()[row];
    int to = neighbours.offsets()[row + 1];
    int loop =
        Arrays.binarySearch(neighbours.targets(), from, to, (int) (neighbours.firstIndex() + row));
    if (loop < 0) {
      return Arrays.copyOfRange(labels, from, to);
    }

    long[] others = new long[to - from - 1];
    System.arraycopy(labels, from, others, 0, loop - from);
    System.arraycopy(labels, loop + 1, others, loop - from, to - loop - 1);
    return others;
  }

  private static int count(long[] sorted, long label) {
    int count = 0;
    for (long other : sorted) {
      count += other == label ? 1 : 0;
    }
    return count;
  }
}
