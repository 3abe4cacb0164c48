package org.graphrestore.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.graphrestore.skipgram.ObjectiveParams;
import org.graphrestore.skipgram.Optimizer;
import org.graphrestore.skipgram.SkipGramParams;
import org.graphrestore.skipgram.TableChoice;
import org.graphrestore.skipgram.TrainingSchedule;
import org.graphrestore.skipgram.WalkSupply;
import org.graphrestore.skipgram.WarmParams;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.walks.WalkSource;
import org.graphrestore.walk.WalkLaw;
import org.graphrestore.walk.WalkParams;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A training that was broken off goes on after the last round that is done, to the same bits. */
class TrainingResumeTest extends SparkTest {
  private static final WalkParams WALKS = new WalkParams(WalkLaw.UNIFORM, 6, 12);

  private final List<String> said = new ArrayList<>();
  private GraphStore graph;
  private ObjectiveParams objective = ObjectiveParams.defaults();

  /** Breaks off after a number of rounds. */
  private final class Breaking implements ProgressSink {
    private int left;

    Breaking(int rounds) {
      this.left = rounds;
    }

    @Override
    public void stageStarted(String stage, String what) {
      said.add(what);
    }

    @Override
    public void advanced(String stage, double fraction, String figures) {
      left--;
      if (left == 0) {
        throw new IllegalStateException("broken off");
      }
    }

    @Override
    public void stageFinished(String stage, String summary) {}

    @Override
    public void warned(String message) {}
  }

  @BeforeEach
  void ring() {
    GraphFixture ring = GraphFixture.ofNumbers();
    for (int v = 0; v < 90; v++) {
      ring.edge(Integer.toString(v), Integer.toString((v + 1) % 90));
      ring.edge(Integer.toString(v), Integer.toString((v + 7) % 90));
    }

    this.graph = ring.write(spark(), folder.resolve("graph-run"));
  }

  @Test
  void tiles() throws IOException {
    // 3 blocks, 2 episodes, 2 epochs: 12 rounds.
    for (int rounds : new int[] {1, 3, 4, 11}) {
      goesOn(params(TrainingSchedule.TILES, 3), rounds, 12);
    }
  }

  @Test
  void rowsWithSumsOfAdagrad() throws IOException {
    ObjectiveParams d = ObjectiveParams.defaults();
    this.objective =
        new ObjectiveParams(
            d.windowKind(), d.subsample(), d.tables(), d.samples(), d.alpha(), Optimizer.ADAGRAD);
    goesOn(params(TrainingSchedule.TILES, 3), 4, 12);
  }

  @Test
  void oneTable() throws IOException {
    ObjectiveParams d = ObjectiveParams.defaults();
    this.objective =
        new ObjectiveParams(
            d.windowKind(), d.subsample(), TableChoice.ONE, d.samples(), d.alpha(), d.optimizer());
    goesOn(params(TrainingSchedule.TILES, 3), 5, 12);
  }

  @Test
  void windows() throws IOException {
    for (int rounds : new int[] {1, 2, 3}) {
      goesOn(params(TrainingSchedule.WINDOWS, 1), rounds, 4);
    }
  }

  @Test
  void otherSettingsBeginAnewAndDeleteTheRounds() throws IOException {
    SkipGramParams params = params(TrainingSchedule.TILES, 3);
    breakOff("other", params, 2, 9);
    assertThat(scratch("other")).hasSize(1);

    train("other", params, 10, new Breaking(-1));

    assertThat(said).noneMatch(line -> line.startsWith("going on"));
    assertThat(scratch("other")).isEmpty();
  }

  @Test
  void roundsWithAMissingFileAreNotUsed() throws IOException {
    SkipGramParams params = params(TrainingSchedule.TILES, 3);
    breakOff("missing", params, 2, 9);
    try (Stream<java.nio.file.Path> files = Files.walk(folder.resolve("missing"))) {
      Files.delete(
          files
              .filter(file -> file.getFileName().toString().startsWith("context-00001"))
              .findFirst()
              .orElseThrow());
    }

    EmbeddingStore store = train("missing", params, 9, new Breaking(-1));

    assertThat(said).noneMatch(line -> line.startsWith("going on"));
    assertThat(vectors(store)).isEqualTo(vectors(train("whole", params, 9, new Breaking(-1))));
  }

  private void goesOn(SkipGramParams params, int rounds, int all) throws IOException {
    String name = params.schedule() + "-" + rounds;
    EmbeddingStore expected = train("whole-" + name, params, 9, new Breaking(-1));
    breakOff(name, params, rounds, 9);

    EmbeddingStore store = train(name, params, 9, new Breaking(-1));

    assertThat(said)
        .contains("going on after " + rounds + " of " + all + " rounds, which are finished");
    assertThat(vectors(store)).isEqualTo(vectors(expected));
    assertThat(store.manifest().counts()).isEqualTo(expected.manifest().counts());
    assertThat(LossCurve.of(store.manifest())).isEqualTo(LossCurve.of(expected.manifest()));
    assertThat(scratch(name)).isEmpty();
  }

  private void breakOff(String name, SkipGramParams params, int rounds, long seed) {
    assertThatThrownBy(() -> train(name, params, seed, new Breaking(rounds)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken off");
    said.clear();
  }

  private EmbeddingStore train(
      String name, SkipGramParams params, long seed, ProgressSink progress) {
    RunContext run =
        new RunContext(spark(), new Path(folder.resolve(name).toUri()), seed, progress);
    WalkSource walks = WalkSource.streamed(graph, WALKS, seed);
    try {
      return SkipGramStage.run(graph, walks, params, objective, WarmParams.NONE, run);
    } finally {
      walks.release();
    }
  }

  private List<String> scratch(String name) {
    return Arrays.stream(folder.resolve(name).toFile().list())
        .filter(file -> file.startsWith(".scratch-train-"))
        .toList();
  }

  private static SkipGramParams params(TrainingSchedule schedule, int blocks) {
    return new SkipGramParams(
        12,
        3,
        4,
        2,
        0.05,
        0.0001,
        OptionalInt.of(2),
        OptionalInt.of(blocks),
        OptionalInt.of(16),
        16,
        WalkSupply.STREAMED,
        schedule,
        1);
  }

  private static Map<Long, List<Float>> vectors(EmbeddingStore store) {
    Map<Long, List<Float>> vectors = new TreeMap<>();
    for (Row row : store.vectorTable().select("id", "vector").collectAsList()) {
      vectors.put(row.getLong(0), row.getList(1));
    }

    return vectors;
  }
}
