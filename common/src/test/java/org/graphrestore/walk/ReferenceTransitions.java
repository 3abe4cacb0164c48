package org.graphrestore.walk;

import java.util.Arrays;
import org.graphrestore.graph.AdjacencyBlock;

/** The transition probabilities of every law, written down as the papers do. */
final class ReferenceTransitions {
  private ReferenceTransitions() {}

  /**
   * Returns the probability of every out-neighbour of {@code v}, in ascending order.
   *
   * @param previous the node before, or {@link Walkers#NO_NODE}
   */
  static double[] of(AdjacencyBlock graph, WalkParams params, int previous, int v) {
    int from = graph.offsets()[v];
    double[] mass = new double[graph.degree(v)];
    double sum = 0;
    for (int i = 0; i < mass.length; i++) {
      int x = graph.targets()[from + i];
      boolean byWeight = params.law() != WalkLaw.UNIFORM && graph.weights() != null;
      mass[i] = byWeight ? graph.weights()[from + i] : 1;
      if (params.law() == WalkLaw.NODE2VEC && previous != Walkers.NO_NODE) {
        mass[i] *= alpha(graph, params, previous, x);
      }

      sum += mass[i];
    }

    for (int i = 0; i < mass.length; i++) {
      mass[i] /= sum;
    }

    return mass;
  }

  private static double alpha(AdjacencyBlock graph, WalkParams params, int t, int x) {
    if (x == t) {
      return 1 / params.p();
    }

    int[] neighbours =
        Arrays.copyOfRange(graph.targets(), graph.offsets()[t], graph.offsets()[t + 1]);
    return Arrays.stream(neighbours).anyMatch(y -> y == x) ? 1 : 1 / params.q();
  }
}
