package org.graphrestore.walk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;

/** A graph with relations and types as lists of arcs: nothing is sorted, packed or left out. */
final class MultiGraph {
  /** An arc as a graph store has it. */
  record Arc(int from, int to, int relation, boolean inverse) {}

  private final int nodes;
  private final boolean directed;
  private final Relations relations;
  private final List<Arc> arcs = new ArrayList<>();

  private MultiGraph(int nodes, boolean directed, Relations relations) {
    this.nodes = nodes;
    this.directed = directed;
    this.relations = relations;
  }

  /**
   * A hub that every third node is a part of, random edges of all relations, the last of them rare,
   * some of them parallel; every seventh node leads nowhere in a directed graph.
   */
  static MultiGraph random(int nodes, int edges, int relations, boolean directed, long seed) {
    List<String> names = IntStream.range(0, relations).mapToObj(r -> "r" + r).toList();
    List<int[]> drawn = new ArrayList<>();
    for (int i = 0; i < edges; i++) {
      long key = Seeds.key(seed, Purpose.QUERY, i);
      double skew = Seeds.unit(Seeds.draw(key, 2));
      drawn.add(
          new int[] {
            Seeds.bounded(Seeds.draw(key, 0), nodes),
            Seeds.bounded(Seeds.draw(key, 1), nodes),
            (int) (skew * skew * relations)
          });
    }

    for (int node = 3; node < nodes; node += 3) {
      drawn.add(new int[] {node, 0, 1 % relations});
      drawn.add(new int[] {0, node, 0});
    }

    long[] counts = new long[relations];
    drawn.forEach(edge -> counts[edge[2]]++);
    MultiGraph graph = new MultiGraph(nodes, directed, new Relations(names, counts));
    for (int[] edge : drawn) {
      if (directed && edge[0] % 7 == 6) {
        continue;
      }

      graph.arcs.add(new Arc(edge[0], edge[1], edge[2], false));
      if (!directed && edge[0] != edge[1]) {
        graph.arcs.add(new Arc(edge[1], edge[0], edge[2], true));
      }
    }

    return graph;
  }

  int nodes() {
    return nodes;
  }

  boolean directed() {
    return directed;
  }

  Relations relations() {
    return relations;
  }

  /** Returns the type of a node. */
  static String type(int node) {
    return node == 0 ? "hub" : node % 3 == 0 ? "part" : "other";
  }

  /** Returns the different nodes to which arcs lead that are as wanted, ascending. */
  List<Integer> neighbours(int node, Predicate<Arc> wanted) {
    TreeSet<Integer> found = new TreeSet<>();
    arcs.stream()
        .filter(arc -> arc.from() == node && wanted.test(arc))
        .forEach(a -> found.add(a.to()));
    return List.copyOf(found);
  }

  /** Returns the nodes from which edges of a relation lead to a node. */
  List<Integer> sources(int node, String relation) {
    return arcs.stream()
        .filter(arc -> arc.to() == node && !arc.inverse() && isOf(arc, relation))
        .map(Arc::from)
        .distinct()
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  boolean isOf(Arc arc, String relation) {
    return relations.name(arc.relation()).equals(relation);
  }

  /** Makes rows of one list of neighbours a node. */
  static AdjacencyBlock rows(List<List<Integer>> neighbours) {
    int[] offsets = new int[neighbours.size() + 1];
    for (int node = 0; node < neighbours.size(); node++) {
      offsets[node + 1] = offsets[node] + neighbours.get(node).size();
    }

    int[] targets = neighbours.stream().flatMap(List::stream).mapToInt(Integer::intValue).toArray();
    return new AdjacencyBlock(0, offsets, targets, null);
  }
}
