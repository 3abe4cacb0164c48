package org.graphrestore.spark.linkprediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.NodeHash;
import org.graphrestore.linkprediction.LinkPredictionParams;
import org.graphrestore.linkprediction.PairDraws;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.ingest.IngestInput;
import org.graphrestore.spark.ingest.IngestStage;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.junit.jupiter.api.Test;

class LinkSplitStageTest extends SparkTest {
  private static final long SEED = 5;

  @Test
  void hidesTheLowestDrawsOutsideTheForest() {
    Set<String> edges = randomEdges(60, 150);
    GraphStore graph = write(GraphFixture.undirected(), edges, "a");
    LinkSplit split = split(graph, 0.1, 0.05, "a");

    long test = Math.round(0.1 * edges.size());
    long validation = Math.round(0.05 * edges.size());
    List<String> expected = reference(edges, test + validation);
    assertThat(pairs(split, LinkSplit.TEST)).isEqualTo(sorted(expected.subList(0, (int) test)));
    assertThat(pairs(split, LinkSplit.VALIDATION))
        .isEqualTo(sorted(expected.subList((int) test, expected.size())));
    Set<String> left = new TreeSet<>(edges);
    left.removeAll(expected);
    assertThat(arcs(split.training())).isEqualTo(bothWays(left));
    assertThat(arcs(split.training())).hasSize((int) split.training().arcs());
    assertThat(nodes(split.training())).isEqualTo(nodes(graph));
    assertThat(split.training().files().degrees(0, (int) graph.nodes()))
        .isEqualTo(split.training().files().countOut(0, (int) graph.nodes()));
    assertThat(split.training().fingerprint()).isNotEqualTo(graph.fingerprint());
    assertThat(split.manifest().counts())
        .containsEntry("pairs", (long) edges.size())
        .containsEntry("hidden_pairs", (long) expected.size());
  }

  @Test
  void isTheSameOnOtherPartitionsAndIsUsedAgain() throws Exception {
    Set<String> edges = randomEdges(40, 90);
    GraphStore graph = write(GraphFixture.undirected(), edges, "a");
    LinkSplit one = split(graph, 0.2, 0, "one");
    SparkSession other = spark().newSession();
    other.conf().set("spark.sql.shuffle.partitions", "7");
    other.conf().set("spark.sql.adaptive.enabled", "false");
    LinkSplit two =
        LinkSplitStage.run(
            GraphStore.open(other, graph.path()),
            params(0.2, 0),
            new RunContext(other, path("two"), SEED, ProgressSink.SILENT));
    assertThat(one.edges(LinkSplit.TEST).collectAsList())
        .isEqualTo(two.edges(LinkSplit.TEST).collectAsList())
        .hasSize(18);
    assertThat(one.fingerprint()).isEqualTo(two.fingerprint());

    java.nio.file.Path manifest = folder.resolve("one/split/links/manifest.json");
    String before = Files.readString(manifest);
    split(graph, 0.2, 0, "one");
    assertThat(Files.readString(manifest)).isEqualTo(before);
    try (var files = Files.list(folder.resolve("one/split/links"))) {
      assertThat(files.toList()).hasSizeLessThanOrEqualTo(3);
    }
  }

  @Test
  void hidesAllRelationsDuplicatesAndDirectionsOfAnEdge() throws Exception {
    List<String> rows = new ArrayList<>(List.of("src\tdst\trelation\tweight"));
    Set<String> edges = randomEdges(20, 60);
    for (String edge : edges) {
      String[] ends = edge.split(" ");
      rows.add(ends[0] + "\t" + ends[1] + "\tlikes\t2");
      rows.add(ends[1] + "\t" + ends[0] + "\tknows\t3");
      rows.add(ends[0] + "\t" + ends[1] + "\tlikes\t2");
    }
    java.nio.file.Path file = Files.write(folder.resolve("edges.tsv"), rows);
    for (boolean directed : new boolean[] {false, true}) {
      GraphStore graph = ingest(file, directed);
      LinkSplit split = split(graph, 0.3, 0, "split-" + directed);
      Set<String> hidden = new HashSet<>();
      for (Row row : split.edges(LinkSplit.TEST).collectAsList()) {
        hidden.add(row.getLong(0) + " " + row.getLong(1));
        hidden.add(row.getLong(1) + " " + row.getLong(0));
      }
      assertThat(hidden).hasSize(2 * Math.round(0.3f * edges.size()));
      assertThat(split.testEdges()).isEqualTo(directed ? hidden.size() : hidden.size() / 2);
      List<Row> all = graph.arcTable().orderBy("src", "dst", "relation", "inverse").collectAsList();
      List<Row> expected =
          all.stream().filter(r -> !hidden.contains(r.getLong(0) + " " + r.getLong(1))).toList();
      assertThat(
              split
                  .training()
                  .arcTable()
                  .orderBy("src", "dst", "relation", "inverse")
                  .collectAsList())
          .isEqualTo(expected);
      int n = (int) graph.nodes();
      assertThat(split.hidden().countIn(0, n)).isEqualTo(split.hidden().countOut(0, n));
      assertThat(split.training().relationTable().selectExpr("sum(edges)").first().getLong(0))
          .isEqualTo(directed ? expected.size() : expected.size() / 2);
    }
  }

