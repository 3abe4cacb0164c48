package org.graphrestore.reconstruction;

import java.util.Arrays;
import java.util.List;
import org.graphrestore.graph.ShellPanel;

/**
 * The distances of a batch of queries to all nodes: a row of bytes a query, 0 where a node is no
 * true node.
 *
 * <pre>
 * query 0: nodes 4 and 9 at one hop, node 1 at two      0 2 0 0 1 0 0 0 0 1
 * </pre>
 *
 * <p>Cost of a fill: a write a true node. Memory: a byte a query and node. Made once and filled
 * again for every batch. Not thread-safe.
 */
public final class HopRows {
  private final int nodes;
  private final byte[] hops;
  private final int[] sizes;

  /**
   * Makes room.
   *
   * @param queries most queries of a batch
   * @param nodes number of nodes
   */
  public HopRows(int queries, int nodes) {
    this.nodes = nodes;
    this.hops = new byte[Math.multiplyExact(queries, nodes)];
    this.sizes = new int[queries];
  }

  /**
   * Lays out a batch.
   *
   * @param shells panels of the distances 1, 2, ... of all nodes
   * @param from first query of the batch
   * @param to end of the batch
   */
  public void fill(List<ShellPanel> shells, int from, int to) {
    Arrays.fill(hops, (byte) 0);
    Arrays.fill(sizes, 0);
    for (int hop = 1; hop <= shells.size(); hop++) {
      ShellPanel panel = shells.get(hop - 1);
      for (int word = from / Long.SIZE; word * Long.SIZE < to; word++) {
        fill(panel, word, from, to, (byte) hop);
      }
    }
  }

  private void fill(ShellPanel panel, int word, int from, int to, byte hop) {
    int first = word * Long.SIZE;
    long wanted = -1L;
    if (first < from) {
      wanted &= -1L << (from - first);
    }
    if (to - first < Long.SIZE) {
      wanted &= (1L << (to - first)) - 1;
    }
    int[] rows = panel.rows();
    long[] masks = panel.masks();
    for (int i = 0; i < rows.length; i++) {
      long mask = masks[i * panel.words() + word] & wanted;
      for (; mask != 0; mask &= mask - 1) {
        int query = first - from + Long.numberOfTrailingZeros(mask);
        hops[query * nodes + rows[i]] = hop;
        sizes[query]++;
      }
    }
  }

  /** Returns the number of true nodes of a query of the batch. */
  int size(int query) {
    return sizes[query];
  }

  /** Copies a query's row. */
  void copy(int query, byte[] into) {
    System.arraycopy(hops, query * nodes, into, 0, nodes);
  }

  /**
   * Picks the scores of a query's true nodes out of the scores of all nodes.
   *
   * @param query position of the query in the batch
   * @param most the largest distance
   * @param scores scores
   * @param at position of the first node's score
   * @return one array a hop
   */
  double[][] pick(int query, int most, double[] scores, int at) {
    double[][] byHop = new double[most][sizes[query]];
    int[] found = new int[most];
    int row = query * nodes;
    for (int node = 0; node < nodes; node++) {
      int hop = hops[row + node];
      if (hop != 0) {
        byHop[hop - 1][found[hop - 1]++] = scores[at + node];
      }
    }
    for (int hop = 0; hop < most; hop++) {
      byHop[hop] = Arrays.copyOf(byHop[hop], found[hop]);
    }
    return byHop;
  }
}
