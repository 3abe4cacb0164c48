package org.graphrestore.spark.reconstruction;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.global.GemFormula;
import org.graphrestore.reconstruction.global.GemRow;
import org.graphrestore.reconstruction.global.GlobalSummary;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.UserMistakeException;
import scala.Tuple2;

/**
 * What GEM's evaluation would print of a graph and its vectors ({@link GemFormula}). GEM numbers
 * nodes from 0, and an undirected graph's figures depend on the numbers: here they are the places
 * of the ids in their order.
 */
final class GemJob {
  /** GEM holds all pairs; here tasks read the whole graph and the driver the order of the nodes. */
  static final int MAX_NODES = 50_000;

  private final JavaSparkContext context;
  private final NumberedInputs inputs;
  private final int nodes;
  private final int dim;
  private final boolean directed;

  GemJob(JavaSparkContext context, GraphStore graph, EvaluationInputs inputs, int dim) {
    this.context = context;
    this.nodes = Math.toIntExact(graph.nodes());
    this.inputs = NumberedInputs.of(inputs, order(graph));
    this.dim = dim;
    this.directed = graph.directed();
  }

  /** Refuses graphs that are too large. */
  static void require(GraphStore graph) {
    if (graph.nodes() > MAX_NODES) {
      throw new UserMistakeException(
          String.format(
              Locale.ROOT,
              "GEM's figures are for at most %,d nodes, and the graph in %s has %,d; set"
                  + " reconstruct.gem=false, or take a sample of the graph, as GEM does",
              MAX_NODES,
              graph.path(),
              graph.nodes()));
    }
  }

  private static int[] order(GraphStore graph) {
    return graph.nodeTable().orderBy(col("id")).select("index").collectAsList().stream()
        .mapToInt(row -> (int) row.getLong(0))
        .toArray();
  }

  /** Computes the figures of a score. */
  GlobalSummary.Gem run(ScoreKind score) {
    GlobalJob all = new GlobalJob(context, inputs, nodes, dim, directed, null, null);
    GlobalPairs work = all.work(score, directed);
    context.setJobDescription("GEM's average precision by " + score.label());
    List<Integer> tasks = IntStream.range(0, work.tasks()).boxed().toList();
    List<Tuple2<double[], long[]>> found =
        context.parallelize(tasks, tasks.size()).map(task -> rows(work, task)).collect();
    double[] averages = found.stream().flatMapToDouble(f -> Arrays.stream(f._1())).toArray();
    long[] degrees = found.stream().flatMapToLong(f -> Arrays.stream(f._2()).skip(1)).toArray();
    long predicted = found.stream().mapToLong(f -> f._2()[0]).sum();
    long edges = Arrays.stream(degrees).sum();
    List<GlobalSummary.At> precision = new ArrayList<>();
    List<Long> cutoffs = new ArrayList<>(GemFormula.positions());
    cutoffs.add(edges);
    // GEM prints a dash where its list is not longer than the cut-off.
    long[] places =
        cutoffs.stream().mapToLong(n -> n).filter(n -> n > 0 && n < predicted).toArray();
    double[] hits = all.hits(work, places);
    Double edgePrecision = null;
    for (int i = 0; i < places.length; i++) {
      if (places[i] == edges) {
        edgePrecision = hits[i] / places[i];
      }

      if (GemFormula.positions().contains(places[i])
          && precision.stream().noneMatch(at -> at.n() == edges)) {
        precision.add(new GlobalSummary.At(places[i], places[i], hits[i] / places[i]));
      }
    }

    return new GlobalSummary.Gem(
        score.label(),
        !directed,
        predicted,
        edges,
        GemFormula.map(
            averages, Arrays.stream(degrees).mapToInt(Math::toIntExact).toArray(), !directed),
        precision,
        edgePrecision);
  }

  /** Returns the average precision of some nodes; the predicted pairs, and the degrees. */
  private static Tuple2<double[], long[]> rows(GlobalPairs work, int task) {
    long first = work.cuts()[task];
    int count = (int) (work.cuts()[task + 1] - first);
    AdjacencyBlock truth = work.neighbours(first, count);
    double[] trueScores = new double[truth.arcs()];
    Arrays.fill(trueScores, Double.NaN);
    work.scan(
        task,
        (u, v, scores, from, length) -> {
          int row = (int) (u - first);
          for (int at = truth.offsets()[row]; at < truth.offsets()[row + 1]; at++) {
            long place = truth.targets()[at] - v;
            if (place >= 0 && place < length) {
              trueScores[at] = scores[from + (int) place];
            }
          }
        });
    GemRow[] gemRows = new GemRow[count];
    long[] numbers = new long[1 + count];
    for (int row = 0; row < count; row++) {
      int start = truth.offsets()[row];
      int end = truth.offsets()[row + 1];
      // Nodes that are not candidates, numbered below, have no score.
      int[] kept =
          IntStream.range(start, end)
              .filter(at -> !Double.isNaN(trueScores[at]))
              .filter(at -> GemFormula.predicts(work.score(), trueScores[at]))
              .toArray();
      gemRows[row] =
          new GemRow(
              Arrays.stream(kept).mapToDouble(at -> trueScores[at]).toArray(),
              Arrays.stream(kept).map(at -> truth.targets()[at]).toArray());
      numbers[1 + row] = (long) end - start;
    }

    work.scan(
        task,
        (u, v, scores, from, length) -> {
          GemRow row = gemRows[(int) (u - first)];
          for (int i = 0; i < length; i++) {
            double score = scores[from + i];
            if (v + i != u && GemFormula.predicts(work.score(), score)) {
              numbers[0]++;
              row.add(score, (int) v + i);
            }
          }
        });
    return new Tuple2<>(
        Arrays.stream(gemRows).mapToDouble(GemRow::averagePrecision).toArray(), numbers);
  }
}
