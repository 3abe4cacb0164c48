package org.graphrestore.spark.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.restored.PairCut;
import org.graphrestore.reconstruction.restored.RestoreParams;
import org.graphrestore.reconstruction.restored.RestoreWay;
import org.graphrestore.reconstruction.restored.RestoredSummary;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.UserMistakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The restored graph is that of all scores, sorted; two nodes of three share their vectors. */
class RestoreStageTest extends SparkTest {
  private static final int NODES = 90;

  private static RestoreParams params(RestoreWay way, OptionalInt nodes) {
    return new RestoreParams(way, ScoreKind.COSINE, nodes, 1000, 20);
  }

  private SmallEvaluation draw(boolean directed) {
    GraphFixture fixture = directed ? GraphFixture.directed() : GraphFixture.undirected();
    return SmallEvaluation.draw(spark(), folder, fixture, NODES);
  }

  /** Edges as texts "u v", u below v. */
  private static Set<String> edges(AdjacencyBlock graph) {
    Set<String> edges = new TreeSet<>();
    for (int u = 0; u < graph.rows(); u++) {
      for (int at = graph.offsets()[u]; at < graph.offsets()[u + 1]; at++) {
        int v = graph.targets()[at];
        edges.add(Math.min(u, v) + " " + Math.max(u, v));
      }
    }
    return edges;
  }

  private static Set<String> edges(GraphStore graph) {
    return edges(graph.files().outNeighbours(0, (int) graph.nodes()));
  }

  private static List<PairCut> sorted(SmallEvaluation small, Set<Integer> nodes) {
    List<PairCut> pairs = new ArrayList<>();
    for (int u : nodes) {
      for (int v : nodes) {
        if (u < v) {
          pairs.add(new PairCut(small.cosine(u, v), u, v));
        }
      }
    }
    pairs.sort(PairCut.order());
    return pairs;
  }

  private static Set<Integer> all() {
    return java.util.stream.IntStream.range(0, NODES).boxed().collect(Collectors.toSet());
  }

  private static Set<String> expected(SmallEvaluation small, RestoreWay way) {
    int edges = edges(small.graph).size();
    List<PairCut> pairs = sorted(small, all());
    if (way == RestoreWay.TOP_EDGES) {
      return texts(pairs.subList(0, edges));
    }

    if (way == RestoreWay.THRESHOLD) {
      double last = pairs.get(edges - 1).score();
      List<PairCut> above = pairs.stream().filter(p -> p.score() > last).toList();
      List<PairCut> from = pairs.stream().filter(p -> p.score() >= last).toList();
      return texts(from.size() - edges <= edges - above.size() ? from : above);
    }

    Set<String> restored = new TreeSet<>();
    Set<String> original = edges(small.graph);
    for (int u = 0; u < NODES; u++) {
      int node = u;
      long degree =
          original.stream()
              .filter(e -> List.of(e.split(" ", -1)).contains(Integer.toString(node)))
              .count();
      restored.addAll(
          texts(
              all().stream()
                  .filter(v -> v != node)
                  .sorted(
                      Comparator.comparingDouble((Integer v) -> -small.cosine(node, v))
                          .thenComparing(Comparator.naturalOrder()))
                  .limit(degree)
                  .map(v -> new PairCut(0, Math.min(node, v), Math.max(node, v)))
                  .toList()));
    }
    return restored;
  }

