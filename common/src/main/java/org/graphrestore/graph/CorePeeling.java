package org.graphrestore.graph;

/**
 * Cores of a graph (Seidman, "Network structure and minimum degree", 1983): the k-core is the
 * largest set of nodes of which each has at least k neighbours in the set. Nodes with fewer are
 * peeled off until none is left to peel; the order does not matter. Loops are no neighbours and
 * direction is no matter: give it blocks of {@link SimpleNeighbours}.
 */
public final class CorePeeling {
  private CorePeeling() {}

  /**
   * Peels one block as far as it alone can tell. The whole graph's k-core is reached when this
   * takes nothing from any block.
   *
   * @param block neighbours of its nodes
   * @param k at least 0
   * @param present the nodes that are left; loses nodes of this block
   * @return how many nodes were taken out
   */
  public static int peel(AdjacencyBlock block, int k, NodeBits present) {
    int rows = block.rows();
    int[] degrees = new int[rows];
    int[] queue = new int[rows];
    int queued = 0;
    for (int row = 0; row < rows; row++) {
      if (present.contains(block.firstIndex() + row)) {
        for (int at = block.offsets()[row]; at < block.offsets()[row + 1]; at++) {
          degrees[row] += present.contains(block.targets()[at]) ? 1 : 0;
        }
      }
    }

    for (int row = 0; row < rows; row++) {
      long node = block.firstIndex() + row;
      if (degrees[row] < k && present.contains(node)) {
        present.remove(node);
        queue[queued++] = row;
      }
    }

    for (int next = 0; next < queued; next++) {
      for (int at = block.offsets()[queue[next]]; at < block.offsets()[queue[next] + 1]; at++) {
        long other = block.targets()[at] - block.firstIndex();
        if (other >= 0 && other < rows && present.contains(block.targets()[at])) {
          degrees[(int) other]--;
          if (degrees[(int) other] < k) {
            present.remove(block.targets()[at]);
            queue[queued++] = (int) other;
          }
        }
      }
    }

    return queued;
  }

  /**
   * Returns the largest k for which each node is in the k-core, by the algorithm of Batagelj and
   * Zaversnik ("An O(m) algorithm for cores decomposition of networks", 2003). Needs 16 bytes a
   * node besides the graph.
   *
   * @param graph the neighbours of all nodes, from index 0 on
   */
  public static int[] coreNumbers(AdjacencyBlock graph) {
    int nodes = graph.rows();
    int[] degrees = new int[nodes];
    int highest = 0;
    for (int v = 0; v < nodes; v++) {
      degrees[v] = graph.degree(v);
      highest = Math.max(highest, degrees[v]);
    }

    int[] starts = new int[highest + 2];
    for (int v = 0; v < nodes; v++) {
      starts[degrees[v] + 1]++;
    }

    for (int d = 0; d <= highest; d++) {
      starts[d + 1] += starts[d];
    }

    int[] order = new int[nodes];
    int[] places = new int[nodes];
    int[] free = starts.clone();
    for (int v = 0; v < nodes; v++) {
      places[v] = free[degrees[v]]++;
      order[places[v]] = v;
    }

    for (int i = 0; i < nodes; i++) {
      int v = order[i];
      for (int at = graph.offsets()[v]; at < graph.offsets()[v + 1]; at++) {
        int u = graph.targets()[at];
        if (degrees[u] > degrees[v]) {
          // u moves to the front of the nodes of its degree, and the boundary moves past it.
          int front = starts[degrees[u]];
          int w = order[front];
          order[places[u]] = w;
          places[w] = places[u];
          order[front] = u;
          places[u] = front;
          starts[degrees[u]] = front + 1;
          degrees[u]--;
        }
      }
    }

    return degrees;
  }
}
