package org.graphrestore.spark.walks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.graphrestore.config.Settings;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.PreparationParams;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.ingest.IngestInput;
import org.graphrestore.spark.ingest.IngestStage;
import org.graphrestore.spark.job.Keys;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.JvmGraph;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.walk.WalkGraph;
import org.graphrestore.walk.WalkParams;
import org.junit.jupiter.api.Test;

/** From edges with relations, weights and types to walks, against the list of edges. */
class LawsOverRelationsTest extends SparkTest {
  private static final int NODES = 60;
  private static final int EDGES = 500;

  private record Edge(String from, String relation, String to, float weight) {}

  /**
   * Edges of five relations, the last rare; a hub, parallel edges, loops, and no edge from leaves.
   */
  private static List<Edge> edges() {
    Map<List<String>, Edge> edges = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    for (int i = 0; i < EDGES; i++) {
      long key = Seeds.key(8, Purpose.QUERY, i);
      int from = Seeds.bounded(Seeds.draw(key, 0), NODES);
      int to = i % 5 == 0 ? 0 : Seeds.bounded(Seeds.draw(key, 1), NODES);
      int relation = (int) (5 * Math.pow(Seeds.unit(Seeds.draw(key, 2)), 3));
      if (from % 11 == 10 || (from == to && i % 2 == 0)) {
        continue;
      }

      Edge edge =
          new Edge("n" + from, "r" + relation, "n" + to, 1 + Seeds.bounded(Seeds.draw(key, 3), 7));
      edges.put(List.of(edge.from(), edge.relation(), edge.to()), edge);
    }

    return List.copyOf(edges.values());
  }

  private static String type(String node) {
    return node.equals("n0") ? "hub" : node.hashCode() % 2 == 0 ? "even" : "odd";
  }

