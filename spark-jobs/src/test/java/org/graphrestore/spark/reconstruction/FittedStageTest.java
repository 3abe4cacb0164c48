package org.graphrestore.spark.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.reconstruction.EvaluationPlan;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.reconstruction.ReconstructionSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.HopSummary;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fitted score is that of dense matrices and full sorts, for any cut of the work. */
class FittedStageTest extends SparkTest {
  private static final int NODES = 90;
  private static final int HOPS = 3;
  private static final int WIDTH = SmallEvaluation.DIM + 1;

  private static final ReconstructionParams PARAMS =
      new ReconstructionParams(
          HOPS, List.of(ScoreKind.COSINE, ScoreKind.FITTED), OptionalInt.empty(), 0, 0.95, 2, 1);

  private static double[] features(SmallEvaluation small, int node) {
    double[] x = new double[WIDTH];
    double square = 0;
    for (int k = 0; k < SmallEvaluation.DIM; k++) {
      x[k] = small.vectors[node * SmallEvaluation.DIM + k];
      square += x[k] * x[k];
    }
    for (int k = 0; k < SmallEvaluation.DIM; k++) {
      x[k] /= Math.sqrt(square);
    }
    x[WIDTH - 1] = 1;
    return x;
  }

  /** Solves A X = B by elimination with pivots. */
  private static double[][] solve(double[][] a, double[][] b) {
    int n = a.length;
    double[][] m = new double[n][2 * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(a[i], 0, m[i], 0, n);
      System.arraycopy(b[i], 0, m[i], n, n);
    }
    for (int c = 0; c < n; c++) {
      int pivot = c;
      for (int r = c; r < n; r++) {
        pivot = Math.abs(m[r][c]) > Math.abs(m[pivot][c]) ? r : pivot;
      }
      double[] swap = m[c];
      m[c] = m[pivot];
      m[pivot] = swap;
      for (int r = 0; r < n; r++) {
        double factor = m[r][c] / m[c][c];
        for (int k = c; r != c && k < 2 * n; k++) {
          m[r][k] -= factor * m[c][k];
        }
      }
    }
    double[][] x = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        x[i][j] = m[i][n + j] / m[i][i];
      }
    }
    return x;
  }

  private static double[][] transposed(double[][] a) {
    double[][] t = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        t[j][i] = a[i][j];
      }
    }
    return t;
  }

  /** The decoder of distances from .. to, fitted to the nodes of even or odd index. */
  private static double[][] decoder(
      SmallEvaluation small, List<int[]> distances, int fold, int from, int to) {
    double[][] gram = new double[WIDTH][WIDTH];
    double[][] pairs = new double[WIDTH][WIDTH];
    double half = NODES / 2.0;
    for (int u = fold; u < NODES; u += 2) {
      double[] x = features(small, u);
      for (int i = 0; i < WIDTH; i++) {
        for (int j = 0; j < WIDTH; j++) {
          gram[i][j] += x[i] * x[j] / half;
        }
      }
      for (int v = fold; v < NODES; v += 2) {
        if (distances.get(u)[v] >= from && distances.get(u)[v] <= to) {
          double[] y = features(small, v);
          for (int i = 0; i < WIDTH; i++) {
            for (int j = 0; j < WIDTH; j++) {
              pairs[i][j] += x[i] * y[j] / half / half;
            }
          }
        }
      }
    }
    for (int k = 0; k < SmallEvaluation.DIM; k++) {
      gram[k][k] += 0.1 / SmallEvaluation.DIM;
    }
    return transposed(solve(gram, transposed(solve(gram, pairs))));
  }

  private static double averagePrecision(
      SmallEvaluation small, double[][] decoder, int[] distances, int query, int from, int to) {
    double[] x = features(small, query);
    float[] own = new float[WIDTH - 1];
    for (int k = 0; k < own.length; k++) {
      double sum = 0;
      for (int i = 0; i < WIDTH; i++) {
        sum += x[i] * decoder[i][k];
      }
      own[k] = (float) sum;
    }
    double[] scores = new double[NODES];
    for (int v = 0; v < NODES; v++) {
      double[] y = features(small, v);
      for (int k = 0; k < own.length; k++) {
        scores[v] += own[k] * y[k];
      }
    }
    List<Integer> truth =
        IntStream.range(0, NODES)
            .filter(v -> v != query && distances[v] >= from && distances[v] <= to)
            .boxed()
            .sorted((a, b) -> Double.compare(scores[b], scores[a]))
            .toList();
    double sum = 0;
    for (int i = 0; i < truth.size(); i++) {
      double score = scores[truth.get(i)];
      long greater = IntStream.range(0, NODES).filter(v -> v != query && scores[v] > score).count();
      long equal = IntStream.range(0, NODES).filter(v -> v != query && scores[v] == score).count();
      sum += (i + 1) / (greater + (equal + 1) / 2.0);
    }
    return truth.isEmpty() ? Double.NaN : sum / truth.size();
  }

  private static double map(SmallEvaluation small, List<int[]> distances, int from, int to) {
    List<double[][]> decoders =
        List.of(decoder(small, distances, 0, from, to), decoder(small, distances, 1, from, to));
    return IntStream.range(0, NODES)
        .mapToDouble(
            q -> averagePrecision(small, decoders.get(1 - q % 2), distances.get(q), q, from, to))
        .filter(ap -> !Double.isNaN(ap))
        .average()
        .orElseThrow();
  }

  private ReconstructionSummary run(SmallEvaluation small, EvaluationPlan plan, String name) {
    RunContext run =
        new RunContext(
            spark(), new Path(folder.resolve(name).toUri().toString()), 1, ProgressSink.SILENT);
    return ReconstructStage.run(small.graph, small.embeddings, PARAMS, run, plan).summary();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void mapIsThatOfDenseMatrices(boolean directed) {
    GraphFixture fixture = directed ? GraphFixture.directed() : GraphFixture.undirected();
    SmallEvaluation small = SmallEvaluation.draw(spark(), folder, fixture, NODES);
    List<int[]> distances = new ArrayList<>();
    for (int u = 0; u < NODES; u++) {
      distances.add(small.distances(u));
    }

    ReconstructionSummary whole =
        run(
            small,
            new EvaluationPlan(true, BlockLayout.ofBlocks(NODES, 2), 64, 16, 1 << 20),
            "whole");
    ReconstructionSummary blocks =
        run(small, new EvaluationPlan(false, BlockLayout.ofRows(NODES, 23), 33, 7, 100), "blocks");

    assertThat(blocks).isEqualTo(whole);
    List<HopSummary> hops = whole.scores().get(1).hops();
    for (int hop = 1; hop <= HOPS; hop++) {
      HopSummary of = hops.get(hop - 1);
      assertThat(of.shell().map()).isCloseTo(map(small, distances, hop, hop), within(1e-9));
      assertThat(of.ball().map()).isCloseTo(map(small, distances, 1, hop), within(1e-9));
      assertThat(of.shell().queries())
          .isEqualTo(whole.scores().get(0).hops().get(hop - 1).shell().queries());
    }
    List<Row> rows =
        spark()
            .read()
            .option("recursiveFileLookup", "true")
            .option("pathGlobFilter", "*.parquet")
            .parquet(folder.resolve("whole/reconstruction").toString())
            .groupBy("score", "hop", "truth")
            .count()
            .collectAsList();
    assertThat(rows).hasSize(2 * HOPS * 2).allMatch(row -> row.getLong(3) == NODES);
  }

  @Test
  void zeroVectorsHaveNoDirection() {
    SmallEvaluation drawn = SmallEvaluation.draw(spark(), folder, GraphFixture.undirected(), NODES);
    float[] vectors = drawn.vectors.clone();
    java.util.Arrays.fill(vectors, 0, SmallEvaluation.DIM, 0);
    java.nio.file.Path other = folder.resolve("zero");
    SmallEvaluation small = SmallEvaluation.of(spark(), other, drawn.graph, vectors);
    ReconstructionParams params =
        new ReconstructionParams(1, List.of(ScoreKind.FITTED), OptionalInt.empty(), 0, 0.95, 0, 1);

    assertThatThrownBy(() -> ReconstructStage.run(small.graph, small.embeddings, params, small.run))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageStartingWith("Found 1 zero vector, for which the direction is undefined: ")
        .hasMessageEndingWith(
            "; leave fitted out of reconstruct.scores, or give these nodes vectors");
  }
}
