package org.graphrestore.spark.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.global.GlobalFiles;
import org.graphrestore.reconstruction.global.GlobalParams;
import org.graphrestore.reconstruction.global.GlobalSummary;
import org.graphrestore.reconstruction.global.GlobalSummary.At;
import org.graphrestore.reconstruction.global.GlobalSummary.Pairs;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Precision over all pairs is that of a full sort; two nodes of three share their vectors. */
class GlobalStageTest extends SparkTest {
  private static final int NODES = 90;

  private SmallEvaluation draw(boolean directed) {
    GraphFixture fixture = directed ? GraphFixture.directed() : GraphFixture.undirected();
    return SmallEvaluation.draw(spark(), folder, fixture, NODES);
  }

  private static GlobalParams params(String rows) {
    return new GlobalParams(rows, 1000, ScoreKind.oneSided(), false);
  }

  /** Edges of either direction, as u * nodes + v with u below v. */
  private static Set<Integer> edges(SmallEvaluation small) {
    var out = small.graph.files().outNeighbours(0, NODES);
    Set<Integer> edges = new HashSet<>();
    for (int u = 0; u < NODES; u++) {
      for (int at = out.offsets()[u]; at < out.offsets()[u + 1]; at++) {
        int v = out.targets()[at];
        if (u != v) {
          edges.add(Math.min(u, v) * NODES + Math.max(u, v));
        }
      }
    }
    return edges;
  }

  private static double score(SmallEvaluation small, ScoreKind kind, int u, int v) {
    double dot = 0;
    double distance = 0;
    for (int k = 0; k < SmallEvaluation.DIM; k++) {
      double a = small.vectors[u * SmallEvaluation.DIM + k];
      double b = small.vectors[v * SmallEvaluation.DIM + k];
      dot += a * b;
      distance = Math.fma(a - b, a - b, distance);
    }
    return switch (kind) {
      case COSINE -> small.cosine(u, v);
      case L2 -> -distance;
      default -> dot;
    };
  }

