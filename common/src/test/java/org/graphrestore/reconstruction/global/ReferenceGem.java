package org.graphrestore.reconstruction.global;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * GEM's evaluation step by step: a list of predicted pairs in the order of their nodes, sorted by
 * score without changing the order of equal ones; as slow as GEM.
 */
final class ReferenceGem {
  private final double[][] scores;
  private final boolean[][] edges;
  private final boolean undirected;

  private record Pair(int from, int to, double score) {}

  ReferenceGem(double[][] scores, boolean[][] edges, boolean undirected) {
    this.scores = scores;
    this.edges = edges;
    this.undirected = undirected;
  }

  private List<Pair> predicted() {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        boolean asked = j != i && !(undirected && i >= j);
        if (asked && scores[i][j] > 0) {
          pairs.add(new Pair(i, j, scores[i][j]));
        }
      }
    }
    return pairs;
  }

  /** The share of edges among the first 1, 2, 3, ... pairs. */
  private List<Double> precisionCurve(List<Pair> pairs) {
    List<Pair> sorted = new ArrayList<>(pairs);
    sorted.sort(Comparator.comparingDouble(pair -> -pair.score));
    List<Double> curve = new ArrayList<>();
    double correct = 0;
    for (Pair pair : sorted) {
      correct += edges[pair.from][pair.to] ? 1 : 0;
      curve.add(correct / (curve.size() + 1));
    }
    return curve;
  }

  double averagePrecision(int node) {
    List<Pair> own = predicted().stream().filter(pair -> pair.from == node).toList();
    List<Double> curve = precisionCurve(own);
    List<Pair> sorted = new ArrayList<>(own);
    sorted.sort(Comparator.comparingDouble(pair -> -pair.score));
    double sum = 0;
    double found = 0;
    for (int i = 0; i < sorted.size(); i++) {
      if (edges[node][sorted.get(i).to]) {
        sum += curve.get(i);
        found++;
      }
    }
    return found == 0 ? 0 : sum / found;
  }

  double map() {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < scores.length; i++) {
      boolean any = false;
      for (boolean edge : edges[i]) {
        any |= edge;
      }
      if (undirected || any) {
        sum += averagePrecision(i);
        count++;
      }
    }
    return sum / count;
  }

  double precisionAt(int place) {
    return precisionCurve(predicted()).get(place - 1);
  }
}
