package org.graphrestore.spark.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.reconstruction.Baseline;
import org.graphrestore.reconstruction.EvaluationPlan;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.report.ReconstructionFacts.RestoredNode;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconstructStageTest extends SparkTest {
  private static final int NODES = 130;

  private static ReconstructionParams params(OptionalInt queries, ScoreKind... scores) {
    return new ReconstructionParams(3, List.of(scores), queries, 200, 0.95, 3, 2);
  }

  private static EvaluationPlan plan(int nodes, int blocks, int wave, int group, int positives) {
    return new EvaluationPlan(false, BlockLayout.ofBlocks(nodes, blocks), wave, group, positives);
  }

  private Dataset<Row> table() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.walk(folder.resolve("reconstruction"))) {
      return spark()
          .read()
          .parquet(
              files
                  .map(java.nio.file.Path::toString)
                  .filter(name -> name.endsWith(".parquet"))
                  .toArray(String[]::new));
    }
  }

  private String json() throws IOException {
    return Files.readString(folder.resolve("reconstruction.json"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyQueryHasTheAveragePrecisionOfTheFullSort(boolean directed) throws IOException {
    EvaluationPlan blocks = plan(NODES, 3, 50, 20, 400);
    SmallEvaluation small =
        SmallEvaluation.draw(
            spark(), folder, directed ? GraphFixture.directed() : GraphFixture.undirected(), NODES);
    ReconstructionResult result =
        ReconstructStage.run(
            small.graph,
            small.embeddings,
            params(OptionalInt.empty(), ScoreKind.COSINE),
            small.run,
            blocks);
    List<Row> rows = table().orderBy("query", "hop", "truth").collectAsList();
    assertThat(rows).hasSize(NODES * 6);
    double[] sums = new double[7];
    int[] counts = new int[7];
    for (Row row : rows) {
      int hop = row.getAs("hop");
      boolean shell = row.getAs("truth").equals("shell");
      int query = (int) row.<Long>getAs("index").longValue();
      double expected = small.averagePrecision(query, shell ? hop : 1, hop);
      assertThat(row.<Double>getAs("ap")).isCloseTo(expected, within(1e-12));
      if (row.<Long>getAs("positives") > 0) {
        int slot = 2 * hop - (shell ? 1 : 0);
        sums[slot] += expected;
        counts[slot]++;
      }
    }
    for (int hop = 1; hop <= 3; hop++) {
      var summary = result.summary().scores().get(0).hops().get(hop - 1);
      assertThat(summary.shell().queries()).isEqualTo(counts[2 * hop - 1]);
      assertThat(summary.shell().map())
          .isCloseTo(sums[2 * hop - 1] / counts[2 * hop - 1], within(1e-12));
      assertThat(summary.ball().map()).isCloseTo(sums[2 * hop] / counts[2 * hop], within(1e-12));
    }
  }

  @Test
  void theSameBitsForAnyBlocksWavesAndGroups() throws IOException {
    SmallEvaluation small = SmallEvaluation.draw(spark(), folder, GraphFixture.undirected(), NODES);
    ReconstructionParams params =
        new ReconstructionParams(
            3,
            ScoreKind.oneSided(),
            OptionalInt.of(100),
            200,
            0.95,
            3,
            2,
            List.of(Baseline.values()));
    List<EvaluationPlan> plans =
        List.of(
            EvaluationPlan.of(NODES, 400, SmallEvaluation.DIM, 4),
            plan(NODES, 1, 4096, 512, 1 << 21),
            plan(NODES, 2, 64, 16, 1 << 21),
            plan(NODES, 7, 37, 512, 500));
    String expectedJson = null;
    List<Row> expectedRows = null;
    ReconstructionResult expected = null;
    for (EvaluationPlan plan : plans) {
      deleteResults();
      ReconstructionResult result =
          ReconstructStage.run(small.graph, small.embeddings, params, small.run, plan);
      List<Row> rows = table().orderBy("query", "score", "hop", "truth").collectAsList();
      if (expectedJson == null) {
        expectedJson = json();
        expectedRows = rows;
        expected = result;
      }
      assertThat(json()).isEqualTo(expectedJson);
      assertThat(rows).isEqualTo(expectedRows);
      assertThat(result).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void baselinesStandBesideTheScores(boolean directed) throws IOException {
    SmallEvaluation small =
        SmallEvaluation.draw(
            spark(), folder, directed ? GraphFixture.directed() : GraphFixture.undirected(), NODES);
    ReconstructionParams params =
        new ReconstructionParams(
            2,
            List.of(ScoreKind.DOT),
            OptionalInt.empty(),
            0,
            0.95,
            0,
            1,
            List.of(Baseline.COMMON_NEIGHBOURS, Baseline.DEGREE));
    ReconstructionResult result =
        ReconstructStage.run(
            small.graph, small.embeddings, params, small.run, plan(NODES, 3, 50, 20, 400));
    assertThat(table().filter("score = 'degree'").count()).isEqualTo(NODES * 4L);
    double[] sums = new double[2];
    for (Row row : table().filter("hop = 2 and truth = 'shell'").orderBy("query").collectAsList()) {
      int query = (int) row.<Long>getAs("index").longValue();
      boolean common = row.getAs("score").equals("common-neighbours");
      if (!row.getAs("score").equals("dot")) {
        double expected = small.baselineAp(query, common);
        assertThat(row.<Double>getAs("ap")).isCloseTo(expected, within(1e-12));
        sums[common ? 0 : 1] += expected;
      }
    }
    JsonNode json = new ObjectMapper().readTree(json());
    for (int b = 0; b < 2; b++) {
      var shell = result.summary().baselines().get(b).hops().get(1).shell();
      assertThat(shell.map()).isCloseTo(sums[b] / shell.queries(), within(1e-12));
      assertThat(json.at("/baselines/" + b + "/hops/1/shell/map").asDouble())
          .isEqualTo(shell.map());
    }
    assertThat(json.at("/baselines/0/baseline").asText()).isEqualTo("common-neighbours");
    assertThat(Files.readString(folder.resolve("reconstruction.csv"))).contains("\ndegree,2,ball,");
  }

  @Test
  void aSampleIsTheBeginningOfALargerOneAndHasIntervals() throws IOException {
    SmallEvaluation small = SmallEvaluation.draw(spark(), folder, GraphFixture.undirected(), NODES);
    ReconstructStage.run(
        small.graph, small.embeddings, params(OptionalInt.of(20), ScoreKind.DOT), small.run);
    List<Row> few = table().filter("hop = 1 and truth = 'shell'").orderBy("query").collectAsList();
    ReconstructionResult result =
        ReconstructStage.run(
            small.graph,
            small.embeddings,
            params(OptionalInt.of(60), ScoreKind.DOT),
            forced(small.run, 1, ProgressSink.SILENT));
    List<Row> more = table().filter("hop = 1 and truth = 'shell'").orderBy("query").collectAsList();
    assertThat(few).hasSize(20);
    assertThat(more).hasSize(60);
    assertThat(more.subList(0, 20)).isEqualTo(few);
    var shell = result.summary().scores().get(0).hops().get(0).shell();
    assertThat(shell.map()).isBetween(shell.interval().low(), shell.interval().high());
  }

  @Test
  void writesTheNamesThatScriptsRelyOn() throws IOException {
    SmallEvaluation small = SmallEvaluation.draw(spark(), folder, GraphFixture.undirected(), NODES);
    ReconstructStage.run(
        small.graph,
        small.embeddings,
        params(OptionalInt.empty(), ScoreKind.COSINE, ScoreKind.L2),
        small.run);
    JsonNode json = new ObjectMapper().readTree(json());
    assertThat(json.at("/scores/0/score").asText()).isEqualTo("cosine");
    assertThat(json.at("/scores/1/score").asText()).isEqualTo("l2");
    assertThat(json.at("/scores/0/hops/0/hop").asInt()).isEqualTo(1);
    assertThat(json.at("/scores/0/hops/0/queries").asLong()).isPositive();
    assertThat(json.at("/scores/0/hops/2/shell/map").isDouble()).isTrue();
    assertThat(json.at("/scores/0/hops/2/shell/random").isDouble()).isTrue();
    assertThat(json.at("/scores/0/hops/2/ball/map").isDouble()).isTrue();
    assertThat(Files.readAllLines(folder.resolve("reconstruction.csv"))).hasSize(1 + 2 * 3 * 2);
  }

  @Test
  void aFinishedResultIsReused() throws IOException {
    SmallEvaluation small = SmallEvaluation.draw(spark(), folder, GraphFixture.undirected(), NODES);
    ReconstructionParams params = params(OptionalInt.of(30), ScoreKind.DOT);
    ReconstructionResult first =
        ReconstructStage.run(small.graph, small.embeddings, params, small.run);
    String json = json();
    List<String> said = new java.util.ArrayList<>();
    ProgressSink sink = finished(said);
    RunContext again = new RunContext(spark(), small.run.folder(), 1, sink);
    assertThat(ReconstructStage.run(small.graph, small.embeddings, params, again)).isEqualTo(first);
    assertThat(json()).isEqualTo(json);
    assertThat(said).singleElement().asString().startsWith("reused mAP ");
    RunContext otherSeed = new RunContext(spark(), small.run.folder(), 2, sink);
    assertThatThrownBy(() -> ReconstructStage.run(small.graph, small.embeddings, params, otherSeed))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageEndingWith(
            "reconstruction was made otherwise: run.seed 1 -> 2; use another --output, or --force"
                + " to replace it");
    RunContext byForce = forced(small.run, 2, sink);
    assertThat(ReconstructStage.run(small.graph, small.embeddings, params, byForce))
        .isNotEqualTo(first);
  }

  private RunContext forced(RunContext run, long seed, ProgressSink sink) {
    return new RunContext(spark(), run.folder(), seed, sink, true);
  }

  @Test
  void bestAndWorstNodesComeWithTheirNeighbours() {
    SmallEvaluation small = SmallEvaluation.draw(spark(), folder, GraphFixture.undirected(), NODES);
    ReconstructionResult result =
        ReconstructStage.run(
            small.graph,
            small.embeddings,
            params(OptionalInt.empty(), ScoreKind.COSINE),
            small.run);
    List<RestoredNode> best = result.examples().get(0).best();
    List<RestoredNode> worst = result.examples().get(0).worst();
    assertThat(best).hasSize(3);
    assertThat(worst).hasSize(3);
    double highest = 0;
    double lowest = 1;
    for (int u = 0; u < NODES; u++) {
      int[] distances = small.distances(u);
      if (java.util.Arrays.stream(distances).filter(d -> d == 1).count() >= 2) {
        highest = Math.max(highest, small.averagePrecision(u, 1, 1));
        lowest = Math.min(lowest, small.averagePrecision(u, 1, 1));
      }
    }
    assertThat(best.get(0).averagePrecision()).isCloseTo(highest, within(1e-12));
    assertThat(worst.get(0).averagePrecision()).isCloseTo(lowest, within(1e-12));
    for (RestoredNode node : best) {
      assertThat(node.restored()).hasSize(10);
      assertThat(node.truth()).hasSize((int) Math.min(10, node.truthSize()));
      assertThat(node.truthSize()).isEqualTo(node.degree());
      assertThat(node.truth().stream().filter(n -> n.hit()).map(n -> n.id()))
          .containsExactlyElementsOf(
              node.restored().stream().filter(n -> n.hit()).map(n -> n.id()).toList());
    }
  }

  @Test
  void zeroVectorsAreRefusedByNameForTheCosineOnly() {
    SmallEvaluation small = SmallEvaluation.draw(spark(), folder, GraphFixture.undirected(), NODES);
    float[] vectors = small.vectors.clone();
    java.util.Arrays.fill(vectors, 0, 12 * SmallEvaluation.DIM, 0);
    SmallEvaluation zero = SmallEvaluation.of(spark(), folder, small.graph, vectors);
    List<String> ids =
        small.graph.nodeTable().filter("index < 10").orderBy("index").collectAsList().stream()
            .map(row -> row.getString(2))
            .toList();
    assertThatThrownBy(
            () ->
                ReconstructStage.run(
                    zero.graph,
                    zero.embeddings,
                    params(OptionalInt.of(5), ScoreKind.DOT, ScoreKind.COSINE),
                    zero.run))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "Found 12 zero vectors, for which the cosine is undefined: "
                + String.join(", ", ids)
                + ", ...; leave cosine out of reconstruct.scores, or give these nodes vectors");
    assertThat(
            ReconstructStage.run(
                    zero.graph, zero.embeddings, params(OptionalInt.of(5), ScoreKind.DOT), zero.run)
                .summary()
                .queries())
        .isEqualTo(5);
  }

  @Test
  void valuesThatAreNotFiniteAreRefusedByNameAndLeaveNothing() {
    SmallEvaluation small = SmallEvaluation.draw(spark(), folder, GraphFixture.undirected(), NODES);
    float[] vectors = small.vectors.clone();
    vectors[100 * SmallEvaluation.DIM + 2] = Float.NaN;
    SmallEvaluation broken = SmallEvaluation.of(spark(), folder, small.graph, vectors);
    String id = small.graph.nodeTable().filter("index = 100").collectAsList().get(0).getString(2);
    assertThatThrownBy(
            () ->
                ReconstructStage.run(
                    broken.graph,
                    broken.embeddings,
                    params(OptionalInt.empty(), ScoreKind.DOT),
                    broken.run))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "Found 1 vector with NaN or infinite values: "
                + id
                + "; train again with a smaller train.learning-rate, or repair the file");
    assertThat(folder.resolve("reconstruction")).doesNotExist();
  }

  @Test
  void nothingButResultsIsLeftInTheFolder() throws IOException {
    SmallEvaluation small = SmallEvaluation.draw(spark(), folder, GraphFixture.undirected(), NODES);
    ReconstructStage.run(
        small.graph, small.embeddings, params(OptionalInt.of(30), ScoreKind.DOT), small.run);
    TreeSet<String> names = new TreeSet<>();
    try (Stream<java.nio.file.Path> files = Files.walk(folder.resolve("reconstruction"))) {
      files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc") && !name.endsWith(".parquet"))
          .forEach(names::add);
    }
    assertThat(names).containsExactly("manifest.json", "result.json");
  }

  private void deleteResults() throws IOException {
    java.nio.file.Path results = folder.resolve("reconstruction");
    if (!Files.exists(results)) {
      return;
    }

    try (Stream<java.nio.file.Path> files = Files.walk(results)) {
      for (java.nio.file.Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static ProgressSink finished(List<String> said) {
    return new ProgressSink() {
      @Override
      public void stageStarted(String stage, String what) {}

      @Override
      public void advanced(String stage, double fraction, String figures) {}

      @Override
      public void stageFinished(String stage, String summary) {
        said.add(summary);
      }

      @Override
      public void warned(String message) {}
    };
  }
}
