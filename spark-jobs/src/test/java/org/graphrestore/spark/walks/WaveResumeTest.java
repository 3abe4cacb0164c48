package org.graphrestore.spark.walks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.JvmGraph;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.walk.WalkLaw;
import org.graphrestore.walk.WalkParams;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A walk stage that failed in a wave goes on after the waves before it. */
class WaveResumeTest extends SparkTest {
  private static final WalkParams PARAMS = new WalkParams(WalkLaw.UNIFORM, 2, 9);
  private static final int NODES = 250;
  private static final int WAVES = 5;

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<Integer> made = new ArrayList<>();
  private GraphStore graph;

  @BeforeEach
  void writeGraph() {
    GraphFixture fixture = GraphFixture.directed();
    for (int i = 0; i < NODES; i++) {
      fixture.edge("n" + i, "n" + (i * 7 + 1) % NODES).edge("n" + i, "n" + (i * i + 3) % NODES);
    }

    fixture.edge("n0", "end");
    this.graph = fixture.write(spark(), folder);
  }

  private RunContext run(String name, long seed) {
    ProgressSink sink =
        new ProgressSink() {
          @Override
          public void stageStarted(String stage, String what) {
            said.add(what);
          }

          @Override
          public void resumed(String stage, double fraction) {
            said.add(stage + " resumed at " + fraction);
          }

          @Override
          public void advanced(String stage, double fraction, String figures) {}

          @Override
          public void stageFinished(String stage, String summary) {
            said.add(summary);
          }

          @Override
          public void warned(String message) {
            said.add("warned: " + message);
          }
        };
    return new RunContext(spark(), new Path(folder.resolve(name).toUri()), seed, sink);
  }

  /** Runs the stage in five waves, one of which fails when its files are written; -1: none. */
  private WalkStore walk(RunContext run, int failing) {
    long tokens = graph.nodes() * PARAMS.walksPerNode() * PARAMS.length() / WAVES + 1;
    return WalkStage.run(
        graph,
        PARAMS,
        run,
        (store, params) ->
            new Failing(
                new ReplicatedMaker(graph, params, run, store, tokens, "asked for"),
                failing,
                made));
  }

  private void failIn(int wave, RunContext run) {
    assertThatThrownBy(() -> walk(run, wave)).hasMessage("wave " + wave + " failed");
    made.clear();
    said.clear();
  }

  /** A maker that fails after a wave is written and before anybody knows. */
  private record Failing(WalkMaker maker, int failing, List<Integer> made) implements WalkMaker {
    @Override
    public String engine() {
      return maker.engine();
    }

    @Override
    public String reason() {
      return maker.reason();
    }

    @Override
    public String plan() {
      return maker.plan();
    }

    @Override
    public int waves() {
      return maker.waves();
    }

    @Override
    public WaveFiles write(int wave, Path table) {
      WaveFiles files = maker.write(wave, table);
      if (wave == failing) {
        throw new IllegalStateException("wave " + wave + " failed");
      }

      made.add(wave);
      return files;
    }

    @Override
    public void close() {
      maker.close();
    }
  }

  private static List<String> rows(WalkStore store) {
    return store.walkTable().collectAsList().stream().map(Object::toString).sorted().toList();
  }