  @Test
  void saysHowManyEdgesCanBeHidden() {
    GraphStore tree =
        write(GraphFixture.undirected(), new TreeSet<>(List.of("a b", "b c", "b d")), "tree");
    assertThatThrownBy(() -> split(tree, 0.5, 0, "tree"))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "Cannot hide an edge: each of the 3 edges is the only connection of what it joins (the"
                + " graph is a forest); link prediction needs a graph with cycles");
    GraphStore ring =
        write(GraphFixture.undirected(), new TreeSet<>(List.of("a b", "b c", "c d", "a d")), "r");
    assertThatThrownBy(() -> split(ring, 0.5, 0, "r"))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "Cannot hide 2 of 4 edges: 3 keep the components connected, so at most 1 can be hidden;"
                + " use fractions (linkpred.test-fraction + linkpred.validation-fraction) of at"
                + " most 0.25 together");
    assertThat(folder.resolve("r/split"))
        .satisfiesAnyOf(
            place -> assertThat(place).doesNotExist(),
            place -> assertThat(place).isEmptyDirectory());
    assertThatThrownBy(() -> LinkSplit.open(spark(), path("r")))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("Found no split in");
  }

  /** Kruskal by a full sort, then the lowest picks of what is left. */
  private static List<String> reference(Set<String> edges, long hidden) {
    Map<String, String> trees = new HashMap<>();
    List<String> order = new ArrayList<>(edges);
    order.sort(Comparator.comparingLong(e -> PairDraws.order(key(e))));
    List<String> free = new ArrayList<>();
    for (String edge : order) {
      String[] ends = edge.split(" ");
      String one = trees.getOrDefault(ends[0], ends[0]);
      String other = trees.getOrDefault(ends[1], ends[1]);
      trees.putIfAbsent(ends[0], one);
      trees.putIfAbsent(ends[1], other);
      if (one.equals(other)) {
        free.add(edge);
      } else {
        trees.replaceAll((node, tree) -> tree.equals(one) ? other : tree);
      }
    }
    free.sort(Comparator.comparingLong(e -> PairDraws.pick(key(e))));
    return free.subList(0, (int) hidden);
  }

  private static long key(String edge) {
    String[] ends = edge.split(" ");
    return PairDraws.key(SEED, NodeHash.of(ends[0]), NodeHash.of(ends[1]));
  }

  static Set<String> randomEdges(int nodes, int edges) {
    Random random = new Random(nodes);
    Set<String> drawn = new TreeSet<>();
    while (drawn.size() < edges) {
      int u = random.nextInt(nodes);
      int v = random.nextInt(nodes);
      if (u < v) {
        drawn.add("n" + u + " n" + v);
      }
    }
    return drawn;
  }

  private GraphStore write(GraphFixture fixture, Set<String> edges, String run) {
    for (String edge : edges) {
      String[] ends = edge.split(" ");
      fixture.edge(ends[0], ends[1]);
    }
    return fixture.node("alone").write(spark(), folder.resolve(run));
  }

  private GraphStore ingest(java.nio.file.Path file, boolean directed) {
    return IngestStage.run(
        IngestInput.of(file.toString()),
        new IngestParams(
            IngestParams.Format.AUTO,
            directed,
            IngestParams.Ids.AUTO,
            "auto",
            "auto",
            "weight",
            "relation"),
        new RunContext(spark(), path("ingest-" + directed), SEED, ProgressSink.SILENT));
  }

  private LinkSplit split(GraphStore graph, double test, double validation, String run) {
    return LinkSplitStage.run(
        graph,
        params(test, validation),
        new RunContext(spark(), path(run), SEED, ProgressSink.SILENT));
  }

  private Path path(String run) {
    return new Path(folder.resolve(run).toUri().toString());
  }

  static LinkPredictionParams params(double test, double validation) {
    return new LinkPredictionParams(
        test, validation, 1, 20, OptionalInt.empty(), ScoreKind.oneSided(), 50, 0.95);
  }

  private static List<String> pairs(LinkSplit split, String table) {
    List<String> pairs = new ArrayList<>();
    for (Row row : split.edges(table).collectAsList()) {
      assertThat(row.getLong(0)).isLessThan(row.getLong(1));
      assertThat(row.getLong(4)).isEqualTo(NodeHash.of(row.getString(2)));
      pairs.add(undirected(row.getString(2), row.getString(3)));
    }
    return sorted(pairs);
  }

  /** Edges are drawn as lower number, higher number. */
  private static String undirected(String one, String other) {
    int u = Integer.parseInt(one.substring(1));
    int v = Integer.parseInt(other.substring(1));
    return "n" + Math.min(u, v) + " n" + Math.max(u, v);
  }

  private static List<String> sorted(List<String> list) {
    return list.stream().sorted().toList();
  }

  private static Set<String> bothWays(Set<String> edges) {
    Set<String> arcs = new TreeSet<>();
    for (String edge : edges) {
      String[] ends = edge.split(" ");
      arcs.add(edge);
      arcs.add(ends[1] + " " + ends[0]);
    }
    return arcs;
  }

  private static Set<String> arcs(GraphStore graph) {
    List<String> ids = nodes(graph);
    Set<String> arcs = new TreeSet<>();
    for (Row row : graph.arcTable().collectAsList()) {
      arcs.add(ids.get((int) row.getLong(0)) + " " + ids.get((int) row.getLong(1)));
    }
    return arcs;
  }

  private static List<String> nodes(GraphStore graph) {
    return graph.nodeTable().orderBy("index").select("id").collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
