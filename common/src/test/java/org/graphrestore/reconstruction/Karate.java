package org.graphrestore.reconstruction;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Zachary's karate club (W. W. Zachary, "An information flow model for conflict and fission in
 * small groups", Journal of Anthropological Research 33, 1977): 34 members, numbered from 0 here
 * and from 1 in the paper, and 78 ties.
 */
final class Karate {
  private static final String EDGES =
      """
      0-1 0-2 0-3 0-4 0-5 0-6 0-7 0-8 0-10 0-11 0-12 0-13 0-17 0-19 0-21 0-31 1-2 1-3 1-7
      1-13 1-17 1-19 1-21 1-30 2-3 2-7 2-8 2-9 2-13 2-27 2-28 2-32 3-7 3-12 3-13 4-6 4-10 5-6
      5-10 5-16 6-16 8-30 8-32 8-33 9-33 13-33 14-32 14-33 15-32 15-33 18-32 18-33 19-33
      20-32 20-33 22-32 22-33 23-25 23-27 23-29 23-32 23-33 24-25 24-27 24-31 25-31 26-29
      26-33 27-33 28-31 28-33 29-32 29-33 30-32 30-33 31-32 31-33 32-33
      """;

  private Karate() {}

  /** Neighbours of every member, ascending. */
  static List<List<Integer>> neighbours() {
    List<TreeSet<Integer>> sets = new ArrayList<>();
    for (int i = 0; i < 34; i++) {
      sets.add(new TreeSet<>());
    }
    for (String edge : EDGES.trim().split("\\s+")) {
      int dash = edge.indexOf('-');
      int u = Integer.parseInt(edge.substring(0, dash));
      int v = Integer.parseInt(edge.substring(dash + 1));
      sets.get(u).add(v);
      sets.get(v).add(u);
    }
    return sets.stream().map(set -> (List<Integer>) new ArrayList<>(set)).toList();
  }

  /** The simplest embedding: a member's number of ties. The dot product ranks by degree. */
  static List<float[]> degrees() {
    return neighbours().stream().map(list -> new float[] {list.size()}).toList();
  }
}
