package org.graphrestore.spark.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.reconstruction.BandLength;
import org.graphrestore.reconstruction.Baseline;
import org.graphrestore.reconstruction.EvaluationPlan;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.reconstruction.RelationGroup;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.TruthParams;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.JvmGraph;
import org.graphrestore.spark.store.UserMistakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bands of weighted distance, against relaxing all edges until nothing changes. */
class BandTruthTest extends SparkTest {
  private static ReconstructionParams params(
      List<Double> bands, BandLength length, RelationGroup... groups) {
    return new ReconstructionParams(
            3,
            List.of(ScoreKind.COSINE),
            OptionalInt.empty(),
            0,
            0.95,
            2,
            1,
            List.of(Baseline.values()))
        .with(new TruthParams(List.of(groups), bands, length, List.of(), ""));
  }

  private static EvaluationPlan blocks(int nodes) {
    return new EvaluationPlan(false, BlockLayout.ofBlocks(nodes, 2), 100, 20, 400);
  }

  private List<Row> rows() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.walk(folder.resolve("reconstruction"))) {
      return spark()
          .read()
          .parquet(
              files
                  .map(java.nio.file.Path::toString)
                  .filter(name -> name.contains("/queries/") && name.endsWith(".parquet"))
                  .toArray(String[]::new))
          .filter("score = 'cosine' and relations = ''")
          .collectAsList();
    }
  }

  /** Distances by Bellman and Ford; parallel edges are one, as long as their weights together. */
  private static double[] distances(RelationalEvaluation of, BandLength length, int from) {
    Map<List<Integer>, Float> weights =
        new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    for (RelationalEvaluation.Edge edge : of.edges) {
      int u = of.indices.get(edge.from());
      int v = of.indices.get(edge.to());
      if (u != v) {
        weights.merge(List.of(u, v), edge.weight(), Float::sum);
        if (!of.directed) {
          weights.merge(List.of(v, u), edge.weight(), Float::sum);
        }
      }
    }

    double[] distances = new double[of.ids.size()];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    distances[from] = 0;
    for (int round = 0; round < distances.length; round++) {
      weights.forEach(
          (arc, weight) ->
              distances[arc.get(1)] =
                  Math.min(distances[arc.get(1)], distances[arc.get(0)] + length.of(weight)));
    }
    return distances;
  }

  @ParameterizedTest
  @CsvSource({"false, WEIGHT", "true, WEIGHT", "false, INVERSE"})
  void bandsAreThoseOfTheShortestPaths(boolean directed, BandLength length) throws IOException {
    RelationalEvaluation of = RelationalEvaluation.draw(spark(), folder, directed);
    List<Double> bands = length == BandLength.WEIGHT ? List.of(2.0, 3.0, 5.5) : List.of(0.5, 1.0);
    ReconstructionParams params = params(bands, length, new RelationGroup("r0", "r0"));
    int nodes = of.ids.size();
    int held = JvmGraph.held();
    ReconstructionResult inBlocks =
        ReconstructStage.run(
            of.small.graph, of.small.embeddings, params, of.small.run, blocks(nodes));
    List<Row> rows = rows();
    assertThat(rows).hasSize(nodes * 2 * bands.size());
    int most = 0;
    for (Row row : rows) {
      int query = (int) row.<Long>getAs("index").longValue();
      int band = row.getAs("hop");
      double[] distances = distances(of, length, query);
      int[] numbers = new int[nodes];
      for (int v = 0; v < nodes; v++) {
        numbers[v] = distances[v] > 0 ? 1 : 0;
        for (int k = 0; k < bands.size() && distances[v] > 0; k++) {
          numbers[v] += distances[v] > bands.get(k) ? 1 : 0;
        }
      }
      boolean shell = row.getAs("truth").equals("shell");
      assertThat(row.<Double>getAs("ap"))
          .isCloseTo(of.averagePrecision(query, numbers, shell ? band : 1, band), within(1e-12));
      most = (int) Math.max(most, row.<Long>getAs("positives"));
    }
    assertThat(most).isGreaterThan(8);
    assertThat(inBlocks.examples()).isEmpty();
    assertThat(folder.resolve("reconstruction.json")).content().contains("\"bands\" : [");
    assertThat(JvmGraph.held()).isEqualTo(held);

    RelationalEvaluation.deleteResult(folder);
    ReconstructionResult whole =
        ReconstructStage.run(
            of.small.graph,
            of.small.embeddings,
            params,
            of.small.run,
            EvaluationPlan.of(nodes, 400, SmallEvaluation.DIM, 2));
    assertThat(whole.summary()).isEqualTo(inBlocks.summary());
  }

  @Test
  void whereEveryEdgeIsOneLongBandsAreHops() throws IOException {
    GraphFixture fixture = GraphFixture.undirected();
    for (int i = 0; i < 60; i++) {
      fixture.edge("n" + i, "n" + (i * i + 2) % 61, 1);
    }
    GraphStore graph = fixture.write(spark(), folder);
    float[] vectors = new float[(int) graph.nodes() * SmallEvaluation.DIM];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = 1 + i * 31 % 17;
    }
    SmallEvaluation small = SmallEvaluation.of(spark(), folder, graph, vectors);
    ReconstructionResult hops =
        ReconstructStage.run(
            graph, small.embeddings, params(List.of(), BandLength.WEIGHT), small.run);
    RelationalEvaluation.deleteResult(folder);
    ReconstructionResult bands =
        ReconstructStage.run(
            graph,
            small.embeddings,
            params(List.of(1.0, 2.0, 3.0), BandLength.INVERSE),
            small.run,
            blocks((int) graph.nodes()));
    assertThat(bands.summary().scores()).isEqualTo(hops.summary().scores());
    assertThat(bands.summary().baselines()).isEqualTo(hops.summary().baselines());
  }

  @Test
  void graphsWithoutSuchDistancesAreRefused() {
    SmallEvaluation plain = SmallEvaluation.draw(spark(), folder, GraphFixture.undirected(), 20);
    ReconstructionParams params = params(List.of(1.0), BandLength.WEIGHT);
    assertThatThrownBy(() -> ReconstructStage.run(plain.graph, plain.embeddings, params, plain.run))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("reconstruct.bands needs weights, but the edges of")
        .hasMessageContaining("--weight");
    GraphStore zero =
        GraphFixture.undirected()
            .edge("a", "b", 1)
            .edge("a", "c", 0)
            .write(spark(), folder.resolve("zero"));
    SmallEvaluation none =
        SmallEvaluation.of(spark(), folder.resolve("zero"), zero, new float[3 * 6]);
    assertThatThrownBy(() -> ReconstructStage.run(zero, none.embeddings, params, none.run))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("needs weights above 0, but the edge from")
        .hasMessageContaining("has the weight 0.0");
    assertThatThrownBy(() -> Bands.requireMemory(1_000_000, 100_000_000, 1L << 30, false))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("100,000,000 arcs need 3.0 GiB, but only 60 % of the heap of 1.0 GiB")
        .hasMessageContaining("set spark.executor.memory to 5g or more, or ask for hops");
    assertThatCode(() -> Bands.requireMemory(1_000_000, 10_000_000, 1L << 30, true))
        .doesNotThrowAnyException();
  }
}
