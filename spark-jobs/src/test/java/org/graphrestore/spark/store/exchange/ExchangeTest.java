package org.graphrestore.spark.store.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.fs.Path;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.embedding.ImportParams;
import org.graphrestore.embedding.ImportParams.MissingVectors;
import org.graphrestore.embedding.VectorFormat;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.EmbeddingWriter;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.spark.walks.WalkStage;
import org.graphrestore.walk.WalkLaw;
import org.graphrestore.walk.WalkParams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is exported is imported again; what does not fit is named. */
class ExchangeTest extends SparkTest {
  private static final int NODES = 120;
  private static final int DIM = 4;
  private static final ImportParams FAIL = new ImportParams(MissingVectors.FAIL);
  private static final ImportParams ZERO = new ImportParams(MissingVectors.ZERO);

  private final GraphFixture fixture = ring(GraphFixture.undirected(), "/c/en/é");
  private final List<String> said = new CopyOnWriteArrayList<>();

  private static GraphFixture ring(GraphFixture graph, String prefix) {
    for (int i = 0; i < NODES; i++) {
      graph.edge(prefix + i, prefix + (i + 1) % NODES);
    }

    return graph;
  }

  private RunContext run(String name) {
    ProgressSink sink =
        new ProgressSink() {
          @Override
          public void stageStarted(String stage, String what) {}

          @Override
          public void advanced(String stage, double fraction, String figures) {}

          @Override
          public void stageFinished(String stage, String summary) {
            said.add(summary);
          }

          @Override
          public void warned(String message) {
            said.add(message);
          }
        };
    return new RunContext(spark(), path(name), 1, sink);
  }

  private Path path(String name) {
    return new Path(folder.resolve(name).toUri().toString());
  }

  private static float value(int i) {
    return (float) Math.sin(i) * 3e-5f * i;
  }

  private EmbeddingStore store(GraphStore graph) {
    float[] values = new float[NODES * DIM];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(i);
    }

