package org.graphrestore.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.exchange.WalkExport;
import org.graphrestore.spark.walks.WalkIds;
import org.graphrestore.spark.walks.WalkStage;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkLaw;
import org.graphrestore.walk.WalkParams;
import org.junit.jupiter.api.Test;

/** Walks as original ids, with the ids of all nodes in memory and without. */
class NamedWalksTest extends SparkTest {
  /** So long that two starts fill a row group, and so a range; but walks soon meet a dead end. */
  private static final WalkParams PARAMS = new WalkParams(WalkLaw.UNIFORM, 100, 18_000);

  private static final int NODES = 23;

  private final List<String> said = new ArrayList<>();

  private RunContext run() {
    ProgressSink sink =
        new ProgressSink() {
          @Override
          public void stageStarted(String stage, String what) {
            said.add(what);
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
    return new RunContext(spark(), new Path(folder.resolve("run").toString()), 3, sink);
  }

  /** A graph in which every walk goes upwards and ends. */
  private static GraphFixture upwards(GraphFixture graph, String prefix) {
    Random random = new Random(8);
    for (int i = 0; i < NODES - 1; i++) {
      for (int j = 0; j < 3; j++) {
        int to = i + 1 + random.nextInt(NODES - 1 - i);
        graph.edge(prefix + i, prefix + to);
      }
    }

    return graph;
  }

  private static String text(int range, WalkBatch batch, IdWords words, int[] rows)
      throws IOException {
    StringBuilder lines = new StringBuilder().append(range).append('\n');
    var line = new java.io.ByteArrayOutputStream();
    for (int w = 0; w < batch.walks(); w++) {
      line.reset();
      for (int i = batch.offsets()[w]; i < batch.offsets()[w + 1]; i++) {
        words.writeTo(line, rows[i]);
        line.write(' ');
      }

      lines.append(line.toString(java.nio.charset.StandardCharsets.UTF_8)).append('\n');
    }

    return lines.toString();
  }

  private void sameWithAndWithoutAllIds(GraphFixture fixture, WalkParams params, int ranges) {
    GraphStore graph = fixture.write(spark(), folder.resolve("graph"));
    WalkStore walks = WalkStage.run(graph, params, run());
    assertThat(walks.files().ranges()).isGreaterThanOrEqualTo(ranges);
    List<String> expected =
        NamedWalks.eachInMemory(sparkContext(), graph, walks, NamedWalksTest::text);
    assertThat(expected).hasSize(walks.files().ranges());
    List<String> ids = fixture.idsByIndex();
    assertThat(expected.get(0)).startsWith("0\n" + ids.get(0) + " ");
    for (int blockRows : new int[] {1, 5, 1000}) {
      assertThat(
              NamedWalks.eachExchanged(
                  sparkContext(), graph, walks, NamedWalksTest::text, blockRows))
          .isEqualTo(expected);
    }

    assertThat(JvmIds.held()).isZero();
  }

  @Test
  void textsAreTheSameWithAndWithoutAllIds() {
    sameWithAndWithoutAllIds(upwards(GraphFixture.directed(), "näher/"), PARAMS, 10);
  }

  @Test
  void theSizeOfIdsIsKnownFromFooters() {
    GraphStore texts =
        upwards(GraphFixture.directed(), "http://example.org/").write(spark(), folder);
    // 19 letters, one or two digits, and Parquet's four bytes of length.
    assertThat(NodeIds.bytes(texts, sparkContext().hadoopConfiguration()))
        .isBetween(23L * 20, 23L * 30);
  }

  @Test
  void aTableOfIdsIsAddedToTheStore() throws IOException {
    GraphFixture fixture = upwards(GraphFixture.ofNumbers(), "7");
    WalkParams params = new WalkParams(WalkLaw.UNIFORM, 3, 7);
    sameWithAndWithoutAllIds(fixture, params, 1);
    GraphStore graph = GraphStore.open(spark(), new Path(folder.resolve("graph").toString()));
    WalkStore walks = WalkStage.run(graph, params, run());
    assertThat(walks.hasIds()).isFalse();
    said.clear();
    WalkStore named = WalkIds.addTo(graph, walks, run());
    assertThat(said.get(0)).isEqualTo("69 walks as original ids too");
    assertThat(said.get(1)).startsWith("69 walks as original ids too, ");
    assertThat(named.hasIds()).isTrue();
    assertThat(named.fingerprint()).isEqualTo(walks.fingerprint());
    List<String> ids = fixture.idsByIndex();
    List<Row> rows = named.idTable().orderBy("start", "walk").collectAsList();
    List<Row> indices = named.walkTable().orderBy("start", "walk").collectAsList();
    assertThat(rows).hasSize(69).hasSameSizeAs(indices);
    for (int i = 0; i < rows.size(); i++) {
      List<Long> expected =
          indices.get(i).<Long>getList(2).stream()
              .map(node -> Long.parseLong(ids.get(node.intValue())))
              .toList();
      assertThat(rows.get(i).<Long>getList(2).stream().toList()).isEqualTo(expected);
    }

    said.clear();
    WalkStore reused = WalkStage.run(graph, params, run());
    assertThat(WalkIds.addTo(graph, reused, run()).manifest()).isEqualTo(named.manifest());
    assertThat(said).hasSize(1);
    assertThat(said.get(0)).startsWith("reused ");
  }

  @Test
  void aTableThatCannotBeAddedLeavesTheStore() throws IOException {
    GraphStore graph =
        upwards(GraphFixture.directed(), "n").write(spark(), folder.resolve("graph"));
    WalkStore walks = WalkStage.run(graph, PARAMS, run());
    StoreFolder store = StoreFolder.of(run(), WalkStore.FOLDER);
    java.nio.file.Path half = java.nio.file.Path.of(store.amend("ids").toUri().getPath());
    Files.createDirectories(half);
    Files.writeString(half.resolve("part-00000-7.parquet"), "half");
    store.abandon();
    assertThat(half.resolve("part-00000-7.parquet")).doesNotExist();
    assertThat(WalkStage.run(graph, PARAMS, run()).walkTable().count()).isEqualTo(walks.walks());
  }

  @Test
  void partsSayWhatOneFileSays() throws IOException {
    GraphStore graph =
        upwards(GraphFixture.directed(), "n").write(spark(), folder.resolve("graph"));
    WalkStore walks = WalkStage.run(graph, PARAMS, run());
    Path one = new Path(folder.resolve("walks.txt").toString());
    Path many = new Path(folder.resolve("walks").toString());
    WalkExport.text(graph, walks, one, run());
    WalkExport.parts(graph, walks, many, run());
    StringBuilder joined = new StringBuilder();
    try (Stream<java.nio.file.Path> files = Files.list(folder.resolve("walks"))) {
      for (java.nio.file.Path file : files.sorted().toList()) {
        if (!file.toString().endsWith(".crc")) {
          assertThat(file.getFileName().toString()).matches("part-\\d{5}\\.txt");
          joined.append(Files.readString(file));
        }
      }
    }

    assertThat(Files.readString(folder.resolve("walks.txt"))).isEqualTo(joined.toString());
    assertThat(joined.toString().lines().count()).isEqualTo(walks.walks());
    assertThatThrownBy(() -> WalkExport.parts(graph, walks, many, run()))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(many + " exists; parts need a new folder, so name another --output");
    assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".parts"));
  }

  @Test
  void idsWithSpacesAreRefused() {
    GraphStore graph =
        upwards(GraphFixture.directed(), "new york ").write(spark(), folder.resolve("graph"));
    WalkStore walks = WalkStage.run(graph, PARAMS, run());
    Path file = new Path(folder.resolve("walks.txt").toString());
    assertThatThrownBy(() -> WalkExport.text(graph, walks, file, run()))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageMatching(
            "Cannot write id \"new york \\d+\" into walks as text, where ids must not be empty or"
                + " hold white space; read the walk store's Parquet files instead");
    assertThat(folder.resolve("walks.txt")).doesNotExist();
  }
}
