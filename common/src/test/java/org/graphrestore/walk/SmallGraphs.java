package org.graphrestore.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.NodeHash;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;

/** Graphs whose transition probabilities one can see. */
final class SmallGraphs {
  private SmallGraphs() {}

  /** Node 0 in the middle of {@code leaves} others. */
  static AdjacencyBlock star(int leaves) {
    List<int[]> arcs = new ArrayList<>();
    for (int leaf = 1; leaf <= leaves; leaf++) {
      arcs.add(new int[] {0, leaf});
      arcs.add(new int[] {leaf, 0});
    }

    return of(leaves + 1, arcs);
  }

  /** Nodes in a row. */
  static AdjacencyBlock path(int nodes) {
    List<int[]> arcs = new ArrayList<>();
    for (int node = 1; node < nodes; node++) {
      arcs.add(new int[] {node - 1, node});
      arcs.add(new int[] {node, node - 1});
    }

    return of(nodes, arcs);
  }

  /** Every node has {@code degree} arcs to nodes drawn by a seed, less those drawn twice. */
  static AdjacencyBlock directed(int nodes, int degree) {
    List<int[]> arcs = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      for (int i = 0; i < degree; i++) {
        long draw = Seeds.draw(Seeds.key(9, Purpose.QUERY, node), i);
        arcs.add(new int[] {node, Seeds.bounded(draw, nodes)});
      }
    }

    return of(nodes, arcs);
  }

  /** The same, but every fifth node leads nowhere. */
  static AdjacencyBlock withDeadEnds(int nodes, int degree) {
    AdjacencyBlock graph = directed(nodes, degree);
    List<int[]> arcs = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      for (int i = graph.offsets()[node]; i < graph.offsets()[node + 1] && node % 5 != 0; i++) {
        arcs.add(new int[] {node, graph.targets()[i]});
      }
    }

    return of(nodes, arcs);
  }

  /** A ring in which node 0 knows everybody. */
  static AdjacencyBlock hub(int nodes) {
    List<int[]> arcs = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      int next = (node + 1) % nodes;
      arcs.add(new int[] {node, next});
      arcs.add(new int[] {next, node});
      if (node > 0) {
        arcs.add(new int[] {0, node});
        arcs.add(new int[] {node, 0});
      }
    }

    return of(nodes, arcs);
  }

  /** Two rings of cliques of {@code size}, directed inside, so that arcs back are often missing. */
  static AdjacencyBlock halfDirected(int cliques, int size) {
    List<int[]> arcs = new ArrayList<>();
    int nodes = cliques * size;
    for (int node = 0; node < nodes; node++) {
      int base = node / size * size;
      for (int other = base; other < base + size; other++) {
        if (other > node || (other < node && (node + other) % 3 == 0)) {
          arcs.add(new int[] {node, other});
        }
      }

      arcs.add(new int[] {node, (node + size) % nodes});
      arcs.add(new int[] {node, (node + 1) % nodes});
    }

    return of(nodes, arcs);
  }

  /** The same arcs with weights between .1 and 10 that both directions of an edge share. */
  static AdjacencyBlock weighted(AdjacencyBlock graph) {
    float[] weights = new float[graph.arcs()];
    for (int node = 0; node < graph.rows(); node++) {
      for (int i = graph.offsets()[node]; i < graph.offsets()[node + 1]; i++) {
        int other = graph.targets()[i];
        long key = Seeds.key(4, Purpose.QUERY, Math.min(node, other), Math.max(node, other));
        weights[i] = (float) Math.pow(10, 2 * Seeds.unit(key) - 1);
      }
    }

    return new AdjacencyBlock(0, graph.offsets(), graph.targets(), weights);
  }

  /** Sorts arcs into rows, each once. */
  static AdjacencyBlock of(int nodes, List<int[]> arcs) {
    List<TreeSet<Integer>> rows = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      rows.add(new TreeSet<>());
    }

    arcs.forEach(arc -> rows.get(arc[0]).add(arc[1]));
    int[] offsets = new int[nodes + 1];
    for (int node = 0; node < nodes; node++) {
      offsets[node + 1] = offsets[node] + rows.get(node).size();
    }

    int[] targets = rows.stream().flatMap(TreeSet::stream).mapToInt(Integer::intValue).toArray();
    return new AdjacencyBlock(0, offsets, targets, null);
  }

  /** Hashes as if the original ids were the indices. */
  static long[] hashes(AdjacencyBlock graph) {
    long[] hashes = new long[graph.rows()];
    for (int node = 0; node < hashes.length; node++) {
      hashes[node] = NodeHash.of(node);
    }

    return hashes;
  }
}