  private GraphStore ingest(boolean directed, boolean typed) throws IOException {
    StringBuilder text = new StringBuilder("from\trelation\tto\tweight\n");
    edges()
        .forEach(
            e -> text.append(String.join("\t", e.from(), e.relation(), e.to(), e.weight() + "\n")));
    Files.writeString(folder.resolve("edges.tsv"), text);
    StringBuilder nodes = new StringBuilder("id\tkind\n");
    for (int i = 0; i < NODES; i++) {
      nodes.append("n" + i).append('\t').append(type("n" + i)).append('\n');
    }

    Files.writeString(folder.resolve("nodes.tsv"), nodes);
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "ingest.format", "csv",
                "ingest.src", "from",
                "ingest.dst", "to",
                "ingest.relation", "relation",
                "ingest.weight", "weight",
                "ingest.self-loops", "keep",
                "ingest.directed", Boolean.toString(directed)));
    IngestInput input = IngestInput.of(folder.resolve("edges.tsv").toString());
    if (typed) {
      settings.put("ingest.node-id", "id");
      settings.put("ingest.node-type", "kind");
      input = input.withNodes(folder.resolve("nodes.tsv").toString());
    }

    Settings resolved = Settings.resolve(Keys.catalog(), List.of(), settings);
    return IngestStage.run(
        input,
        IngestParams.from(resolved),
        PreparationParams.from(resolved),
        run("graph " + directed + typed));
  }

  private RunContext run(String name) {
    Path output = new Path(folder.resolve(name.replace(' ', '-')).toUri().toString());
    return new RunContext(spark(), output, 3, ProgressSink.SILENT);
  }

  private static WalkParams params(String law, String... more) {
    Map<String, String> settings =
        new HashMap<>(Map.of("walk.law", law, "walk.walks-per-node", "4", "walk.length", "9"));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }

    return WalkParams.from(Settings.resolve(Keys.catalog(), List.of(), settings));
  }

  private static Map<Long, String> ids(GraphStore graph) {
    Map<Long, String> ids = new HashMap<>();
    for (Row row : graph.nodeTable().select("index", "id").collectAsList()) {
      ids.put(row.getLong(0), row.getString(1));
    }

    return ids;
  }

  private List<List<String>> walks(GraphStore graph, WalkParams params, String name) {
    WalkStore store = WalkStage.run(graph, params, run(name));
    Map<Long, String> ids = ids(graph);
    List<List<String>> walks = new ArrayList<>();
    for (Row row : store.walkTable().orderBy("start", "walk").collectAsList()) {
      walks.add(row.<Long>getList(2).stream().map(ids::get).toList());
    }

    assertThat(walks).hasSize((int) graph.nodes() * 4);
    assertThat(JvmGraph.held()).isZero();
    return walks;
  }

  /** Where a step may go: '+' along edges of a relation, '^' against them, ' ' either way. */
  private static Set<String> reach(String node, char way, String relation) {
    TreeSet<String> reached = new TreeSet<>();
    for (Edge e : edges()) {
      if (e.relation().equals(relation) && way != '^' && e.from().equals(node)) {
        reached.add(e.to());
      }

      if (e.relation().equals(relation) && way != '+' && e.to().equals(node)) {
        reached.add(e.from());
      }
    }

    return reached;
  }

  /**
   * Every step of every walk takes the arcs of its place, takes all of them, and no walk gives up.
   */
  @Test
  void metapathsFollowTheRelations() throws IOException {
    for (boolean directed : new boolean[] {false, true}) {
      GraphStore graph = ingest(directed, false);
      String[] path = {directed ? "+r0" : " r0", "^r1", "+r0", directed ? "+r2" : " r2"};
      List<List<String>> walks =
          walks(
              graph,
              params("metapath", "walk.metapath", "r0 -> ^r1 -> +r0 -> r2"),
              "walks " + directed);
      TreeSet<String> taken = new TreeSet<>();
      TreeSet<String> possible = new TreeSet<>();
      for (List<String> walk : walks) {
        for (int i = 0; i < walk.size(); i++) {
          String step = path[i % 4];
          Set<String> next = reach(walk.get(i), step.charAt(0), step.substring(1));
          boolean last = i == walk.size() - 1;
          assertThat(last ? walk.size() == 9 || next.isEmpty() : next.contains(walk.get(i + 1)))
              .as("step %d of %s", i, walk)
              .isTrue();
          if (i == 0) {
            next.forEach(to -> possible.add(walk.get(0) + " " + to));
            taken.add(walk.get(0) + " " + (last ? "" : walk.get(1)));
          }
        }
      }

      // Four draws a start meet most arcs of the starts with few; what is missing is chance.
      assertThat(taken.size()).isGreaterThan(possible.size() / 3);
      assertThat(walks.stream().mapToInt(List::size).max()).hasValue(9);
    }
  }

  @Test
  void aPathWhoseStepsDoNotFollowOneAnotherIsTold() {
    WalkParams params = params("metapath", "walk.metapath", "r0 -> +r1 -> r2");
    assertThat(LawCheck.pathEnd(params, 9)).isEmpty();
    assertThat(LawCheck.pathEnd(params("uniform"), 2)).isEmpty();
    assertThat(LawCheck.pathEnd(params, 2))
        .contains(
            "No walk has more than 2 nodes of 9: after 1 step along walk.metapath no node was"
                + " reached from which an edge leads on (+r1)");
    assertThat(LawCheck.pathEnd(params, 4).orElseThrow()).endsWith("(r0)");
  }

  @Test
  void metapathsFollowTheTypes() throws IOException {
    GraphStore graph = ingest(false, true);
    WalkParams params =
        params("metapath", "walk.metapath", "odd -> hub -> odd", "walk.metapath-over", "types");
    List<List<String>> walks = walks(graph, params, "types");
    for (List<String> walk : walks) {
      for (int i = 1; i < walk.size(); i++) {
        assertThat(type(walk.get(i))).isEqualTo(i % 2 == 0 ? "odd" : "hub");
      }

      assertThat(walk.size() == 1 || type(walk.get(0)).equals("odd")).isTrue();
    }

    assertThat(walks.stream().filter(walk -> walk.size() == 9).count()).isGreaterThan(40);
    assertThatThrownBy(
            () ->
                WalkSource.streamed(
                    graph,
                    params("metapath", "walk.metapath", "od", "walk.metapath-over", "types"),
                    1))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageStartingWith(
            "walk.metapath names the type od, which no node of the graph has; did you mean odd?"
                + " (most nodes have: ");
  }

  /** A block is a piece of the whole graph, for every law. */
  @Test
  void rangesAreRowsOfTheWholeGraph() throws IOException {
    for (boolean directed : new boolean[] {false, true}) {
      GraphStore graph = ingest(directed, true);
      int nodes = (int) graph.nodes();
      for (WalkParams params :
          List.of(
              params("uniform"),
              params("weighted"),
              params("weighted", "walk.relation-weights", "r0=.5, r1=0, *=3"),
              params("node2vec", "walk.p", ".1", "walk.relation-weights", "r4=100"),
              params("metapath", "walk.metapath", "^r0 -> r1|^r1 -> *"))) {
        AdjacencyBlock whole = WalkGraphs.load(graph.files(), params, 0, nodes).adjacency();
        for (int first = 0; first < nodes; first += 17) {
          int rows = Math.min(17, nodes - first);
          AdjacencyBlock block = WalkGraphs.load(graph.files(), params, first, rows).adjacency();
          assertThat(block.firstIndex()).isEqualTo(first);
          for (int row = 0; row < rows; row++) {
            assertThat(
                    Arrays.copyOfRange(
                        block.targets(), block.offsets()[row], block.offsets()[row + 1]))
                .isEqualTo(
                    Arrays.copyOfRange(
                        whole.targets(),
                        whole.offsets()[first + row],
                        whole.offsets()[first + row + 1]));
          }
        }
      }

      JvmGraph.release(graph.fingerprint());
    }
  }

  /** Weights times factors, parallel edges summed: row by row against the list of edges. */
  @Test
  void relationWeightsMultiply() throws IOException {
    Map<String, Double> factors = Map.of("r0", .5, "r1", 0.0, "r2", 3.0, "r3", 3.0, "r4", 3.0);
    for (boolean directed : new boolean[] {false, true}) {
      GraphStore graph = ingest(directed, false);
      Map<Long, String> ids = ids(graph);
      // p below 1 and q keep the weights beside the tables.
      WalkParams params =
          params("node2vec", "walk.p", ".1", "walk.relation-weights", "r0=.5, r1=0, *=3");
      WalkGraph loaded = WalkGraphs.load(graph.files(), params, 0, (int) graph.nodes());
      Map<String, Double> found = new TreeMap<>();
      AdjacencyBlock rows = loaded.adjacency();
      for (int node = 0; node < rows.rows(); node++) {
        for (int i = rows.offsets()[node]; i < rows.offsets()[node + 1]; i++) {
          String arc = ids.get((long) node) + " " + ids.get((long) rows.targets()[i]);
          found.put(arc, (double) rows.weights()[i]);
        }
      }

      Map<String, Double> expected = new TreeMap<>();
      for (Edge e : edges()) {
        double weight = e.weight() * factors.get(e.relation());
        if (weight > 0) {
          expected.merge(e.from() + " " + e.to(), weight, Double::sum);
          if (!directed && !e.from().equals(e.to())) {
            expected.merge(e.to() + " " + e.from(), weight, Double::sum);
          }
        }
      }

      assertThat(found).isEqualTo(expected);
    }
  }

  @Test
  void factorsOfOneChangeNothing() throws IOException {
    GraphStore graph = ingest(false, false);
    assertThat(walks(graph, params("weighted", "walk.relation-weights", "*=1"), "ones"))
        .isEqualTo(walks(graph, params("weighted"), "plain"));
  }

  /** A whole graph's thresholds are those that a block is given. */
  @Test
  void node2vecPlusWalksAndReloads() throws IOException {
    GraphStore graph = ingest(false, false);
    WalkParams params = params("node2vec-plus", "walk.p", ".5", "walk.q", "2", "walk.gamma", ".5");
    List<List<String>> walks = walks(graph, params, "plus");
    assertThat(walks)
        .isNotEqualTo(walks(graph, params("node2vec", "walk.p", ".5", "walk.q", "2"), "n2v"));
    assertThat(WalkStage.run(graph, params, run("plus")).params()).isEqualTo(params);
    WalkGraphs.load(graph.files(), params, 5, 20);
    assertThat(JvmGraph.held()).isEqualTo(1);
    JvmGraph.release(graph.fingerprint());
    assertThat(JvmGraph.held()).isZero();
  }

  @Test
  void unknownNamesAreExplained() throws IOException {
    GraphStore graph = ingest(false, false);
    assertThatThrownBy(
            () -> WalkStage.run(graph, params("metapath", "walk.metapath", "r0 -> isa"), run("no")))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageStartingWith(
            "walk.metapath names the relation isa, which no edge of the graph has (of its 5"
                + " relations most edges have: r0 (");
    assertThatThrownBy(
            () ->
                WalkStage.run(
                    graph, params("weighted", "walk.relation-weights", "r9=1"), run("no")))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageStartingWith(
            "walk.relation-weights names the relation r9, which no edge of the graph has; did you"
                + " mean r0? (of its");
    assertThatThrownBy(
            () ->
                WalkStage.run(graph, params("weighted", "walk.relation-weights", "*=0"), run("no")))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageStartingWith("walk.relation-weights leaves no edge to walk on");
    assertThatThrownBy(
            () ->
                WalkStage.run(
                    graph,
                    params("metapath", "walk.metapath", "a", "walk.metapath-over", "types"),
                    run("no")))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageStartingWith("walk.metapath-over=types needs types of nodes, but those of ");
  }
}
