package org.graphrestore.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.graphrestore.report.TrainingFacts.LossPoint;
import org.graphrestore.skipgram.SkipGramParams;
import org.graphrestore.skipgram.TrainingSchedule;
import org.graphrestore.skipgram.WalkSupply;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.walks.WalkSource;
import org.graphrestore.walk.WalkLaw;
import org.graphrestore.walk.WalkParams;
import org.junit.jupiter.api.Test;

class SkipGramStageTest extends SparkTest {
  private static final int CLIQUES = 8;
  private static final int SIZE = 10;
  private static final WalkParams WALKS = new WalkParams(WalkLaw.UNIFORM, 10, 20);

  private final List<String> said = new CopyOnWriteArrayList<>();

  /** Cliques in a ring, each joined to the next by one edge. */
  private static GraphFixture ringOfCliques() {
    GraphFixture graph = GraphFixture.ofNumbers();
    for (int c = 0; c < CLIQUES; c++) {
      for (int a = 0; a < SIZE; a++) {
        for (int b = 0; b < a; b++) {
          graph.edge(Integer.toString(c * SIZE + a), Integer.toString(c * SIZE + b));
        }
      }

      graph.edge(Integer.toString(c * SIZE), Integer.toString((c + 1) % CLIQUES * SIZE + SIZE - 1));
    }

    return graph;
  }

  private static SkipGramParams params(double rate, int blocks, int episodes) {
    return new SkipGramParams(
        20,
        5,
        5,
        2,
        rate,
        0.0001,
        OptionalInt.of(episodes),
        OptionalInt.of(blocks),
        OptionalInt.of(16),
        16,
        WalkSupply.STREAMED,
        TrainingSchedule.TILES,
        1);
  }

  private RunContext run(String name, long seed) {
    ProgressSink sink =
        new ProgressSink() {
          @Override
          public void stageStarted(String stage, String what) {
            said.add(stage + " started: " + what);
          }

          @Override
          public void advanced(String stage, double fraction, String figures) {
            said.add(stage + " advanced: " + fraction + " " + figures);
          }

          @Override
          public void stageFinished(String stage, String summary) {
            said.add(stage + " finished: " + summary);
          }

          @Override
          public void warned(String message) {
            said.add("warned: " + message);
          }
        };
    return new RunContext(spark(), new Path(folder.resolve(name).toUri().toString()), seed, sink);
  }

  private static RunContext forced(RunContext run) {
    return new RunContext(run.spark(), run.folder(), run.seed(), run.progress(), true);
  }

  private GraphStore graph() {
    return ringOfCliques().write(spark(), folder.resolve("graph-run"));
  }

  private static EmbeddingStore train(GraphStore graph, SkipGramParams params, RunContext run) {
    WalkSource walks = WalkSource.streamed(graph, WALKS, run.seed());
    try {
      return SkipGramStage.run(graph, walks, params, run);
    } finally {
      walks.release();
    }
  }

  private static Map<Long, float[]> vectors(EmbeddingStore store) {
    Map<Long, float[]> vectors = new TreeMap<>();
    for (Row row : store.vectorTable().select("id", "vector").collectAsList()) {
      List<Float> values = row.getList(1);
      float[] vector = new float[values.size()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = values.get(i);
      }

      vectors.put(row.getLong(0), vector);
    }

    return vectors;
  }

