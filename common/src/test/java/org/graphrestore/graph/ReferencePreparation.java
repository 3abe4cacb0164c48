package org.graphrestore.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Components and cores of small graphs in the most obvious way. */
final class ReferencePreparation {
  private final List<Set<Integer>> neighbours = new ArrayList<>();

  /** Takes edges between the nodes 0 .. nodes-1; direction, loops and repeats do not matter. */
  ReferencePreparation(int nodes, List<int[]> edges) {
    for (int v = 0; v < nodes; v++) {
      neighbours.add(new TreeSet<>());
    }

    for (int[] edge : edges) {
      if (edge[0] != edge[1]) {
        neighbours.get(edge[0]).add(edge[1]);
        neighbours.get(edge[1]).add(edge[0]);
      }
    }
  }

  /** Returns the lowest node of each node's component, by breadth-first search. */
  int[] components() {
    int[] names = new int[neighbours.size()];
    Arrays.fill(names, -1);
    for (int start = 0; start < names.length; start++) {
      if (names[start] < 0) {
        Deque<Integer> queue = new ArrayDeque<>(List.of(start));
        names[start] = start;
        while (!queue.isEmpty()) {
          for (int next : neighbours.get(queue.remove())) {
            if (names[next] < 0) {
              names[next] = start;
              queue.add(next);
            }
          }
        }
      }
    }

    return names;
  }

  /** Returns the nodes of the k-core: removes one node with too few neighbours, again and again. */
  Set<Integer> core(int k) {
    Set<Integer> left = new TreeSet<>();
    for (int v = 0; v < neighbours.size(); v++) {
      left.add(v);
    }

    while (left.removeIf(v -> neighbours.get(v).stream().filter(left::contains).count() < k)) {
      // Until nothing is removed.
    }

    return left;
  }

  /** Returns the neighbours of nodes {@code from .. to-1} as a block. */
  AdjacencyBlock block(int from, int to) {
    int[] offsets = new int[to - from + 1];
    List<Integer> targets = new ArrayList<>();
    for (int v = from; v < to; v++) {
      targets.addAll(neighbours.get(v));
      offsets[v - from + 1] = targets.size();
    }

    return new AdjacencyBlock(
        from, offsets, targets.stream().mapToInt(Integer::intValue).toArray(), null);
  }
}
