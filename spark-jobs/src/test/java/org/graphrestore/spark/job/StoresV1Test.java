package org.graphrestore.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.graphrestore.config.Settings;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.IdType;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.reconstruction.ReconstructStage;
import org.graphrestore.spark.reconstruction.ReconstructionResult;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.store.WalkStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stores that GraphRestore 0.1 wrote (golden/stores-v1, never to be written anew) are opened and
 * read for ever: seven edges among six nodes of a directed graph with weights, relations and
 * labels; two walks of five nodes each; vectors of dimension 4; and their assessment.
 */
class StoresV1Test extends SparkTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/stores-v1");
  private static final List<String> IDS =
      List.of("/c/en/animal", "/c/en/größe", "/c/en/dog", "/c/en/drink", "/c/en/milk", "/c/en/cat");

  @Test
  void graphLoads() throws IOException {
    GraphStore graph = GraphStore.open(spark(), copy());
    assertThat(graph.fingerprint()).isEqualTo("cafc31b7eefadb32");
    assertThat(graph.nodes()).isEqualTo(6);
    assertThat(graph.arcs()).isEqualTo(7);
    assertThat(graph.idType()).isEqualTo(IdType.STRING);
    assertThat(List.of(graph.directed(), graph.weighted(), graph.relational())).containsOnly(true);
    assertThat(texts(graph.nodeTable().orderBy("index").select("id").collectAsList()))
        .isEqualTo(IDS);
    assertThat(texts(graph.nodeTable().orderBy("index").select("label").collectAsList()))
        .containsExactly("animal", "Größe", "dog", "drink", "milk", "cat");
    assertThat(texts(graph.relationTable().orderBy("relation").select("name").collectAsList()))
        .containsExactly("/r/Antonym", "/r/Desires", "/r/IsA", "/r/RelatedTo");
    assertThat(
            texts(
                graph
                    .arcTable()
                    .orderBy("src", "dst")
                    .selectExpr("concat_ws(' ', src, dst, weight, relation, inverse)")
                    .collectAsList()))
        .containsExactly(
            "0 3 0.25 1 false",
            "1 0 1.0 3 false",
            "2 0 1.5 2 false",
            "2 5 0.5 0 false",
            "4 3 1.0 2 false",
            "5 0 2.0 2 false",
            "5 4 1.0 1 false");
  }

  @Test
  void tasksReadTheGraph() throws IOException {
    GraphStore graph = GraphStore.open(spark(), copy());
    AdjacencyBlock out = graph.files().outNeighbours(0, 6);
    assertThat(out.targets()).containsExactly(3, 0, 0, 5, 3, 0, 4);
    assertThat(out.weights()).containsExactly(0.25f, 1, 1.5f, 0.5f, 1, 2, 1);
    AdjacencyBlock in = graph.files().inNeighbours(0, 6);
    assertThat(in.targets()).containsExactly(1, 2, 5, 0, 4, 5, 2);
    assertThat(graph.files().hashes(0, 2))
        .containsExactly(-6173219789823541501L, -2055972651783366948L);
  }

  @Test
  void walksLoad() throws IOException {
    WalkStore walks = WalkStore.open(spark(), copy());
    assertThat(walks.fingerprint()).isEqualTo("727e2b8ad2287c2b");
    assertThat(walks.walks()).isEqualTo(12);
    assertThat(walks.params().length()).isEqualTo(5);
    assertThat(
            walks.walkTable().filter("start = 3").select("nodes").collectAsList().stream()
                .map(row -> row.getList(0)))
        .as("the dead end")
        .containsExactly(List.of(3L), List.of(3L));
  }

  @Test
  void vectorsLoad() throws IOException {
    EmbeddingStore embeddings = EmbeddingStore.open(spark(), copy());
    assertThat(embeddings.fingerprint()).isEqualTo("b0cbba4f31e44cd2");
    assertThat(embeddings.dim()).isEqualTo(4);
    assertThat(embeddings.hasContext()).isTrue();
    assertThat(embeddings.files().ids(0, 6)).containsExactlyElementsOf(IDS);
    List<Row> first =
        embeddings.vectorTable().filter("id = '/c/en/animal'").select("vector").collectAsList();
    assertThat(first.get(0).<Float>getList(0))
        .containsExactly(boxed(embeddings.files().read(0, 1).values()))
        .doesNotContain(0f);
    assertThat(embeddings.files().readContext(0, 6).values()).hasSize(24);
  }

  @Test
  void theResultIsUsedAgain() throws IOException {
    org.apache.hadoop.fs.Path run = copy();
    GraphStore graph = GraphStore.open(spark(), run);
    EmbeddingStore embeddings = EmbeddingStore.open(spark(), run);
    Settings settings =
        Settings.resolve(Keys.catalog(), List.of(), Map.of("reconstruct.hops", "2"));
    ReconstructionResult result =
        ReconstructStage.run(
            graph,
            embeddings,
            ReconstructionParams.from(settings),
            new RunContext(spark(), run, 7, ProgressSink.SILENT));
    assertThat(result.summary().queries()).isEqualTo(6);
    assertThat(folder.resolve("run/reconstruction.json"))
        .hasSameTextualContentAs(GOLDEN.resolve("reconstruction.json"));
    assertThat(folder.resolve("run/reconstruction/data-fb851955/result.json")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"graph", "walks", "embeddings"})
  void aNewerVersionIsRefusedByName(String name) throws IOException {
    org.apache.hadoop.fs.Path run = copy();
    Path manifest = folder.resolve("run").resolve(name).resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("\"formatVersion\" : 1", "\"formatVersion\" : 2")
            .replace("\"version\" : \"0.1.0-SNAPSHOT\"", "\"version\" : \"7.0\""));
    assertThatThrownBy(
            () -> {
              switch (name) {
                case "graph" -> GraphStore.open(spark(), run);
                case "walks" -> WalkStore.open(spark(), run);
                default -> EmbeddingStore.open(spark(), run);
              }
            })
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            run
                + "/"
                + name
                + " is version 2 of graphrestore/"
                + name
                + ", written by GraphRestore 7.0 (this one reads up to version 1); use a newer"
                + " GraphRestore");
  }

  /** Stages lock and tidy what they open, so they get a copy. */
  private org.apache.hadoop.fs.Path copy() throws IOException {
    Path run = folder.resolve("run");
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      for (Path file : files.toList()) {
        Path to = run.resolve(GOLDEN.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }

    return new org.apache.hadoop.fs.Path("file:" + run);
  }

  private static List<String> texts(List<Row> rows) {
    return rows.stream().map(row -> row.getString(0)).toList();
  }

  private static Float[] boxed(float[] values) {
    Float[] boxed = new Float[values.length];
    for (int i = 0; i < values.length; i++) {
      boxed[i] = values[i];
    }

    return boxed;
  }
}