  private List<String> files(String run) throws IOException {
    java.nio.file.Path walks = folder.resolve(run).resolve("walks");
    try (Stream<java.nio.file.Path> files = Files.walk(walks)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> walks.relativize(file).toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  @Test
  void goesOnAfterTheFinishedWaves() throws IOException {
    WalkStore undisturbed = walk(run("undisturbed", 3), -1);
    assertThat(made).containsExactly(0, 1, 2, 3, 4);
    failIn(3, run("run", 3));
    assertThat(files("run"))
        .hasSize(4)
        .allMatch(name -> name.matches("data-.*/(unfinished.json|walks/part-0000[012]-.*)"));

    // What a new run does first: it must not take the finished waves for rubbish.
    StoreFolder.at(
            new Path(folder.resolve("run/walks").toString()), sparkContext().hadoopConfiguration())
        .sweep();
    WalkStore store = walk(run("run", 3), -1);
    assertThat(made).containsExactly(3, 4);
    assertThat(said.get(0))
        .isEqualTo(
            "2 uniform walks of 9 nodes from each of 251 nodes; going on after 3 of 5 waves, which"
                + " are finished");
    assertThat(said.get(1)).isEqualTo("walks resumed at 0.6");
    assertThat(rows(store)).hasSize(502).isEqualTo(rows(undisturbed));
    StoreManifest manifest = store.manifest();
    assertThat(manifest.counts()).isEqualTo(undisturbed.manifest().counts());
    assertThat(manifest.count("dead_ends").orElseThrow()).isPositive();
    assertThat(manifest.fact("lengths").orElseThrow()).matches("1=2 .*9=4\\d\\d");
    assertThat(manifest.facts()).isEqualTo(undisturbed.manifest().facts());
    assertThat(manifest.table(WalkStore.WALKS).files())
        .extracting(StoreManifest.TableFile::firstKey)
        .containsExactly(0L, 51L, 102L, 153L, 204L);
    assertThat(files("run"))
        .hasSize(6)
        .contains("manifest.json")
        .noneMatch(WaveResumeTest::isUnfinished);
    made.clear();
    walk(run("run", 3), -1);
    assertThat(made).isEmpty();
    assertThat(JvmGraph.held()).isZero();
  }

  private static boolean isUnfinished(String name) {
    return name.endsWith("unfinished.json");
  }

  @Test
  void goesOnMoreThanOnce() throws IOException {
    List<String> undisturbed = rows(walk(run("undisturbed", 3), -1));
    made.clear();
    failIn(1, run("run", 3));
    failIn(2, run("run", 3));
    failIn(4, run("run", 3));
    WalkStore store = walk(run("run", 3), -1);
    assertThat(made).containsExactly(4);
    assertThat(rows(store)).isEqualTo(undisturbed);
  }

  @Test
  void wavesOfOtherWalksAreDeleted() throws IOException {
    failIn(2, run("run", 3));
    WalkStore store = walk(run("run", 4), -1);
    assertThat(made).containsExactly(0, 1, 2, 3, 4);
    assertThat(said.get(0))
        .matches(
            "warned: Deleted file:.*/run/walks/data-[0-9a-f]{8}: unfinished, and made otherwise");
    assertThat(said.get(1)).isEqualTo("2 uniform walks of 9 nodes from each of 251 nodes");
    assertThat(rows(store)).isEqualTo(rows(walk(run("undisturbed", 4), -1)));
  }

  @Test
  void wavesThatHaveLostAFileAreMadeAnew() throws IOException {
    failIn(2, run("run", 3));
    String lost =
        files("run").stream().filter(name -> name.contains("part-00001")).findFirst().orElseThrow();
    Files.delete(folder.resolve("run/walks").resolve(lost));
    WalkStore store = walk(run("run", 3), -1);
    assertThat(made).containsExactly(0, 1, 2, 3, 4);
    assertThat(rows(store)).isEqualTo(rows(walk(run("undisturbed", 3), -1)));
  }

  @Test
  void aFirstWaveThatFailsLeavesNothing() {
    failIn(0, run("run", 3));
    assertThat(folder.resolve("run/walks")).doesNotExist();
  }

  @Test
  void countsOfWavesAddUp() {
    WalkStore five = walk(run("five", 3), -1);
    WalkStore one = WalkStage.run(graph, PARAMS, run("one", 3));
    TreeMap<String, Long> expected = new TreeMap<>(one.manifest().counts());
    assertThat(expected.put("waves", 5L)).isEqualTo(1);
    assertThat(five.manifest().counts()).isEqualTo(expected);
    assertThat(five.fingerprint()).isEqualTo(one.fingerprint());
    assertThat(rows(five)).isEqualTo(rows(one));
  }
}