  private static double cosine(float[] x, float[] y) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += x[i] * (double) y[i];
      xx += x[i] * (double) x[i];
      yy += y[i] * (double) y[i];
    }

    return xy / Math.sqrt(xx * yy);
  }

  private List<String> filesLeft(String run) throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(folder.resolve(run))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void nodesAreNearTheirOwnClique() {
    Map<Long, float[]> vectors = vectors(train(graph(), params(0.2, 1, 2), run("a", 3)));

    assertThat(vectors).hasSize(CLIQUES * SIZE);
    int right = 0;
    for (long u = 0; u < CLIQUES * SIZE; u++) {
      // The nine nearest of a node should be its clique.
      long node = u;
      List<Long> nearest =
          vectors.keySet().stream()
              .filter(v -> v != node)
              .sorted(
                  java.util.Comparator.comparingDouble(
                      v -> -cosine(vectors.get(node), vectors.get(v))))
              .limit(SIZE - 1)
              .toList();
      right += (int) nearest.stream().filter(v -> v / SIZE == node / SIZE).count();
    }

    // By chance 9 of 79 would be right: 0.11.
    assertThat(right / (double) (CLIQUES * SIZE * (SIZE - 1))).isGreaterThan(0.9);
  }

  @Test
  void storeSaysHowItWasMadeAndTheLossFalls() throws IOException {
    EmbeddingStore store = train(graph(), params(0.1, 3, 4), run("a", 3));

    List<LossPoint> curve = LossCurve.of(store.manifest());
    assertThat(curve).hasSize(8);
    assertThat(curve.get(7).loss()).isLessThan(curve.get(0).loss());
    assertThat(curve.get(7).pairs()).isEqualTo(store.manifest().counts().get("pairs"));
    assertThat(curve.get(7).learningRate()).isEqualTo(0.0001f);
    assertThat(store.dim()).isEqualTo(20);
    assertThat(store.hasContext()).isTrue();
    assertThat(store.manifest().config())
        .containsEntry("train.blocks", "3")
        .containsEntry("train.episodes", "4")
        .containsEntry("train.tile-rows", "14")
        .containsEntry("train.dim", "20");
    assertThat(said)
        .anyMatch(line -> line.startsWith("train advanced: 1.0 "))
        .anyMatch(line -> line.matches("train advanced: .* M pairs/s, loss \\d\\.\\d{3}"));
    assertThat(filesLeft("a")).containsExactly("embeddings");
  }

  @Test
  void vectorsOfTheSameSettingsAreReusedAndOthersAreNot() {
    GraphStore graph = graph();
    EmbeddingStore first = train(graph, params(0.1, 2, 2), run("a", 3));
    EmbeddingStore again = train(graph, params(0.1, 2, 2), run("a", 3));
    assertThat(again.manifest()).isEqualTo(first.manifest());
    assertThat(said).last().asString().startsWith("train finished: reused 80 vectors");

    said.clear();
    assertThatThrownBy(() -> train(graph, params(0.05, 2, 2), run("a", 4)))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining(
            "was made otherwise: train.learning-rate 0.1 -> 0.05, run.seed 3 -> 4, made from walks ");
    assertThat(said).isEmpty();
    EmbeddingStore other = train(graph, params(0.05, 2, 2), forced(run("a", 3)));
    assertThat(other.fingerprint()).isNotEqualTo(first.fingerprint());
    assertThat(said.get(0))
        .startsWith("warned: Replacing the store ")
        .endsWith("embeddings: train.learning-rate 0.1 -> 0.05");
    assertThat(train(graph, params(0.05, 2, 2), forced(run("a", 4))).fingerprint())
        .isNotEqualTo(other.fingerprint());
  }

  @Test
  void blocksChangeVectorsButSeedAndBlocksFixThem() {
    GraphStore graph = graph();
    String checksum = checksum(train(graph, params(0.1, 3, 2), run("a", 3)));

    assertThat(checksum(train(graph, params(0.1, 3, 2), run("b", 3)))).isEqualTo(checksum);
    assertThat(checksum(train(graph, params(0.1, 2, 2), run("c", 3)))).isNotEqualTo(checksum);
    assertThat(checksum(train(graph, params(0.1, 3, 2), run("d", 4)))).isNotEqualTo(checksum);
  }

  private static String checksum(EmbeddingStore store) {
    return store.manifest().facts().get("checksum");
  }

  @Test
  void divergenceNamesBlockEpochEpisodeAndRemedy() throws IOException {
    GraphStore graph = graph();
    RunContext run = run("a", 3);

    assertThatThrownBy(() -> train(graph, params(10, 2, 1), run))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageMatching(
            "Training diverged: a vector of input block \\d or context block \\d is no longer"
                + " finite after epoch \\d, episode 1; lower train\\.learning-rate, which is 10\\.0");
    assertThat(filesLeft("a")).isEmpty();
  }

  @Test
  void moreBlocksThanNodesAndIsolatedNodesWork() {
    GraphStore graph =
        GraphFixture.undirected().edge("a", "b").node("c").write(spark(), folder.resolve("tiny"));

    EmbeddingStore store = train(graph, params(0.1, 5, 2), run("a", 1));

    List<Row> rows = new ArrayList<>(store.vectorTable().collectAsList());
    assertThat(rows).hasSize(3);
    assertThat(store.manifest().counts().get("pairs")).isPositive();
  }
}
