package org.graphrestore.spark.linkprediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.linkprediction.LinkPredictionParams;
import org.graphrestore.linkprediction.LinkPredictionSummary;
import org.graphrestore.linkprediction.LinkPredictionSummary.PairMeasures;
import org.graphrestore.linkprediction.LinkPredictionSummary.Ranking;
import org.graphrestore.reconstruction.RandomExpectation;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.EmbeddingWriter;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkPredictionStageTest extends SparkTest {
  private static final int DIM = 5;
  private static final long SEED = 3;
  private static final LinkPredictionParams PARAMS =
      new LinkPredictionParams(0.2, 0.1, 2, 15, OptionalInt.empty(), ScoreKind.oneSided(), 40, 0.9);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void measuresWhatTheDefinitionsSay(boolean directed) throws Exception {
    LinkSplit split = split(spark(), directed);
    float[] vectors = vectors((int) split.training().nodes());
    EmbeddingStore embeddings = write(spark(), split.training(), vectors, "a");
    LinkPredictionSummary summary =
        LinkPredictionStage.run(split, embeddings, PARAMS, context(spark(), "a"));

    ReferenceLinkPrediction reference = new ReferenceLinkPrediction(split, DIM, vectors);
    List<List<Long>> positives = reference.positives();
    List<List<Long>> negatives = reference.negatives(2, SEED);
    assertThat(pairs("a", false)).isEqualTo(negatives);
    assertThat(pairs("a", true)).isEqualTo(positives);
    assertThat(summary.negatives()).isEqualTo(2 * summary.testEdges());
    List<ScoreKind> kinds = new ArrayList<>(ScoreKind.oneSided());
    kinds.add(null);
    for (int i = 0; i < kinds.size(); i++) {
      ScoreKind kind = kinds.get(i);
      checkPairs(
          summary.pairs().get(i), positives, negatives, (u, v) -> reference.score(kind, u, v));
      checkRanks(summary.rankings().get(i), "all", reference.ranks(kind, 0, SEED));
      checkRanks(summary.rankings().get(i + 5), "sampled", reference.ranks(kind, 15, SEED));
    }
    assertThat(summary.pairs().stream().map(PairMeasures::score))
        .containsExactlyElementsOf(
            directed
                ? List.of("dot", "cosine", "l2", "degree", "random")
                : List.of(
                    "dot", "cosine", "l2", "degree", "common-neighbours", "adamic-adar", "random"));
    if (!directed) {
      checkPairs(summary.pairs().get(4), positives, negatives, reference::commonNeighbours);
      checkPairs(summary.pairs().get(5), positives, negatives, reference::adamicAdar);
    }
    Ranking random = summary.rankings().get(9);
    assertThat(random.mrr()).isCloseTo(RandomExpectation.averagePrecision(16, 1), within(1e-12));
    assertThat(Files.readString(folder.resolve("a/linkpred.json")))
        .contains("\"averagePrecision\"");
    assertThat(LinkPredictionStage.run(split, embeddings, PARAMS, context(spark(), "a")))
        .isEqualTo(summary);
  }

  @Test
  void isTheSameOnOtherPartitionsAndASampleIsRanked() {
    LinkSplit split = split(spark(), false);
    float[] vectors = vectors((int) split.training().nodes());
    EmbeddingStore embeddings = write(spark(), split.training(), vectors, "a");
    LinkPredictionParams sampled =
        new LinkPredictionParams(
            0.2, 0.1, 1, 15, OptionalInt.of(7), List.of(ScoreKind.DOT), 40, 0.9);
    LinkPredictionSummary one =
        LinkPredictionStage.run(split, embeddings, sampled, context(spark(), "one"));
    SparkSession other = spark().newSession();
    other.conf().set("spark.sql.shuffle.partitions", "7");
    other.conf().set("spark.sql.adaptive.enabled", "false");
    LinkPredictionSummary two =
        LinkPredictionStage.run(
            LinkSplit.open(other, path("split")), embeddings, sampled, context(other, "two"));
    assertThat(two).isEqualTo(one);
    assertThat(one.rankedEdges()).isEqualTo(7);
    assertThat(one.rankings().get(0).rankings()).isEqualTo(14);
    assertThat(one.rankings().get(0).mrrInterval().low())
        .isLessThanOrEqualTo(one.rankings().get(0).mrr());
  }

  @Test
  void refusesVectorsThatCannotBeRanked() {
    LinkSplit split = split(spark(), false);
    float[] vectors = vectors((int) split.training().nodes());
    vectors[2 * DIM + 1] = Float.NaN;
    EmbeddingStore broken = write(spark(), split.training(), vectors, "b");
    String id = split.training().nodeTable().where("index = 2").select("id").first().getString(0);
    assertThatThrownBy(() -> LinkPredictionStage.run(split, broken, PARAMS, context(spark(), "b")))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("Found vectors with NaN or infinite values")
        .hasMessageContaining(": " + id + ";");
    assertThat(folder.resolve("b/linkprediction"))
        .satisfiesAnyOf(
            place -> assertThat(place).doesNotExist(),
            place -> assertThat(place).isEmptyDirectory());

    GraphStore whole = GraphStore.open(spark(), path("whole"));
    EmbeddingStore leaking = write(spark(), whole, vectors((int) whole.nodes()), "c");
    assertThatThrownBy(() -> LinkPredictionStage.run(split, leaking, PARAMS, context(spark(), "c")))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("train them on that graph, which does not have the hidden edges");
  }

  private static void checkPairs(
      PairMeasures measures,
      List<List<Long>> positives,
      List<List<Long>> negatives,
      ToDoubleBiFunction<Long, Long> score) {
    List<Double> ups =
        positives.stream().map(p -> score.applyAsDouble(p.get(0), p.get(1))).toList();
    List<Double> downs =
        negatives.stream().map(p -> score.applyAsDouble(p.get(0), p.get(1))).toList();
    assertThat(measures.auc())
        .as(measures.score())
        .isCloseTo(ReferenceLinkPrediction.auc(ups, downs), within(1e-12));
    assertThat(measures.averagePrecision())
        .as(measures.score())
        .isCloseTo(ReferenceLinkPrediction.averagePrecision(ups, downs), within(1e-12));
  }

  private static void checkRanks(Ranking ranking, String candidates, double[] expected) {
    assertThat(ranking.candidates()).isEqualTo(candidates);
    assertThat(ranking.mrr()).as(ranking.score()).isCloseTo(expected[0], within(1e-12));
    for (int c = 0; c < 4; c++) {
      assertThat(ranking.hits().get(c).share())
          .as(ranking.score())
          .isCloseTo(expected[c + 1], within(1e-12));
    }
  }

  private LinkSplit split(SparkSession spark, boolean directed) {
    GraphFixture fixture = directed ? GraphFixture.directed() : GraphFixture.undirected();
    for (String edge : LinkSplitStageTest.randomEdges(45, 130)) {
      String[] ends = edge.split(" ");
      fixture.edge(ends[0], ends[1]);
      if (directed && ends[0].hashCode() % 3 == 0) {
        fixture.edge(ends[1], ends[0]);
      }
    }
    GraphStore graph = fixture.node("alone").write(spark, folder.resolve("whole"));
    return LinkSplitStage.run(
        graph, PARAMS, new RunContext(spark, folder("split"), SEED, ProgressSink.SILENT));
  }

  /** Some nodes share a vector, so that scores tie. */
  private static float[] vectors(int nodes) {
    float[] vectors = new float[nodes * DIM];
    for (int node = 0; node < nodes; node++) {
      Random own = new Random(node % 3 == 0 ? 7 : node);
      for (int k = 0; k < DIM; k++) {
        vectors[node * DIM + k] = (float) own.nextGaussian();
      }
    }
    return vectors;
  }

  private EmbeddingStore write(SparkSession spark, GraphStore graph, float[] vectors, String run) {
    BlockLayout layout = BlockLayout.ofRows(graph.nodes(), 20);
    EmbeddingWriter writer = EmbeddingWriter.begin(graph, DIM, context(spark, run));
    writer.vectors(
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(IntStream.range(0, layout.blocks()).boxed().toList(), 2)
            .map(
                b -> {
                  int from = (int) layout.firstIndex(b) * DIM;
                  return new EmbeddingBlock(
                      layout.firstIndex(b),
                      DIM,
                      Arrays.copyOfRange(vectors, from, from + layout.rows(b) * DIM));
                }));
    String fingerprint = Integer.toHexString(Arrays.hashCode(vectors));
    return writer.commit(EmbeddingWriter.manifest("train").fingerprint(fingerprint));
  }

  private List<List<Long>> pairs(String run, boolean positive) {
    String files = folder.resolve(run + "/linkprediction").toUri() + "data-*/pairs/*.parquet";
    List<List<Long>> pairs = new ArrayList<>();
    for (Row row :
        spark()
            .read()
            .schema("src BIGINT, dst BIGINT, positive BOOLEAN")
            .parquet(files)
            .where("positive = " + positive)
            .orderBy("src", "dst")
            .collectAsList()) {
      pairs.add(List.of(row.getLong(0), row.getLong(1)));
    }
    return pairs;
  }

  private RunContext context(SparkSession spark, String run) {
    return new RunContext(spark, folder(run), SEED, ProgressSink.SILENT);
  }

  private Path folder(String run) {
    return new Path(folder.resolve(run).toUri().toString());
  }

  private Path path(String run) {
    return folder(run);
  }
}
