package org.graphrestore.spark.reconstruction;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.config.Settings;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.PreparationParams;
import org.graphrestore.spark.ingest.IngestInput;
import org.graphrestore.spark.ingest.IngestStage;
import org.graphrestore.spark.job.Keys;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;

/** A small graph of four relations with types and weights, its edges as a list, and vectors. */
final class RelationalEvaluation {
  static final int NODES = 70;

  /** An edge by ids. */
  record Edge(String from, String relation, String to, float weight) {}

  final List<Edge> edges;
  final boolean directed;
  final SmallEvaluation small;
  final List<String> ids = new ArrayList<>();
  final Map<String, Integer> indices = new HashMap<>();

  private RelationalEvaluation(List<Edge> edges, boolean directed, SmallEvaluation small) {
    this.edges = edges;
    this.directed = directed;
    this.small = small;
    small.graph.nodeTable().orderBy("index").select("id").collectAsList().stream()
        .map(row -> row.getString(0))
        .forEach(
            id -> {
              indices.put(id, ids.size());
              ids.add(id);
            });
  }

  /**
   * Parallel edges, loops, a rare relation, and several components; the last nodes are isolated.
   */
  private static List<Edge> edges() {
    Random random = new Random(5);
    Map<String, Edge> edges = new TreeMap<>();
    for (int i = 0; i < 170; i++) {
      int half = 30 * random.nextInt(2);
      String from = "n" + (half + random.nextInt(30));
      String to = "n" + (half + random.nextInt(30));
      String relation = "r" + (i % 40 == 0 ? 3 : random.nextInt(3));
      edges.put(from + relation + to, new Edge(from, relation, to, 1 + random.nextInt(4)));
    }
    return List.copyOf(edges.values());
  }

  static String type(String id) {
    return "t" + Integer.parseInt(id.substring(1)) % 3;
  }

  static RelationalEvaluation draw(SparkSession spark, java.nio.file.Path folder, boolean directed)
      throws IOException {
    List<Edge> edges = edges();
    StringBuilder text = new StringBuilder("from\trelation\tto\tweight\n");
    edges.forEach(
        e -> text.append(String.join("\t", e.from(), e.relation(), e.to(), e.weight() + "\n")));
    Files.writeString(folder.resolve("edges.tsv"), text);
    StringBuilder nodes = new StringBuilder("id\tkind\n");
    for (int i = 0; i < NODES; i++) {
      nodes.append("n" + i).append('\t').append(type("n" + i)).append('\n');
    }
    Files.writeString(folder.resolve("nodes.tsv"), nodes);
    Settings settings =
        Settings.resolve(
            Keys.catalog(),
            List.of(),
            Map.of(
                "ingest.format", "csv",
                "ingest.src", "from",
                "ingest.dst", "to",
                "ingest.relation", "relation",
                "ingest.weight", "weight",
                "ingest.node-id", "id",
                "ingest.node-type", "kind",
                "ingest.directed", Boolean.toString(directed)));
    RunContext run =
        new RunContext(spark, new Path(folder.toUri().toString()), 1, ProgressSink.SILENT);
    GraphStore graph =
        IngestStage.run(
            IngestInput.of(folder.resolve("edges.tsv").toString())
                .withNodes(folder.resolve("nodes.tsv").toString()),
            IngestParams.from(settings),
            PreparationParams.from(settings),
            run);
    float[] vectors = new float[(int) graph.nodes() * SmallEvaluation.DIM];
    Random random = new Random(1);
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = random.nextInt(4) - 1.5f;
    }
    return new RelationalEvaluation(
        edges, directed, SmallEvaluation.of(spark, folder, graph, vectors));
  }

  /** Deletes a result, so that the next one is measured anew. */
  static void deleteResult(java.nio.file.Path folder) throws IOException {
    try (Stream<java.nio.file.Path> files = Files.walk(folder.resolve("reconstruction"))) {
      for (java.nio.file.Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Neighbours along some edges and against some; self-loops left out. */
  List<SortedSet<Integer>> neighbours(Predicate<Edge> along, Predicate<Edge> against) {
    List<SortedSet<Integer>> neighbours = new ArrayList<>();
    ids.forEach(id -> neighbours.add(new TreeSet<>()));
    for (Edge edge : edges) {
      int from = indices.get(edge.from());
      int to = indices.get(edge.to());
      if (from != to && along.test(edge)) {
        neighbours.get(from).add(to);
      }
      if (from != to && against.test(edge)) {
        neighbours.get(to).add(from);
      }
    }
    return neighbours;
  }

  /** Neighbours by edges as they lead in the graph. */
  List<SortedSet<Integer>> neighbours(Predicate<Edge> of) {
    return neighbours(of, edge -> !directed && of.test(edge));
  }

  /** Distances by breadth-first search; -1 where there is no path. */
  static int[] distances(List<SortedSet<Integer>> neighbours, int from) {
    int[] distances = new int[neighbours.size()];
    java.util.Arrays.fill(distances, -1);
    distances[from] = 0;
    List<Integer> queue = new ArrayList<>(List.of(from));
    for (int at = 0; at < queue.size(); at++) {
      for (int next : neighbours.get(queue.get(at))) {
        if (distances[next] < 0) {
          distances[next] = distances[queue.get(at)] + 1;
          queue.add(next);
        }
      }
    }
    return distances;
  }

  /** Average precision by cosine, nodes at {@code from .. to} being true. */
  double averagePrecision(int query, int[] distances, int from, int to) {
    double[] scores = new double[ids.size()];
    for (int v = 0; v < scores.length; v++) {
      scores[v] = small.cosine(query, v);
    }
    List<double[]> ranked = new ArrayList<>();
    for (int v = 0; v < scores.length; v++) {
      if (v != query && distances[v] >= from && distances[v] <= to) {
        double greater = 0;
        double equal = 0;
        for (int w = 0; w < scores.length; w++) {
          greater += w != query && scores[w] > scores[v] ? 1 : 0;
          equal += w != query && scores[w] == scores[v] ? 1 : 0;
        }
        ranked.add(new double[] {greater + (equal + 1) / 2});
      }
    }
    double[] ranks = ranked.stream().mapToDouble(rank -> rank[0]).sorted().toArray();
    double sum = 0;
    for (int i = 0; i < ranks.length; i++) {
      sum += (i + 1) / ranks[i];
    }
    return ranks.length == 0 ? 0 : sum / ranks.length;
  }
}
