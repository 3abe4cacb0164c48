package org.graphrestore.reconstruction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * The obvious computation: one breadth-first search a query, all scores, a full sort. Shares
 * nothing with production but the definition of a score's bits (a sum over dimensions in order, in
 * double).
 */
final class ReferenceReconstruction {
  private ReferenceReconstruction() {}

  /** Distances from a node along arcs; -1 where there is no path. */
  static int[] distances(List<List<Integer>> out, int from) {
    int[] distances = new int[out.size()];
    java.util.Arrays.fill(distances, -1);
    distances[from] = 0;
    Deque<Integer> queue = new ArrayDeque<>(List.of(from));
    while (!queue.isEmpty()) {
      int node = queue.remove();
      for (int next : out.get(node)) {
        if (distances[next] < 0) {
          distances[next] = distances[node] + 1;
          queue.add(next);
        }
      }
    }
    return distances;
  }

  static double score(ScoreKind kind, float[] u, float[] v) {
    double dot = 0;
    double uu = 0;
    double vv = 0;
    double squares = 0;
    for (int k = 0; k < u.length; k++) {
      dot += (double) u[k] * v[k];
      uu += (double) u[k] * u[k];
      vv += (double) v[k] * v[k];
      double difference = (double) u[k] - v[k];
      squares = Math.fma(difference, difference, squares);
    }
    return switch (kind) {
      case DOT, SOURCE_TARGET -> dot;
      case COSINE -> dot * (1 / Math.sqrt(uu)) * (1 / Math.sqrt(vv));
      case L2 -> -squares;
      case FITTED -> throw new IllegalArgumentException("A fitted score is not of two vectors");
    };
  }

  /** A candidate with its rank: the mean place of those with the same score. */
  record Ranked(int node, double score, double rank) {}

  /** All candidates of a query, best first. */
  static List<Ranked> ranking(ScoreKind kind, List<float[]> vectors, int query) {
    return ranking(vectors.size(), query, v -> score(kind, vectors.get(query), vectors.get(v)));
  }

  /** All candidates of a query by a baseline, best first. */
  static List<Ranked> ranking(Baseline baseline, List<List<Integer>> out, int query) {
    return ranking(out.size(), query, v -> paths(baseline, out, query, v));
  }

  /** Edges into a node, or paths of two edges; loops left out. */
  private static double paths(Baseline baseline, List<List<Integer>> out, int query, int v) {
    int count = 0;
    for (int w = 0; w < out.size(); w++) {
      boolean into = w != v && out.get(w).contains(v);
      boolean from = w != query && out.get(query).contains(w);
      count += into && (baseline == Baseline.DEGREE || from) ? 1 : 0;
    }
    return count;
  }

  private static List<Ranked> ranking(int nodes, int query, IntToDoubleFunction score) {
    List<Integer> order = new ArrayList<>();
    double[] scores = new double[nodes];
    for (int v = 0; v < nodes; v++) {
      if (v != query) {
        order.add(v);
        double computed = score.applyAsDouble(v);
        // A node without a vector comes last, and to it all are alike.
        scores[v] = Double.isNaN(computed) ? Double.NEGATIVE_INFINITY : computed;
      }
    }
    order.sort(Comparator.comparingDouble((Integer v) -> scores[v]).reversed());
    List<Ranked> ranking = new ArrayList<>();
    for (int i = 0; i < order.size(); ) {
      int j = i;
      while (j < order.size() && scores[order.get(j)] == scores[order.get(i)]) {
        j++;
      }
      // Places i+1 .. j share their mean.
      double rank = (i + 1 + j) / 2.0;
      for (int k = i; k < j; k++) {
        ranking.add(new Ranked(order.get(k), scores[order.get(k)], rank));
      }
      i = j;
    }
    return ranking;
  }

  /** Average precision; 0 where nothing is true. */
  static double averagePrecision(List<Ranked> ranking, int[] distances, int from, int to) {
    double sum = 0;
    int found = 0;
    for (Ranked candidate : ranking) {
      if (distances[candidate.node()] >= from && distances[candidate.node()] <= to) {
        found++;
        sum += found / candidate.rank();
      }
    }
    return found == 0 ? 0 : sum / found;
  }

