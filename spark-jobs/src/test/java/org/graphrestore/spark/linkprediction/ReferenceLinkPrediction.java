package org.graphrestore.spark.linkprediction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.graphrestore.reconstruction.ScoreKind;

/** Link prediction by the definitions: lists of everything, full sorts, double loops. */
final class ReferenceLinkPrediction {
  private final int nodes;
  private final boolean directed;
  private final int dim;
  private final float[] vectors;
  private final List<Row> test;
  private final Set<List<Long>> trained = new HashSet<>();
  private final Set<List<Long>> edges = new HashSet<>();

  ReferenceLinkPrediction(LinkSplit split, int dim, float[] vectors) {
    this.nodes = (int) split.training().nodes();
    this.directed = split.training().directed();
    this.dim = dim;
    this.vectors = vectors;
    this.test = split.edges(LinkSplit.TEST).orderBy("src", "dst").collectAsList();
    for (Row arc : split.training().arcTable().collectAsList()) {
      trained.add(List.of(arc.getLong(0), arc.getLong(1)));
    }
    edges.addAll(trained);
    for (String table : List.of(LinkSplit.TEST, LinkSplit.VALIDATION)) {
      for (Row edge : split.edges(table).collectAsList()) {
        edges.add(List.of(edge.getLong(0), edge.getLong(1)));
        if (!directed) {
          edges.add(List.of(edge.getLong(1), edge.getLong(0)));
        }
      }
    }
  }

  /** A score: the kind's, or the product of degrees for null. */
  double score(ScoreKind kind, long u, long v) {
    if (kind == null) {
      return (double) degree(u) * degree(v);
    }

    double dot = 0;
    double uu = 0;
    double vv = 0;
    double distance = 0;
    for (int k = 0; k < dim; k++) {
      double a = vectors[(int) u * dim + k];
      double b = vectors[(int) v * dim + k];
      dot += a * b;
      uu += a * a;
      vv += b * b;
      distance = Math.fma(a - b, a - b, distance);
    }
    return switch (kind) {
      case DOT -> dot;
      case COSINE -> dot * (1 / Math.sqrt(uu)) * (1 / Math.sqrt(vv));
      case L2 -> -distance;
      default -> throw new IllegalArgumentException(kind.label());
    };
  }

  private long degree(long node) {
    return trained.stream().filter(arc -> arc.get(0) == node).count()
        + (directed ? trained.stream().filter(arc -> arc.get(1) == node).count() : 0);
  }

  double commonNeighbours(long u, long v) {
    return shared(u, v).count();
  }

  double adamicAdar(long u, long v) {
    return shared(u, v).mapToDouble(w -> 1 / StrictMath.log((double) degree(w))).sum();
  }

  private java.util.stream.LongStream shared(long u, long v) {
    return java.util.stream.LongStream.range(0, nodes)
        .filter(w -> trained.contains(List.of(u, w)) && trained.contains(List.of(v, w)));
  }

  List<List<Long>> positives() {
    return test.stream().map(row -> List.of(row.getLong(0), row.getLong(1))).toList();
  }

  /** The drawn non-edges, in the order of (src, dst). */
  List<List<Long>> negatives(int each, long seed) {
    List<List<Long>> free = new ArrayList<>();
    for (long u = 0; u < nodes; u++) {
      for (long v = 0; v < nodes; v++) {
        if (u != v && !edges.contains(List.of(u, v))) {
          free.add(List.of(u, v));
        }
      }
    }
    List<List<Long>> drawn = new ArrayList<>();
    for (Row edge : test) {
      long key = Seeds.key(seed, Purpose.LINK_NEGATIVE, edge.getLong(4), edge.getLong(5));
      for (int i = 0; i < each; i++) {
        List<Long> pair = free.get(Seeds.bounded(Seeds.draw(key, i), free.size()));
        drawn.add(directed || pair.get(0) < pair.get(1) ? pair : List.of(pair.get(1), pair.get(0)));
      }
    }
    drawn.sort(
        Comparator.<List<Long>>comparingLong(pair -> pair.get(0))
            .thenComparingLong(pair -> pair.get(1)));
    return drawn;
  }

  static double auc(List<Double> positives, List<Double> negatives) {
    double wins = 0;
    for (double p : positives) {
      for (double n : negatives) {
        wins += p > n ? 1 : p == n ? 0.5 : 0;
      }
    }
    return wins / positives.size() / negatives.size();
  }

  /** For every distinct score from above: precision there times what recall gains. */
  static double averagePrecision(List<Double> positives, List<Double> negatives) {
    List<Double> thresholds = new ArrayList<>(new HashSet<>(positives));
    thresholds.sort(Collections.reverseOrder());
    double sum = 0;
    double recallBefore = 0;
    for (double threshold : thresholds) {
      double found = positives.stream().filter(s -> s >= threshold).count();
      double wrong = negatives.stream().filter(s -> s >= threshold).count();
      double recall = found / positives.size();
      sum += (recall - recallBefore) * found / (found + wrong);
      recallBefore = recall;
    }
    return sum;
  }

  /** Mean reciprocal rank, then hits at 1, 10, 50, 100; among drawn candidates, or all for 0. */
  double[] ranks(ScoreKind kind, int candidates, long seed) {
    double[] sums = new double[5];
    for (Row edge : test) {
      add(sums, kind, edge, true, candidates, seed);
      add(sums, kind, edge, false, candidates, seed);
    }
    return DoubleStream.of(sums).map(sum -> sum / (2 * test.size())).toArray();
  }

  private void add(
      double[] sums, ScoreKind kind, Row edge, boolean fromSrc, int candidates, long seed) {
    long head = edge.getLong(fromSrc ? 0 : 1);
    long tail = edge.getLong(fromSrc ? 1 : 0);
    boolean incoming = directed && !fromSrc;
    List<Long> others = new ArrayList<>();
    for (long w = 0; w < nodes; w++) {
      if (w != head && !edges.contains(incoming ? List.of(w, head) : List.of(head, w))) {
        others.add(w);
      }
    }
    List<Long> among = others;
    if (candidates > 0) {
      long key =
          Seeds.key(
              seed,
              Purpose.LINK_NEGATIVE,
              edge.getLong(fromSrc ? 4 : 5),
              edge.getLong(fromSrc ? 5 : 4),
              incoming ? 2 : 1);
      among =
          IntStream.range(0, others.isEmpty() ? 0 : candidates)
              .mapToObj(i -> others.get(Seeds.bounded(Seeds.draw(key, i), others.size())))
              .toList();
    }
    double truth = score(kind, head, tail);
    List<Double> sorted = new ArrayList<>();
    among.forEach(w -> sorted.add(score(kind, head, w)));
    sorted.add(truth);
    sorted.sort(Collections.reverseOrder());
    int first = sorted.indexOf(truth);
    int last = sorted.lastIndexOf(truth);
    sums[0] += 1 / ((first + last) / 2.0 + 1);
    int[] cutoffs = {1, 10, 50, 100};
    for (int c = 0; c < cutoffs.length; c++) {
      double inside = 0;
      for (int place = first; place <= last; place++) {
        inside += place < cutoffs[c] ? 1 : 0;
      }
      sums[c + 1] += inside / (last - first + 1);
    }
  }
}