  /** Precision by sorting all pairs, ties by the mean over their orders. */
  private static double precision(SmallEvaluation small, ScoreKind kind, int place) {
    Set<Integer> edges = edges(small);
    List<double[]> pairs = new ArrayList<>();
    for (int u = 0; u < NODES; u++) {
      for (int v = u + 1; v < NODES; v++) {
        pairs.add(new double[] {score(small, kind, u, v), edges.contains(u * NODES + v) ? 1 : 0});
      }
    }
    pairs.sort((a, b) -> Double.compare(b[0], a[0]));
    double last = pairs.get(place - 1)[0];
    List<double[]> above = pairs.stream().filter(p -> p[0] > last).toList();
    List<double[]> equal = pairs.stream().filter(p -> p[0] == last).toList();
    double share = (double) (place - above.size()) / equal.size();
    return (above.stream().mapToDouble(p -> p[1]).sum()
            + share * equal.stream().mapToDouble(p -> p[1]).sum())
        / place;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void precisionIsThatOfAllPairsSorted(boolean directed) throws IOException {
    SmallEvaluation small = draw(directed);
    int edges = edges(small).size();

    GlobalSummary summary =
        GlobalStage.run(small.graph, small.embeddings, params("all"), small.run);

    assertThat(summary.sampled()).isFalse();
    assertThat(summary.scores()).hasSize(3);
    for (int s = 0; s < 3; s++) {
      Pairs pairs = summary.scores().get(s);
      ScoreKind kind = ScoreKind.oneSided().get(s);
      assertThat(pairs.score()).isEqualTo(kind.label());
      assertThat(pairs.ordered()).isFalse();
      assertThat(pairs.edges()).isEqualTo(edges);
      assertThat(pairs.pairs()).isEqualTo(NODES * (NODES - 1) / 2).isEqualTo(pairs.scored());
      assertThat(pairs.random()).isEqualTo((double) edges / pairs.pairs());
      assertThat(pairs.precision()).extracting(At::n).containsExactly(1L, 10L, 100L);
      for (At at : pairs.precision()) {
        assertThat(at.places()).isEqualTo(at.n());
        assertThat(at.precision()).isCloseTo(precision(small, kind, (int) at.n()), within(1e-12));
      }
      assertThat(pairs.edgePrecision()).isCloseTo(precision(small, kind, edges), within(1e-12));
    }
    assertThat(Files.readString(folder.resolve("global.json")))
        .isEqualTo(GlobalFiles.json(summary));
    assertThat(Files.readString(folder.resolve("global.csv")))
        .startsWith("score,cutoff,metric,value\ndot,,pairs,4005\n")
        .contains("\ncosine,edges,precision," + summary.scores().get(1).edgePrecision() + "\n");
  }

  @Test
  void aSampleOfAllButOneNodeIsNearlyTheWholeAndSaysSo() {
    SmallEvaluation small = draw(false);

    GlobalSummary whole = GlobalStage.run(small.graph, small.embeddings, params("90"), small.run);
    assertThat(whole.sampled()).isFalse();
    GlobalSummary sample =
        GlobalStage.run(
            small.graph,
            small.embeddings,
            params("89"),
            new RunContext(
                spark(),
                new Path(folder.resolve("other").toUri().toString()),
                1,
                ProgressSink.SILENT));

    assertThat(sample.sampled()).isTrue();
    assertThat(sample.rows()).isEqualTo(89);
    for (int s = 0; s < 3; s++) {
      Pairs pairs = sample.scores().get(s);
      assertThat(pairs.scored()).isEqualTo(89 * 89);
      assertThat(pairs.pairs()).isEqualTo(4005);
      // Both (u, v) and (v, u) of two rows are there, so that places are nearly twice the cut-off.
      assertThat(pairs.precision()).extracting(At::n).containsExactly(10L, 100L);
      assertThat(pairs.precision()).extracting(At::places).containsExactly(20L, 198L);
      assertThat(pairs.precision().get(1).precision())
          .isCloseTo(whole.scores().get(s).precision().get(2).precision(), within(0.05));
      assertThat(pairs.edges()).isEqualTo(whole.scores().get(s).edges());
    }
  }

  /** GEM's average precision of a node by its list, numbered by the order of ids. */
  private static double gem(
      SmallEvaluation small, ScoreKind kind, List<Integer> order, int node, boolean undirected) {
    var out = small.graph.files().outNeighbours(0, NODES);
    int u = order.get(node);
    Set<Integer> truth = new HashSet<>();
    for (int at = out.offsets()[u]; at < out.offsets()[u + 1]; at++) {
      truth.add(out.targets()[at]);
    }
    List<Integer> predicted = new ArrayList<>();
    for (int other = 0; other < NODES; other++) {
      int v = order.get(other);
      if (other != node
          && !(undirected && node >= other)
          && (kind == ScoreKind.L2 || score(small, kind, u, v) > 0)) {
        predicted.add(v);
      }
    }
    predicted.sort(java.util.Comparator.comparingDouble(v -> -score(small, kind, u, v)));
    double sum = 0;
    int found = 0;
    for (int i = 0; i < predicted.size(); i++) {
      if (truth.contains(predicted.get(i))) {
        sum += ++found / (i + 1.0);
      }
    }
    return found == 0 ? 0 : sum / found;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void gemsMapIsThatOfItsLists(boolean directed) {
    SmallEvaluation small = draw(directed);
    List<Integer> order =
        small.graph.nodeTable().orderBy("id").select("index").collectAsList().stream()
            .map(row -> (int) row.getLong(0))
            .toList();
    GlobalParams params = new GlobalParams("none", 1000, ScoreKind.oneSided(), true);

    GlobalSummary summary = GlobalStage.run(small.graph, small.embeddings, params, small.run);

    assertThat(summary.scores()).isEmpty();
    var out = small.graph.files().outNeighbours(0, NODES);
    for (GlobalSummary.Gem gem : summary.gem()) {
      ScoreKind kind = ScoreKind.parseList(gem.score()).get(0);
      double sum = 0;
      int count = 0;
      for (int node = 0; node < NODES; node++) {
        if (!directed || out.degree(order.get(node)) > 0) {
          sum += gem(small, kind, order, node, !directed);
          count++;
        }
      }
      assertThat(gem.undirected()).isEqualTo(!directed);
      assertThat(gem.map()).isCloseTo(sum / count, within(1e-12));
      assertThat(gem.edges()).isEqualTo(out.arcs());
      assertThat(gem.precision()).extracting(At::n).startsWith(2L, 10L, 100L);
      // Of an undirected graph the pairs are those of the precision over all pairs.
      if (!directed) {
        assertThat(gem.precision().get(1).precision())
            .isCloseTo(precision(small, kind, 10), within(1e-12));
      }
    }
    assertThat(summary.gem()).hasSize(3);
  }
}
