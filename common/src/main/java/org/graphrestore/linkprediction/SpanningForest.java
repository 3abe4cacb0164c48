package org.graphrestore.linkprediction;

import java.util.Arrays;

/**
 * A spanning forest that grows edge by edge (J. Kruskal, "On the shortest spanning subtree of a
 * graph", 1956): offered in ascending order of weight, the edges that it takes are the minimum
 * spanning forest. Union by size with path halving; 4 bytes a node; nearly constant time an edge.
 * Not thread-safe.
 */
public final class SpanningForest {
  /** The parent of a node, or minus the size of its tree for a root. */
  private final int[] parents;

  private long edges;

  /** Starts with every node alone. */
  public SpanningForest(int nodes) {
    this.parents = new int[nodes];
    Arrays.fill(parents, -1);
  }

  /**
   * Offers an edge.
   *
   * @return whether it joins two trees, and so is in the forest
   */
  public boolean join(int u, int v) {
    int one = root(u);
    int other = root(v);
    if (one == other) {
      return false;
    }

    int large = parents[one] <= parents[other] ? one : other;
    int small = large == one ? other : one;
    parents[large] += parents[small];
    parents[small] = large;
    edges++;
    return true;
  }

  /** Returns the number of edges in the forest: nodes minus components. */
  public long edges() {
    return edges;
  }

  /** Returns a node that stands for the tree of a node. */
  public int root(int node) {
    int at = node;
    while (parents[at] >= 0) {
      int parent = parents[at];
      if (parents[parent] >= 0) {
        parents[at] = parents[parent];
      }
      at = parent;
    }
    return at;
  }
}