  static long size(int[] distances, int from, int to) {
    return java.util.Arrays.stream(distances).filter(d -> d >= from && d <= to).count();
  }

  /** Precision at n: the tied candidates at the cut count by their share of true ones. */
  static double precision(List<Ranked> ranking, int[] distances, int from, int to, int n) {
    double hits = 0;
    for (int i = 0; i < Math.min(n, ranking.size()); i++) {
      double score = ranking.get(i).score();
      long tied = ranking.stream().filter(c -> c.score() == score).count();
      long trueTied =
          ranking.stream()
              .filter(c -> c.score() == score)
              .filter(c -> distances[c.node()] >= from && distances[c.node()] <= to)
              .count();
      hits += (double) trueTied / tied;
    }
    return hits / n;
  }

  /** NDCG: a tied node gains the mean discount of the tie's places. */
  static double ndcg(List<Ranked> ranking, int[] distances, int from, int to) {
    double gain = 0;
    double ideal = 0;
    int found = 0;
    for (Ranked candidate : ranking) {
      if (isTrue(candidate, distances, from, to)) {
        double places = 0;
        int tied = 0;
        for (int place = 1; place <= ranking.size(); place++) {
          if (ranking.get(place - 1).score() == candidate.score()) {
            places += Math.log(2) / Math.log(place + 1);
            tied++;
          }
        }
        gain += places / tied;
        found++;
        ideal += Math.log(2) / Math.log(found + 1);
      }
    }
    return found == 0 ? 0 : gain / ideal;
  }

  /** The share of ordered pairs of a true and a false candidate; NaN where there is none. */
  static double auc(List<Ranked> ranking, int[] distances, int from, int to) {
    double won = 0;
    long pairs = 0;
    for (Ranked good : ranking) {
      for (Ranked bad : ranking) {
        if (isTrue(good, distances, from, to) && !isTrue(bad, distances, from, to)) {
          pairs++;
          won += good.score() > bad.score() ? 1 : good.score() == bad.score() ? 0.5 : 0;
        }
      }
    }
    return pairs == 0 ? Double.NaN : won / pairs;
  }

  /** One over the place of the first true node, averaged over all orders of its tie. */
  static double reciprocalRank(List<Ranked> ranking, int[] distances, int from, int to) {
    for (int first = 0; first < ranking.size(); first++) {
      if (isTrue(ranking.get(first), distances, from, to)) {
        double score = ranking.get(first).score();
        long before = ranking.stream().filter(c -> c.score() > score).count();
        List<Ranked> tied = ranking.stream().filter(c -> c.score() == score).toList();
        long good = tied.stream().filter(c -> isTrue(c, distances, from, to)).count();
        return reciprocalRank(before, tied.size(), good);
      }
    }
    return 0;
  }

  /** The next place holds a true node, or not, and then the tie is smaller by one. */
  private static double reciprocalRank(long before, long tied, long good) {
    double next = (double) good / tied;
    double otherwise = good == tied ? 0 : (1 - next) * reciprocalRank(before + 1, tied - 1, good);
    return next / (before + 1) + otherwise;
  }

  /** Average precision of all candidates in order of distance, a shell's nodes in any order. */
  static double ceiling(int[] distances, int from, int to) {
    int[] ordered =
        java.util.Arrays.stream(distances).filter(d -> d > 0 && d <= to).sorted().toArray();
    double sum = 0;
    int found = 0;
    for (int place = 1; place <= ordered.length; place++) {
      if (ordered[place - 1] >= from) {
        found++;
        sum += (double) found / place;
      }
    }
    return found == 0 ? 0 : sum / found;
  }

  private static boolean isTrue(Ranked candidate, int[] distances, int from, int to) {
    return distances[candidate.node()] >= from && distances[candidate.node()] <= to;
  }
}
