package org.graphrestore.walk;

import java.util.Arrays;

/** Candidates of walkers of a group that hang on arcs which are not at hand. Not thread-safe. */
final class OpenQuestions {
  private final int most;
  private final int[] counts;
  private final int[] nodes;
  private final double[] heights;

  /**
   * Makes room.
   *
   * @param walkers places of the group
   * @param most candidates of a walker
   */
  OpenQuestions(int walkers, int most) {
    this.most = most;
    this.counts = new int[walkers];
    this.nodes = new int[walkers * most];
    this.heights = new double[walkers * most];
  }

  void clear() {
    Arrays.fill(counts, 0);
  }

  void add(int walker, int node, double height) {
    int at = walker * most + counts[walker]++;
    nodes[at] = node;
    heights[at] = height;
  }

  boolean any(int walker) {
    return counts[walker] > 0;
  }

  boolean full(int walker) {
    return counts[walker] == most;
  }

  /** Returns the node of a walker's first candidate. */
  int first(int walker) {
    return nodes[walker * most];
  }

  /** Adds the candidates to the walker that was put into a box last. */
  void copyTo(Travellers box, int walker) {
    for (int j = walker * most; j < walker * most + counts[walker]; j++) {
      box.addCandidate(nodes[j], heights[j]);
    }
  }
}
