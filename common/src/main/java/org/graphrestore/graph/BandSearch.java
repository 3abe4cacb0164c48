package org.graphrestore.graph;

import java.util.Arrays;

/**
 * Which nodes lie in which band of weighted distance from a node: Dijkstra's algorithm, as far as
 * the last band reaches. Band k, from 0, are the nodes at a distance above {@code ends[k - 1]} (0
 * for the first) and up to {@code ends[k]}.
 *
 * <p>A distance is the least sum of lengths over all paths, added in double along the path from the
 * node; it does not depend on the order in which nodes are settled, for adding a length never makes
 * a distance less.
 *
 * <p>The arcs are shared between searches; each has 16 bytes a node of its own. Cost of a search:
 * arcs of the nodes it settles, times the logarithm of those that wait. Not thread-safe.
 */
public final class BandSearch {
  private final AdjacencyBlock outgoing;
  private final double[] lengths;
  private final double[] ends;
  private final double[] distances;
  private final int[] places;
  private int[] heap = new int[64];
  private int size;

  /**
   * Prepares searches.
   *
   * @param outgoing out-neighbours of all nodes
   * @param lengths length of every arc, above 0; infinite ones lead nowhere
   * @param ends upper ends of the bands, ascending
   */
  public BandSearch(AdjacencyBlock outgoing, double[] lengths, double[] ends) {
    if (outgoing.firstIndex() != 0 || lengths.length != outgoing.arcs()) {
      throw new IllegalArgumentException(
          "Found " + lengths.length + " lengths for the " + outgoing.arcs() + " arcs of all nodes");
    }

    this.outgoing = outgoing;
    this.lengths = lengths;
    this.ends = ends.clone();
    this.distances = new double[outgoing.rows()];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    this.places = new int[outgoing.rows()];
  }

  /** Returns the nodes of every band, ascending. */
  public int[][] search(int from) {
    int[] settled = new int[64];
    int count = 0;
    distances[from] = 0;
    push(from);
    while (size > 0) {
      int node = pop();
      if (count == settled.length) {
        settled = Arrays.copyOf(settled, 2 * count);
      }
      settled[count++] = node;
      for (int at = outgoing.offsets()[node]; at < outgoing.offsets()[node + 1]; at++) {
        relax(outgoing.targets()[at], distances[node] + lengths[at]);
      }
    }

    int[][] bands = bands(settled, count);
    for (int i = 0; i < count; i++) {
      distances[settled[i]] = Double.POSITIVE_INFINITY;
    }
    return bands;
  }

  private int[][] bands(int[] settled, int count) {
    int[][] bands = new int[ends.length][];
    // Nodes were settled by distance, the first being where the search began.
    int at = 1;
    for (int k = 0; k < ends.length; k++) {
      int first = at;
      while (at < count && distances[settled[at]] <= ends[k]) {
        at++;
      }
      bands[k] = Arrays.copyOfRange(settled, first, at);
      Arrays.sort(bands[k]);
    }
    return bands;
  }

  private void relax(int node, double distance) {
    if (distance <= ends[ends.length - 1] && distance < distances[node]) {
      boolean waits = distances[node] < Double.POSITIVE_INFINITY;
      distances[node] = distance;
      if (waits) {
        up(places[node]);
      } else {
        push(node);
      }
    }
  }

  private void push(int node) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    put(size, node);
    up(size++);
  }

  private int pop() {
    int top = heap[0];
    int last = heap[--size];
    if (size > 0) {
      put(0, last);
      down();
    }
    return top;
  }

  private void up(int from) {
    int at = from;
    int node = heap[at];
    while (at > 0 && distances[heap[(at - 1) / 2]] > distances[node]) {
      put(at, heap[(at - 1) / 2]);
      at = (at - 1) / 2;
    }
    put(at, node);
  }

  private void down() {
    int at = 0;
    int node = heap[0];
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && distances[heap[child + 1]] < distances[heap[child]]) {
        child++;
      }
      if (distances[heap[child]] >= distances[node]) {
        break;
      }
      put(at, heap[child]);
      at = child;
    }
    put(at, node);
  }

  private void put(int at, int node) {
    heap[at] = node;
    places[node] = at;
  }
}