  private static Set<String> texts(List<PairCut> pairs) {
    return pairs.stream()
        .map(p -> p.u() + " " + p.v())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @CsvSource({"TOP_EDGES, false", "THRESHOLD, false", "DEGREE, false", "TOP_EDGES, true"})
  void theGraphIsThatOfAllScoresSorted(RestoreWay way, boolean directed) throws IOException {
    SmallEvaluation small = draw(directed);

    RestoredSummary summary =
        RestoreStage.run(
            small.graph, small.embeddings, params(way, OptionalInt.empty()), small.run);

    GraphStore restored = GraphStore.open(spark(), new Path(folder.resolve("restored").toUri()));
    Set<String> expected = expected(small, way);
    assertThat(edges(restored)).isEqualTo(expected);
    assertThat(restored.directed()).isFalse();
    assertThat(restored.manifest().counts().get("simple_edges")).isEqualTo(expected.size());
    assertThat(restored.nodeTable().select("index", "hash", "id").collectAsList())
        .containsExactlyInAnyOrderElementsOf(
            small.graph.nodeTable().select("index", "hash", "id").collectAsList());
    for (Row row :
        restored.nodeTable().select("index", "out_degree", "in_degree").collectAsList()) {
      String node = Long.toString(row.getLong(0));
      long degree = expected.stream().filter(e -> List.of(e.split(" ", -1)).contains(node)).count();
      assertThat(row.getInt(1)).isEqualTo((int) degree);
      assertThat(row.getInt(2)).isEqualTo((int) degree);
    }

    Set<String> original = edges(small.graph);
    long both = original.stream().filter(expected::contains).count();
    assertThat(summary.edges().original()).isEqualTo(original.size());
    assertThat(summary.edges().restored()).isEqualTo(expected.size());
    assertThat(summary.edges().both()).isEqualTo(both);
    assertThat(summary.edges().precision())
        .isCloseTo((double) both / expected.size(), within(1e-15));
    assertThat(summary.restored().components()).isEqualTo(components(expected));
    assertThat(summary.original().components()).isEqualTo(components(original));
    assertThat(summary.distances().sources()).isEqualTo(20);
    assertThat(summary.distances().pairs()).isEqualTo(20 * (NODES - 1));
    if (way != RestoreWay.DEGREE) {
      double lowest =
          sorted(small, all()).stream()
              .filter(p -> expected.contains(p.u() + " " + p.v()))
              .mapToDouble(PairCut::score)
              .min()
              .orElseThrow();
      assertThat(summary.threshold()).isEqualTo(lowest);
    }

    String json = Files.readString(folder.resolve("restored.json"));
    assertThat(
            RestoreStage.run(
                small.graph, small.embeddings, params(way, OptionalInt.empty()), small.run))
        .as("of a result that is used again")
        .isEqualTo(summary);
    assertThat(folder.resolve("restored.json")).hasContent(json);
    assertThat(folder.resolve("restored.csv")).content().contains("both,,precision,");
  }

  private static long components(Set<String> edges) {
    int[] parent = java.util.stream.IntStream.range(0, NODES).toArray();
    for (String edge : edges) {
      String[] ends = edge.split(" ", -1);
      parent[root(parent, Integer.parseInt(ends[0]))] = root(parent, Integer.parseInt(ends[1]));
    }
    return java.util.stream.IntStream.range(0, NODES).filter(v -> root(parent, v) == v).count();
  }

  private static int root(int[] parent, int v) {
    return parent[v] == v ? v : root(parent, parent[v]);
  }

  @Test
  void aSampleIsRestoredAndComparedAmongItself() {
    SmallEvaluation small = draw(true);

    RestoredSummary summary =
        RestoreStage.run(
            small.graph,
            small.embeddings,
            params(RestoreWay.TOP_EDGES, OptionalInt.of(60)),
            small.run);

    GraphStore restored = GraphStore.open(spark(), new Path(folder.resolve("restored").toUri()));
    assertThat(summary.nodes()).isEqualTo(60);
    assertThat(summary.nodesOfGraph()).isEqualTo(NODES);
    Set<Object> ids = new java.util.HashSet<>();
    restored
        .nodeTable()
        .orderBy("index")
        .select("id")
        .collectAsList()
        .forEach(r -> ids.add(r.get(0)));
    List<Row> nodes =
        small.graph.nodeTable().orderBy("index").select("index", "id").collectAsList();
    List<Integer> kept =
        nodes.stream().filter(r -> ids.contains(r.get(1))).map(r -> (int) r.getLong(0)).toList();
    assertThat(kept).hasSize(60);
    Set<String> original =
        edges(small.graph).stream()
            .map(e -> e.split(" ", -1))
            .filter(
                e -> kept.contains(Integer.parseInt(e[0])) && kept.contains(Integer.parseInt(e[1])))
            .map(
                e ->
                    kept.indexOf(Integer.parseInt(e[0]))
                        + " "
                        + kept.indexOf(Integer.parseInt(e[1])))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> expected =
        texts(
            sorted(small, new TreeSet<>(kept)).subList(0, original.size()).stream()
                .map(p -> new PairCut(0, kept.indexOf((int) p.u()), kept.indexOf((int) p.v())))
                .toList());
    assertThat(edges(restored)).isEqualTo(expected);
    assertThat(summary.edges().original()).isEqualTo(original.size());
    assertThat(summary.edges().both())
        .isEqualTo(original.stream().filter(expected::contains).count());
  }

  /** The driver may sort one pair only, so the range is narrowed to one score. */
  @Test
  void furtherPassesEndAtTheSameCut() {
    SmallEvaluation small = draw(false);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark().sparkContext());
    ScratchFiles scratch =
        new ScratchFiles(new Path(folder.resolve("s").toUri()), context.hadoopConfiguration());
    RestoreInputs inputs = new RestoreInputs(small.graph.files(), small.embeddings.files(), null);
    List<PairCut> pairs = sorted(small, all());
    for (ScoreKind score : List.of(ScoreKind.COSINE, ScoreKind.L2)) {
      PairJob job = new PairJob(context, inputs, score, scratch);
      for (int edges : new int[] {400, pairs.size()}) {
        EdgeChoice.Chosen usual = new EdgeChoice(job, scratch).choose(RestoreWay.TOP_EDGES, edges);
        EdgeChoice.Chosen narrow =
            new EdgeChoice(job, scratch, 1).choose(RestoreWay.TOP_EDGES, edges);
        assertThat(narrow.cut()).isEqualTo(usual.cut());
        assertThat(narrow.threshold()).isEqualTo(usual.threshold()).isEqualTo(usual.cut().score());
        if (score == ScoreKind.COSINE) {
          assertThat(usual.cut()).isEqualTo(pairs.get(edges - 1));
        }
      }
    }
    scratch.deleteAll();
  }

  @Test
  void tooLargeAGraphIsRefusedWithWhatItWouldCost() {
    SmallEvaluation small = draw(false);
    RestoreParams params =
        new RestoreParams(RestoreWay.DEGREE, ScoreKind.DOT, OptionalInt.empty(), 50, 0);

    assertThatThrownBy(() -> RestoreStage.run(small.graph, small.embeddings, params, small.run))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageStartingWith(
            "Restoring a graph of 90 nodes scores 4,005 pairs of 6 numbers, about 1 s on ")
        .hasMessageEndingWith(
            "(reconstruct.restore-max-nodes is 50); restore among a seeded sample, for example"
                + " --restore-nodes 50, or raise reconstruct.restore-max-nodes");
    assertThat(folder.resolve("restored")).doesNotExist();
  }
}
