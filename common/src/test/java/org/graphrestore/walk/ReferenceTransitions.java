package org.graphrestore.walk;

import java.util.Arrays;
import java.util.stream.IntStream;
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
      } else if (params.law() == WalkLaw.NODE2VEC_PLUS && previous != Walkers.NO_NODE) {
        mass[i] *= alphaPlus(graph, params, previous, v, x);
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

  /** Liu, Hirn and Krishnan, Bioinformatics 2023, section 2.2, case by case. */
  private static double alphaPlus(AdjacencyBlock graph, WalkParams params, int t, int v, int x) {
    if (x == t) {
      return 1 / params.p();
    }

    double gamma = params.laws().gamma();
    double fromBefore = weight(graph, t, x) / threshold(graph, x, gamma);
    if (fromBefore >= 1) {
      return 1;
    }

    if (weight(graph, v, x) < threshold(graph, v, gamma)) {
      return Math.min(1, 1 / params.q());
    }

    // Of a node without arcs the threshold is 0: an arc to it is tight, and none is far.
    double share = weight(graph, t, x) > 0 ? fromBefore : 0;
    return 1 / params.q() + (1 - 1 / params.q()) * share;
  }

  private static double weight(AdjacencyBlock graph, int from, int to) {
    for (int i = graph.offsets()[from]; i < graph.offsets()[from + 1]; i++) {
      if (graph.targets()[i] == to) {
        return graph.weights() == null ? 1 : graph.weights()[i];
      }
    }

    return 0;
  }

  /** The mean of a node's weights, and so many standard deviations. */
  static float threshold(AdjacencyBlock graph, int node, double gamma) {
    int from = graph.offsets()[node];
    double[] weights =
        IntStream.range(from, graph.offsets()[node + 1])
            .mapToDouble(i -> graph.weights() == null ? 1 : graph.weights()[i])
            .toArray();
    double mean = Arrays.stream(weights).average().orElse(0);
    double variance = Arrays.stream(weights).map(w -> (w - mean) * (w - mean)).average().orElse(0);
    return (float) Math.max(0, mean + gamma * Math.sqrt(variance));
  }
}
