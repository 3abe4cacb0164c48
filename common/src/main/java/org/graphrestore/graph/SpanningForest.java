package org.graphrestore.graph;

/**
 * Finds which nodes hang together, edge by edge, in any order: disjoint sets with path halving
 * (Tarjan and van Leeuwen, "Worst-case analysis of set union algorithms", J. ACM 1984). The lower
 * root always wins, so the root of a set is its lowest node whatever the order of the edges. Needs
 * 4 bytes a node. Not thread-safe.
 */
public final class SpanningForest {
  private final int[] parents;

  /**
   * Begins with every node alone.
   *
   * @param nodes number of nodes, 0 .. 2<sup>31</sup>-9
   */
  public SpanningForest(int nodes) {
    this.parents = new int[nodes];
    for (int v = 0; v < nodes; v++) {
      parents[v] = v;
    }
  }

  /** Returns the number of nodes. */
  public int nodes() {
    return parents.length;
  }

  /** Returns the lowest node that hangs together with a node: the name of its component. */
  public int root(int node) {
    int v = node;
    while (parents[v] != v) {
      parents[v] = parents[parents[v]];
      v = parents[v];
    }

    return v;
  }

  /** Adds an edge. */
  public void join(int a, int b) {
    int rootA = root(a);
    int rootB = root(b);
    if (rootA < rootB) {
      parents[rootB] = rootA;
    } else {
      parents[rootA] = rootB;
    }
  }

  /**
   * Measures the components.
   *
   * @param present the nodes that count; edges must have been added between such nodes only
   */
  public ComponentSizes sizes(NodeBits present) {
    int[] counts = new int[parents.length];
    for (int v = 0; v < parents.length; v++) {
      if (present.contains(v)) {
        counts[root(v)]++;
      }
    }

    ComponentSizes sizes = new ComponentSizes();
    for (int v = 0; v < counts.length; v++) {
      if (counts[v] > 0) {
        sizes.add(v, counts[v]);
      }
    }

    return sizes;
  }
}
