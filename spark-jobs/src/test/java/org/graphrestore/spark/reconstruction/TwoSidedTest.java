package org.graphrestore.spark.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.graphrestore.embedding.ImportParams;
import org.graphrestore.embedding.ImportParams.MissingVectors;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.reconstruction.EvaluationPlan;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.store.exchange.EmbeddingImport;
import org.junit.jupiter.api.Test;

/**
 * Embeddings with a source and a target vector a node, made elsewhere: HOPE's of the karate club.
 */
class TwoSidedTest extends SparkTest {
  private static final ImportParams FAIL = new ImportParams(MissingVectors.FAIL);
  private static final java.nio.file.Path VECTORS =
      java.nio.file.Path.of("../common/src/test/resources");
  private static final String[] TIES = {
    "1 2 3 4 5 6 7 8 10 11 12 13 17 19 21 31",
    "2 3 7 13 17 19 21 30",
    "3 7 8 9 13 27 28 32",
    "7 12 13",
    "6 10",
    "6 10 16",
    "16",
    "",
    "30 32 33",
    "33",
    "",
    "",
    "",
    "33",
    "32 33",
    "32 33",
    "",
    "",
    "32 33",
    "33",
    "32 33",
    "",
    "32 33",
    "25 27 29 32 33",
    "25 27 31",
    "31",
    "29 33",
    "33",
    "31 33",
    "32 33",
    "32 33",
    "32 33",
    "33"
  };

  private GraphStore karate() {
    GraphFixture fixture = GraphFixture.undirected();
    for (int u = 0; u < TIES.length; u++) {
      for (String v : TIES[u].split(" ", -1)) {
        if (!v.isEmpty()) {
          fixture.edge(Integer.toString(u), v);
        }
      }
    }
    return fixture.write(spark(), folder);
  }

  private RunContext run(String name) {
    return new RunContext(
        spark(), new Path(folder.resolve(name).toUri().toString()), 1, ProgressSink.SILENT);
  }

  private static Path file(String side) {
    return new Path(VECTORS.resolve("karate-hope-" + side + ".txt").toAbsolutePath().toString());
  }

  private static ReconstructionParams params(int examples) {
    return new ReconstructionParams(
        1, List.of(ScoreKind.SOURCE_TARGET), OptionalInt.empty(), 0, 0.9, examples, 1);
  }

  private double map(GraphStore graph, EmbeddingStore embeddings, RunContext run, boolean whole) {
    EvaluationPlan plan = new EvaluationPlan(whole, BlockLayout.ofBlocks(34, 3), 20, 8, 1 << 20);
    ReconstructionResult result = ReconstructStage.run(graph, embeddings, params(2), run, plan);
    assertThat(result.examples().get(0).best().get(0).restored().get(0).hit()).isTrue();
    return result.summary().scores().get(0).hops().get(0).shell().map();
  }

  @Test
  void hopeHasItsKnownPrecisionOutOfTwoFiles() {
    GraphStore graph = karate();
    EmbeddingStore embeddings =
        EmbeddingImport.run(graph, file("source"), Optional.of(file("target")), FAIL, run("a"));
    assertThat(embeddings.hasContext()).isTrue();
    assertThat(map(graph, embeddings, run("blocks"), false)).isCloseTo(1, within(1e-12));
    assertThat(map(graph, embeddings, run("whole"), true)).isCloseTo(1, within(1e-12));
  }

  @Test
  void hopeHasItsKnownPrecisionOutOfParquet() {
    GraphStore graph = karate();
    String table = folder.resolve("hope.parquet").toString();
    rows("source")
        .selectExpr("id", "slice(values, 1, 8) vector")
        .join(rows("target").selectExpr("id", "slice(values, 1, 8) target"), "id")
        .write()
        .parquet(table);
    EmbeddingStore embeddings = EmbeddingImport.run(graph, new Path(table), FAIL, run("a"));
    assertThat(map(graph, embeddings, run("b"), true)).isCloseTo(0.9679, within(5e-5));
  }

  /** Reads the text as {@code id string, values array<float>}. */
  private Dataset<Row> rows(String side) {
    return spark()
        .read()
        .text(file(side).toString())
        .selectExpr("split(value, ' ') words")
        .filter("size(words) > 2")
        .selectExpr("words[0] id", "cast(slice(words, 2, 16) as array<float>) values");
  }

  @Test
  void oneVectorANodeIsRefusedWithTheFix() {
    GraphStore graph = karate();
    EmbeddingStore embeddings = EmbeddingImport.run(graph, file("source"), FAIL, run("a"));
    assertThatThrownBy(() -> ReconstructStage.run(graph, embeddings, params(0), run("b")))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "The embeddings in "
                + embeddings.path()
                + " have one vector a node, and the score source-target needs two; give the target"
                + " vectors by --targets, or leave it out of reconstruct.scores");
  }

  @Test
  void aNodeWithoutAVectorRanksLastAndToItAllAreAlike() throws IOException {
    GraphStore graph = karate();
    java.nio.file.Path some = folder.resolve("some.txt");
    Files.write(
        some,
        Files.readAllLines(VECTORS.resolve("karate-hope-source.txt")).stream()
            .skip(1)
            .filter(line -> !line.startsWith("11 "))
            .toList());
    EmbeddingStore embeddings =
        EmbeddingImport.run(
            graph, new Path(some.toString()), new ImportParams(MissingVectors.LAST), run("a"));
    ReconstructionParams params =
        new ReconstructionParams(1, ScoreKind.oneSided(), OptionalInt.empty(), 0, 0.9, 2, 1);
    String json = null;
    for (boolean whole : new boolean[] {true, false}) {
      EvaluationPlan plan = new EvaluationPlan(whole, BlockLayout.ofBlocks(34, 3), 20, 8, 1 << 20);
      RunContext run = run("last-" + whole);
      ReconstructStage.run(graph, embeddings, params, run, plan);
      String found = Files.readString(folder.resolve("last-" + whole + "/reconstruction.json"));
      assertThat(json == null || json.equals(found)).isTrue();
      json = found;
    }
    Dataset<Row> table =
        spark()
            .read()
            .option("recursiveFileLookup", "true")
            .option("pathGlobFilter", "*.parquet")
            .parquet(folder.resolve("last-true/reconstruction").toString());
    // Member 12 of the paper has one tie; all 33 others share rank 17.
    List<Row> rows = table.filter("id = '11' and truth = 'shell'").collectAsList();
    assertThat(rows).hasSize(3);
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.<Double>getAs("ap")).isCloseTo(1 / 17., within(1e-15)));
  }

  @Test
  void targetsOfAnotherDimensionAreRefused() throws IOException {
    GraphStore graph = karate();
    java.nio.file.Path odd = folder.resolve("odd.txt");
    Files.writeString(odd, "0 0.5 0.25\n");
    Path targets = new Path(odd.toString());
    assertThatThrownBy(
            () -> EmbeddingImport.run(graph, file("source"), Optional.of(targets), FAIL, run("a")))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "The source vectors of "
                + file("source")
                + " have 16 values and the target vectors of "
                + targets
                + " 2; both must have the same number");
  }
}
