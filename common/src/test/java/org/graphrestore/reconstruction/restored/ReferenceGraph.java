package org.graphrestore.reconstruction.restored;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;

/** A small graph as a matrix, and every statistic by its definition. */
public final class ReferenceGraph {
  private final boolean[][] joined;

  private ReferenceGraph(int nodes) {
    this.joined = new boolean[nodes][nodes];
  }

  /** Draws a graph: few to many edges, some nodes isolated. */
  static ReferenceGraph draw(long seed, int nodes) {
    ReferenceGraph graph = new ReferenceGraph(nodes);
    Random random = new Random(seed);
    int edges = random.nextInt(6 * nodes);
    for (int e = 0; e < edges; e++) {
      // Squares make hubs.
      int u = random.nextInt(1 + random.nextInt(nodes));
      int v = random.nextInt(Math.max(1, nodes * 4 / 5));
      graph.join(u, v);
    }
    return graph;
  }

  /** Makes a graph of neighbours. */
  public static ReferenceGraph of(List<List<Integer>> neighbours) {
    ReferenceGraph graph = new ReferenceGraph(neighbours.size());
    for (int u = 0; u < neighbours.size(); u++) {
      for (int v : neighbours.get(u)) {
        graph.join(u, v);
      }
    }
    return graph;
  }

  private void join(int u, int v) {
    if (u != v) {
      joined[u][v] = true;
      joined[v][u] = true;
    }
  }

  int nodes() {
    return joined.length;
  }

  /** Returns the neighbours of a block's nodes. */
  public AdjacencyBlock block(BlockLayout layout, int block) {
    int rows = layout.rows(block);
    int first = (int) layout.firstIndex(block);
    int[] offsets = new int[rows + 1];
    IntStream.Builder targets = IntStream.builder();
    for (int row = 0; row < rows; row++) {
      int u = first + row;
      IntStream.range(0, nodes()).filter(v -> joined[u][v]).forEach(targets::add);
      offsets[row + 1] = offsets[row] + degree(u);
    }
    return new AdjacencyBlock(first, offsets, targets.build().toArray(), null);
  }

  private int degree(int u) {
    return (int) IntStream.range(0, nodes()).filter(v -> joined[u][v]).count();
  }

  long edges() {
    return IntStream.range(0, nodes()).map(this::degree).sum() / 2;
  }

  /** Triangles that a node is part of. */
  private long triangles(int u) {
    long count = 0;
    for (int v = 0; v < nodes(); v++) {
      for (int w = 0; w < v; w++) {
        count += joined[u][v] && joined[u][w] && joined[v][w] ? 1 : 0;
      }
    }
    return count;
  }

  long triangles() {
    return IntStream.range(0, nodes()).mapToLong(this::triangles).sum() / 3;
  }

  double meanClustering() {
    return IntStream.range(0, nodes())
            .filter(u -> degree(u) > 1)
            .mapToDouble(u -> 2.0 * triangles(u) / (degree(u) * (degree(u) - 1.0)))
            .sum()
        / nodes();
  }

  double transitivity() {
    double paths =
        IntStream.range(0, nodes()).mapToDouble(u -> degree(u) * (degree(u) - 1.0) / 2).sum();
    return paths == 0 ? 0 : 3 * triangles() / paths;
  }

  /** The correlation of two columns: the degrees at the first and the second end of every arc. */
  double assortativity() {
    double[] firsts = arcEnds(true);
    double[] seconds = arcEnds(false);
    double mean = Arrays.stream(firsts).average().orElse(0);
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < firsts.length; i++) {
      covariance += (firsts[i] - mean) * (seconds[i] - mean);
      variance += (firsts[i] - mean) * (firsts[i] - mean);
    }
    return variance < 1e-9 ? Double.NaN : covariance / variance;
  }

  private double[] arcEnds(boolean first) {
    return IntStream.range(0, nodes() * nodes())
        .filter(i -> joined[i / nodes()][i % nodes()])
        .mapToDouble(i -> degree(first ? i / nodes() : i % nodes()))
        .toArray();
  }

  int[] distances(int source) {
    int[] distances = new int[nodes()];
    Arrays.fill(distances, -1);
    distances[source] = 0;
    Deque<Integer> queue = new ArrayDeque<>(List.of(source));
    while (!queue.isEmpty()) {
      int u = queue.remove();
      for (int v = 0; v < nodes(); v++) {
        if (joined[u][v] && distances[v] < 0) {
          distances[v] = distances[u] + 1;
          queue.add(v);
        }
      }
    }
    return distances;
  }
}