    EmbeddingWriter writer = EmbeddingWriter.begin(graph, DIM, run("made"));
    writer.vectors(
        sparkContext().parallelize(List.of(1), 1).map(one -> new EmbeddingBlock(0, DIM, values)));
    return writer.commit(EmbeddingWriter.manifest("train").fingerprint("aaaaaaaaaaaaaaaa"));
  }

  private java.nio.file.Path write(String name, String... lines) {
    try {
      Files.createDirectories(folder.resolve(name).getParent());
      return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "word2vec, v.txt",
    "word2vec-binary, v.bin",
    "numpy, v.npy",
  })
  void whatIsExportedIsImportedAgain(String format, String file) {
    GraphStore graph = fixture.write(spark(), folder);
    EmbeddingStore made = store(graph);
    EmbeddingExport.run(made, VectorFormat.of(format), path(file), run("made"));
    EmbeddingStore read = EmbeddingImport.run(graph, path(file), FAIL, run("imported"));
    assertThat(read.files().read(0, NODES).values())
        .containsExactly(made.files().read(0, NODES).values());
    assertThat(read.manifest().fact("checksum")).isEqualTo(made.manifest().fact("checksum"));
    assertThat(folder.resolve(file + ".part")).doesNotExist();
    said.clear();
    EmbeddingStore again = EmbeddingImport.run(graph, path(file), FAIL, run("imported"));
    assertThat(again.manifest()).isEqualTo(read.manifest());
    assertThat(said).containsExactly("reused 120 vectors");
  }

  @Test
  void parquetAndStoresOfOtherGraphsAreAlignedById() {
    GraphStore graph = fixture.write(spark(), folder);
    EmbeddingStore made = store(graph);
    assertThat(EmbeddingImport.run(graph, path("made"), FAIL, run("imported")).path())
        .isEqualTo(made.path());
    made.vectorTable()
        .selectExpr("id", "cast(vector as array<double>) as vector")
        .repartition(3)
        .write()
        .parquet(path("v.parquet").toString());
    EmbeddingStore read = EmbeddingImport.run(graph, path("v.parquet"), FAIL, run("imported"));
    assertThat(read.manifest().fact("checksum")).isEqualTo(made.manifest().fact("checksum"));

    GraphFixture wider = ring(GraphFixture.undirected(), "/c/en/é").node("new");
    GraphStore other = wider.write(spark(), folder.resolve("wider"));
    EmbeddingStore moved = EmbeddingImport.run(other, path("made"), ZERO, run("moved"));
    List<String> ids = fixture.idsByIndex();
    List<String> otherIds = wider.idsByIndex();
    float[] values = moved.files().read(0, NODES + 1).values();
    for (int row = 0; row <= NODES; row++) {
      int from = ids.indexOf(otherIds.get(row)) * DIM;
      float[] expected = from < 0 ? new float[DIM] : made.files().read(from / DIM, 1).values();
      assertThat(Arrays.copyOfRange(values, row * DIM, (row + 1) * DIM)).containsExactly(expected);
    }

    assertThat(said)
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .startsWith("1 of 121 nodes have no vector")
                    .endsWith("for example [new]; they get zeros"));
  }

  @Test
  void numericIdsAndCompressedTextAndOtherOrders() throws IOException {
    GraphFixture numbers = ring(GraphFixture.ofNumbers(), "");
    GraphStore graph = numbers.write(spark(), folder);
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("glove.txt.gz")))) {
      for (int i = NODES - 1; i >= 0; i--) {
        out.write(
            (i + "\t" + i + ".5 -1e-3\r\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }

    EmbeddingStore read = EmbeddingImport.run(graph, path("glove.txt.gz"), FAIL, run("imported"));
    List<String> ids = numbers.idsByIndex();
    for (int i = 0; i < NODES; i++) {
      assertThat(read.files().read(i, 1).values())
          .containsExactly(Float.parseFloat(ids.get(i)) + .5f, -1e-3f);
    }
  }

  @Test
  void vectorsThatDoNotFitAreNamed() {
    GraphStore graph =
        GraphFixture.undirected().edge("a", "b").edge("b", "c").write(spark(), folder);
    write("missing.txt", "a 1 2", "c 3 4");
    assertMistake(
        graph,
        "missing.txt",
        "1 of 3 nodes have no vector in ",
        "for example [b]; add them, or give them zeros by --set reconstruct.missing-vectors=zero, or"
            + " rank them last by =last");
    write("twice.txt", "a 1 2", "b 1 2", "c 3 4", "b 1 2");
    assertMistake(
        graph, "twice.txt", "Found 1 vectors in ", "whose id came before, for example [b]");
    write("others.txt", "x 1 2", "y 1 2");
    assertMistake(
        graph, "others.txt", "No id of ", "is a node of the graph; nodes are called", "[x, y]");
    write("short.txt", "4 2", "a 1 2", "b 1 2", "c 3 4");
    assertMistake(
        graph, "short.txt", "The header of short.txt says 4 vectors, but the file has 3; it may");
    write("ragged.txt", "a 1 2", "b 1 2 3", "c 3 4");
    assertMistake(
        graph, "ragged.txt", "The line at byte 6 of ragged.txt has 3 values after the id \"b\"");
    write("nan.txt", "3 2", "a 1 2", "b 1 NaN", "c 3 4");
    assertMistake(
        graph,
        "nan.txt",
        "The line at byte 10 of nan.txt has NaN as value 2 of the vector of \"b\" (values must be"
            + " finite)");
    assertMistake(graph, "nowhere.txt", "Found no embeddings: ", "nowhere.txt does not exist");
    write("alone.npy", "no array");
    assertMistake(graph, "alone.npy", "Found no alone.ids.txt beside ", "one a line");
    write("alone.ids.txt", "a", "b", "c");
    assertMistake(graph, "alone.npy", "alone.npy does not start as a NumPy array file does");
    spark().range(3).toDF("node").write().parquet(path("columns.parquet").toString());
    assertMistake(graph, "columns.parquet", "has the columns [node] (must have id and vector)");
    spark().range(3).selectExpr("id", "1.0f as vector").write().parquet(path("f").toString());
    assertMistake(graph, "f", "has a column vector that is no list of float or double");
    write("empty/readme.txt", "nothing");
    assertMistake(graph, "empty", "Found no Parquet files and no store in the folder ");
    assertThat(folder.resolve("imported/embeddings/manifest.json")).doesNotExist();
  }

  private void assertMistake(GraphStore graph, String file, String... parts) {
    assertThatThrownBy(() -> EmbeddingImport.run(graph, path(file), FAIL, run("imported")))
        .isInstanceOf(UserMistakeException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  @Test
  void vectorsOfNoNodeAreLeftOutAndCounted() {
    GraphStore graph = GraphFixture.undirected().edge("a", "b").write(spark(), folder);
    write("more.txt", "a 1 2", "z 9 9", "b 3 4", "y 9 9");
    EmbeddingStore read = EmbeddingImport.run(graph, path("more.txt"), FAIL, run("imported"));
    assertThat(read.nodes()).isEqualTo(2);
    assertThat(read.manifest().count("unknown")).contains(2L);
    assertThat(said.get(0))
        .startsWith("2 vectors in ")
        .contains("are of no node of the graph and were left out, for example [")
        .contains("y", "z");
  }

  @Test
  void walksAreLinesOfIds() throws IOException {
    GraphStore graph = fixture.write(spark(), folder);
    WalkStore walks = WalkStage.run(graph, new WalkParams(WalkLaw.UNIFORM, 2, 5), run("made"));
    WalkExport.text(graph, walks, path("walks.txt"), run("made"));
    List<String> lines = Files.readAllLines(folder.resolve("walks.txt"));
    List<String> ids = fixture.idsByIndex();
    List<String> expected = new ArrayList<>();
    walks
        .walkTable()
        .orderBy("start", "walk")
        .collectAsList()
        .forEach(
            row ->
                expected.add(
                    String.join(
                        " ",
                        row.<Long>getList(2).stream()
                            .map(node -> ids.get(node.intValue()))
                            .toList())));
    assertThat(lines).hasSize(NODES * 2).isEqualTo(expected);
    assertThat(folder.resolve("walks.txt.parts")).doesNotExist();
    assertThatThrownBy(() -> WalkExport.text(graph, walks, path("made"), run("made")))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("is a folder; name a file");
  }

  @Test
  void idsWithSpacesAreNotWrittenWhereTheyWouldFallApart() {
    GraphStore graph = GraphFixture.undirected().edge("new york", "b").write(spark(), folder);
    EmbeddingWriter writer = EmbeddingWriter.begin(graph, 1, run("made"));
    writer.vectors(
        sparkContext()
            .parallelize(List.of(1), 1)
            .map(one -> new EmbeddingBlock(0, 1, new float[] {1, 2})));
    EmbeddingStore made =
        writer.commit(EmbeddingWriter.manifest("train").fingerprint("bbbbbbbbbbbbbbbb"));
    assertThatThrownBy(
            () -> EmbeddingExport.run(made, VectorFormat.WORD2VEC, path("v.txt"), run("made")))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "Cannot write id \"new york\" as word2vec text, where ids must not be empty or hold white"
                + " space; export as numpy, whose ids may be any line of text");
    assertThat(folder.resolve("v.txt")).doesNotExist();
    assertThat(folder.resolve("v.txt.part")).doesNotExist();
    EmbeddingExport.run(made, VectorFormat.NUMPY, path("v.npy"), run("made"));
    assertThat(folder.resolve("v.ids.txt")).content().contains("new york");
    EmbeddingExport.run(made, VectorFormat.TENSORBOARD, path("v.tsv"), run("made"));
    assertThat(folder.resolve("v.metadata.tsv")).content().contains("new york");
  }
}
