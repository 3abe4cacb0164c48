package org.graphrestore.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.PreparationParams;
import org.graphrestore.graph.PreparationParams.Component;
import org.graphrestore.graph.PreparationParams.Duplicates;
import org.graphrestore.graph.PreparationParams.SelfLoops;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreparationTest extends SparkTest {
  /** A row of a table: src, relation, dst, weight. */
  private record Edge(String src, String relation, String dst, int weight) {
    String line() {
      return src + "\t" + relation + "\t" + dst + "\t" + weight;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "false, all, 3, 0",
    "false, largest, 0, 0",
    "false, all, 0, 14",
    "true, largest, 2, 20",
    "false, largest, 4, 40"
  })
  void preparedIsWhatThePreparedEdgesGiveAlone(
      boolean directed, String component, int core, int maxDegree) throws IOException {
    List<Edge> rows = rows();
    PreparationParams asked =
        new PreparationParams(
            Duplicates.SUM,
            SelfLoops.DROP,
            Component.valueOf(component.toUpperCase(java.util.Locale.ROOT)),
            core,
            maxDegree);
    GraphStore prepared = ingest("prepared", asked, directed, write("all.tsv", rows));
    Set<String> kept = kept(rows, asked);
    List<Edge> left =
        rows.stream().filter(e -> kept.contains(e.src()) && kept.contains(e.dst())).toList();
    List<Edge> named = new ArrayList<>(left);
    // A node that has lost all its neighbours needs a row to be named by.
    kept.forEach(id -> named.add(new Edge(id, left.get(0).relation(), id, 1)));
    GraphStore alone =
        ingest("alone", PreparationParams.defaults(), directed, write("left.tsv", named));

    assertThat(Ingested.nodes(prepared)).isEqualTo(Ingested.nodes(alone));
    assertThat(Ingested.arcs(prepared)).isEqualTo(Ingested.arcs(alone));
    assertThat(prepared.fingerprint()).isEqualTo(alone.fingerprint());
    for (String count :
        List.of("nodes", "edges", "simple_edges", "arcs", "components", "isolated")) {
      assertThat(prepared.manifest().count(count))
          .as(count)
          .isEqualTo(alone.manifest().count(count));
    }

    Map<String, Long> counts = prepared.manifest().counts();
    assertThat(counts.get("removed_nodes"))
        .isEqualTo(ids(rows).size() - kept.size())
        .isPositive()
        .isEqualTo(
            counts.get("removed_by_degree")
                + counts.get("removed_by_core")
                + counts.get("removed_by_component"));
    assertThat(counts.get("rows"))
        .isEqualTo(
            counts.get("self_loops")
                + counts.get("duplicates")
                + counts.get("removed_edges")
                + counts.get("edges"));
  }

  @ParameterizedTest
  @EnumSource(Duplicates.class)
  void inNeighboursAreOutNeighboursTurnedRound(Duplicates duplicates) throws IOException {
    PreparationParams params =
        new PreparationParams(duplicates, SelfLoops.DROP, Component.ALL, 0, 0);
    GraphStore store = ingest("directed", params, true, write("all.tsv", rows()));
    AdjacencyBlock out = store.files().outNeighbours(0, (int) store.nodes());
    AdjacencyBlock in = store.files().inNeighbours(0, (int) store.nodes());
    Map<List<Integer>, Float> turned = new HashMap<>();
    for (int v = 0; v < in.rows(); v++) {
      for (int i = in.offsets()[v]; i < in.offsets()[v + 1]; i++) {
        turned.put(List.of(in.targets()[i], v), in.weights()[i]);
      }
    }

    Map<List<Integer>, Float> straight = new HashMap<>();
    for (int u = 0; u < out.rows(); u++) {
      for (int i = out.offsets()[u]; i < out.offsets()[u + 1]; i++) {
        straight.put(List.of(u, out.targets()[i]), out.weights()[i]);
      }
    }

    assertThat(turned).isEqualTo(straight);
    assertThat(turned.values()).allMatch(weight -> weight >= 1);
  }

  @Test
  void askingForWhatIsThereAnywayChangesNothing() throws IOException {
    Path triangle = Ingested.write(folder.resolve("triangle.txt"), "a b", "b c", "c a");
    GraphStore plain = ingest("plain", PreparationParams.defaults(), triangle);
    GraphStore asked = ingest("asked", params(Component.LARGEST, 2, 2), triangle);
    assertThat(asked.fingerprint()).isEqualTo(plain.fingerprint());
    assertThat(asked.manifest().counts())
        .containsEntry("removed_nodes", 0L)
        .containsEntry("components", 1L)
        .containsEntry("largest_component", 3L);
    assertThat(Ingested.arcs(asked)).hasSize(6);
  }

  @ParameterizedTest
  @EnumSource(Duplicates.class)
  void weightOfDuplicates(Duplicates rule) throws IOException {
    Path first = Ingested.write(folder.resolve("in/1.txt"), "a b 2", "b a 5", "a c 7");
    Path second = Ingested.write(folder.resolve("in/2.txt"), "a b 1", "c a 7", "b b 1");
    GraphStore graph =
        ingest(
            "run", new PreparationParams(rule, SelfLoops.DROP, Component.ALL, 0, 0), second, first);
    double expected =
        Map.of(Duplicates.SUM, 8.0, Duplicates.MAX, 5.0, Duplicates.FIRST, 2.0).get(rule);
    assertThat(weights(graph))
        .containsEntry("a b", expected)
        .containsEntry("b a", expected)
        .containsEntry("a c", rule == Duplicates.SUM ? 14.0 : 7.0)
        .hasSize(4);
    assertThat(graph.manifest().counts())
        .containsEntry("duplicates", 3L)
        .containsEntry("self_loops", 1L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keptLoopsAreOneArcEach(boolean directed) throws IOException {
    Path file =
        Ingested.write(
            folder.resolve("loops.txt"),
            "a a 2",
            "a b 1",
            "b c 1",
            "a a 3",
            "b b 1",
            "c b 1",
            "d d 1");
    GraphStore graph =
        ingest(
            "run",
            new PreparationParams(Duplicates.SUM, SelfLoops.KEEP, Component.ALL, 0, 0),
            directed,
            file);
    Map<String, Long> counts = graph.manifest().counts();
    // Undirected: a-b, b-c twice over, and three loops once; directed: b->c and c->b are two edges.
    assertThat(counts)
        .containsEntry("arcs", directed ? 6L : 7L)
        .containsEntry("edges", directed ? 6L : 5L)
        .containsEntry("simple_edges", directed ? 6L : 5L)
        .containsEntry("loops", 3L)
        .containsEntry("self_loops", 4L)
        .containsEntry("duplicates", directed ? 1L : 2L)
        .containsEntry("isolated", 0L)
        .containsEntry("components", 2L)
        .containsEntry("largest_component", 3L);
    assertThat(weights(graph)).containsEntry("a a", 5.0).containsEntry("b b", 1.0);
    assertThat(degrees(graph))
        .containsEntry("a", 2)
        .containsEntry("b", 3 - (directed ? 1 : 0))
        .containsEntry("d", 1);
  }

  @Test
  void onlyLoops() throws IOException {
    Path file = Ingested.write(folder.resolve("loops.txt"), "a a", "b b");
    assertThatThrownBy(() -> ingest("dropped", PreparationParams.defaults(), file))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining(
            "but self-loops (2), which are dropped (ingest.self-loops keeps them)");
    GraphStore kept =
        ingest(
            "kept",
            new PreparationParams(Duplicates.SUM, SelfLoops.KEEP, Component.LARGEST, 0, 0),
            file);
    assertThat(kept.manifest().counts())
        .containsEntry("nodes", 1L)
        .containsEntry("arcs", 1L)
        .containsEntry("edges", 1L)
        .containsEntry("components_found", 2L);
  }

  @Test
  void starHasACoreOfOneAndLosesItsHub() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int leaf = 0; leaf < 300; leaf++) {
      rows.add("hub leaf" + leaf);
    }

    rows.add("x y");
    Path star = Ingested.write(folder.resolve("star.txt"), rows.toArray(String[]::new));
    assertThat(ingest("core", params(Component.LARGEST, 1, 0), star).manifest().counts())
        .containsEntry("nodes", 301L)
        .containsEntry("components_found", 2L)
        .containsEntry("removed_by_component", 2L);
    assertThat(ingest("cut", params(Component.ALL, 0, 299), star).manifest().counts())
        .containsEntry("nodes", 302L)
        .containsEntry("edges", 1L)
        .containsEntry("isolated", 300L)
        .containsEntry("components", 301L)
        .containsEntry("largest_component", 2L)
        .containsEntry("removed_edges", 300L);
  }

  @Test
  void nothingLeftIsSaidWithWhatWouldHelp() throws IOException {
    Path clique = Ingested.write(folder.resolve("clique.txt"), "a b", "a c", "b c", "c d");
    refused(clique, params(Component.ALL, 40, 0))
        .hasMessage(
            "The graph has no 40-core (the largest k that has one is 2); set ingest.core to at"
                + " most 2");
    refused(clique, params(Component.LARGEST, 2, 2))
        .hasMessage(
            "The graph has no 2-core after nodes with more than 2 neighbours are removed (the"
                + " largest k that has one is 1); set ingest.core to at most 1");
    Path star = Ingested.write(folder.resolve("star.txt"), "hub a", "hub b");
    refused(star, params(Component.ALL, 0, 1))
        .hasMessage(
            "No edge is left after nodes with more than 1 neighbours are removed; raise"
                + " ingest.max-degree");
    Path triangle = Ingested.write(folder.resolve("triangle.txt"), "a b", "b c", "c a");
    refused(triangle, params(Component.ALL, 0, 1))
        .hasMessage(
            "All 3 nodes have more than 1 neighbours, so ingest.max-degree leaves none; raise it");
    assertThat(folder.resolve("refused/graph")).doesNotExist();
  }

  @Test
  void manyRelationsAreLookedUpInTheTable() throws IOException {
    List<Edge> rows = new ArrayList<>();
    for (int i = 0; i <= RelationNames.REPORTED; i++) {
      rows.add(new Edge("a" + i, "r" + i, "b", 1));
    }

    GraphStore graph = ingest("run", PreparationParams.defaults(), write("many.tsv", rows));
    List<String> names =
        graph.relationTable().orderBy("relation").collectAsList().stream()
            .map(row -> row.getString(1))
            .toList();
    assertThat(names).hasSize(RelationNames.REPORTED + 1).isSorted();
    assertThat(graph.relationTable().where("edges = 1").count()).isEqualTo(names.size());
  }

  @Test
  void twoNodes() throws IOException {
    Path file = Ingested.write(folder.resolve("two.txt"), "a b");
    assertThat(ingest("run", params(Component.LARGEST, 1, 1), file).manifest().counts())
        .containsEntry("nodes", 2L)
        .containsEntry("components", 1L)
        .containsEntry("removed_nodes", 0L);
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
      Path file, PreparationParams asked) {
    return assertThatThrownBy(() -> ingest("refused", asked, file))
        .isInstanceOf(UserMistakeException.class);
  }

  private static PreparationParams params(Component component, int core, int maxDegree) {
    return new PreparationParams(Duplicates.SUM, SelfLoops.DROP, component, core, maxDegree);
  }

  private GraphStore ingest(String run, PreparationParams asked, Path... files) {
    return ingest(run, asked, false, files);
  }

  private GraphStore ingest(String run, PreparationParams asked, boolean directed, Path... files) {
    List<String> paths = new ArrayList<>();
    for (Path file : files) {
      paths.add(file.toString());
    }

    return IngestStage.run(
        new IngestInput(paths),
        directed ? Ingested.directed() : IngestParams.defaults(),
        asked,
        new RunContext(
            spark(),
            new org.apache.hadoop.fs.Path(folder.resolve(run).toUri().toString()),
            1,
            ProgressSink.SILENT));
  }

  private Path write(String name, List<Edge> edges) throws IOException {
    List<String> lines = new ArrayList<>(List.of("src\trelation\tdst\tweight"));
    edges.forEach(edge -> lines.add(edge.line()));
    return Files.write(folder.resolve(name), lines);
  }

  /** Four clusters of different density, a few hubs, chains, pairs and loops; and repeats. */
  private static List<Edge> rows() {
    Random random = new Random(11);
    List<Edge> rows = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      int cluster = random.nextInt(4);
      int size = 30 + 40 * cluster;
      rows.add(
          new Edge(
              "c" + cluster + "-" + random.nextInt(size),
              "r" + cluster,
              "c" + cluster + "-" + random.nextInt(size),
              1 + random.nextInt(9)));
    }

    for (int i = 0; i < 60; i++) {
      rows.add(new Edge("hub", "to", "c2-" + random.nextInt(110), 1));
      rows.add(new Edge("chain" + i, "chain", "chain" + (i + 1), 1));
      rows.add(new Edge("pair" + i, "pair", "riap" + i, 2));
    }

    rows.add(new Edge("c1-1", "bridge", "c2-1", 1));
    return rows;
  }

  /** The ids that are kept, found slowly. */
  private static Set<String> kept(List<Edge> rows, PreparationParams asked) {
    Map<String, Set<String>> neighbours = new HashMap<>();
    ids(rows).forEach(id -> neighbours.put(id, new TreeSet<>()));
    for (Edge edge : rows) {
      if (!edge.src().equals(edge.dst())) {
        neighbours.get(edge.src()).add(edge.dst());
        neighbours.get(edge.dst()).add(edge.src());
      }
    }

    Set<String> left = new TreeSet<>(neighbours.keySet());
    if (asked.maxDegree() > 0) {
      left.removeIf(id -> neighbours.get(id).size() > asked.maxDegree());
    }

    while (left.removeIf(
        id -> neighbours.get(id).stream().filter(left::contains).count() < asked.core())) {
      // Until nothing is removed.
    }

    return asked.component() == Component.ALL ? left : largest(left, neighbours);
  }

  private static Set<String> largest(Set<String> nodes, Map<String, Set<String>> neighbours) {
    Set<String> best = Set.of();
    Set<String> open = new TreeSet<>(nodes);
    while (!open.isEmpty()) {
      Set<String> component = new HashSet<>();
      List<String> queue = new ArrayList<>(List.of(open.iterator().next()));
      while (!queue.isEmpty()) {
        String id = queue.remove(queue.size() - 1);
        if (open.remove(id)) {
          component.add(id);
          queue.addAll(neighbours.get(id));
        }
      }

      best = component.size() > best.size() ? component : best;
    }

    return best;
  }

  private static Set<String> ids(List<Edge> rows) {
    return rows.stream()
        .flatMap(edge -> java.util.stream.Stream.of(edge.src(), edge.dst()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Double> weights(GraphStore graph) {
    Map<Long, String> ids = byIndex(graph);
    Map<String, Double> weights = new HashMap<>();
    graph
        .arcTable()
        .collectAsList()
        .forEach(
            arc ->
                weights.put(
                    ids.get(arc.getLong(0)) + " " + ids.get(arc.getLong(1)),
                    (double) arc.getFloat(2)));
    return weights;
  }

  private static Map<String, Integer> degrees(GraphStore graph) {
    return graph.nodeTable().collectAsList().stream()
        .collect(Collectors.toMap(row -> row.getAs("id"), row -> row.<Integer>getAs("out_degree")));
  }

  private static Map<Long, String> byIndex(GraphStore graph) {
    Function<org.apache.spark.sql.Row, Long> index = row -> row.getAs("index");
    return graph.nodeTable().collectAsList().stream()
        .collect(Collectors.toMap(index, row -> row.<String>getAs("id")));
  }
}
