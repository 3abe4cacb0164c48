package org.graphrestore.spark.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.config.Settings;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.spark.ingest.IngestInput;
import org.graphrestore.spark.ingest.IngestStage;
import org.graphrestore.spark.reconstruction.ReconstructStage;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.spark.training.Methods;
import org.graphrestore.spark.walks.WalkStage;
import org.graphrestore.walk.WalkParams;

/**
 * The whole pipeline on a small graph, and the bits that came out of it: the graph's checksum and
 * digests of walks, vectors and metrics keyed by original ids, in the order of ids.
 */
public record PipelineRun(String graph, String walks, String vectors, String metrics) {
  private static final int NODES = 300;
  private static final int EDGES = 1200;

  /** Settings that use every mechanism on a small graph: several blocks, tiles and episodes. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "walk.walks-per-node", "3",
          "walk.length", "12",
          "train.dim", "20",
          "train.window", "4",
          "train.blocks", "3",
          "train.tile-rows", "30",
          "train.episodes", "2",
          "reconstruct.queries", "70");

  /** Runs all stages below {@code output}, on the edges cut into {@code files} files. */
  public static PipelineRun of(
      SparkSession spark, Path input, String output, int files, Map<String, String> more)
      throws IOException {
    writeEdges(input, files);
    Map<String, String> assignments = new TreeMap<>(SETTINGS);
    assignments.putAll(more);
    Settings settings = Settings.resolve(Keys.catalog(), List.of(), assignments);
    RunContext run =
        new RunContext(spark, new org.apache.hadoop.fs.Path(output), 11, ProgressSink.SILENT);

    GraphStore graph =
        IngestStage.run(IngestInput.of(input.toString()), IngestParams.from(settings), run);
    WalkStage.run(graph, WalkParams.from(settings), run);
    EmbeddingStore embeddings = Methods.of(settings).train(graph, settings, run);
    ReconstructStage.run(graph, embeddings, ReconstructionParams.from(settings), run);
    return read(spark, output);
  }

  /** Reads what is in a finished run folder. */
  public static PipelineRun read(SparkSession spark, String output) throws IOException {
    org.apache.hadoop.fs.Path run = new org.apache.hadoop.fs.Path(output);
    GraphStore graph = GraphStore.open(spark, run);
    return new PipelineRun(
        graph.fingerprint(),
        digest(walks(graph, WalkStore.open(spark, run))),
        digest(vectors(EmbeddingStore.open(spark, run))),
        digest(metrics(output)));
  }

  /** Returns the settings of the run. */
  public static Map<String, String> settings() {
    return SETTINGS;
  }

  /** Edges of a random graph with hubs and text ids, dealt to files like cards. */
  public static void writeEdges(Path input, int files) throws IOException {
    Files.createDirectories(input);
    List<StringBuilder> texts = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      texts.add(new StringBuilder());
    }

    long key = Seeds.key(5, Purpose.QUERY);
    for (int i = 0; i < EDGES; i++) {
      double hub = Seeds.unit(Seeds.draw(key, 2L * i));
      int from = (int) (NODES * hub * hub * hub);
      int to = Seeds.bounded(Seeds.draw(key, 2L * i + 1), NODES);
      texts.get(i % files).append("n/").append(from).append("\tn/").append(to).append('\n');
    }

    for (int i = 0; i < files; i++) {
      Files.writeString(input.resolve("edges-" + i + ".tsv"), texts.get(i));
    }
  }

  private static List<String> walks(GraphStore graph, WalkStore walks) {
    Map<Long, String> ids = new TreeMap<>();
    for (Row node : graph.nodeTable().select("index", "id").collectAsList()) {
      ids.put(node.getLong(0), node.getString(1));
    }

    Dataset<Row> table = walks.walkTable().select("start", "walk", "nodes");
    List<String> lines = new ArrayList<>();
    for (Row walk : table.collectAsList()) {
      List<String> nodes = new ArrayList<>();
      for (Object node : walk.getList(2)) {
        nodes.add(ids.get((Long) node));
      }
      lines.add(ids.get(walk.getLong(0)) + " " + walk.getInt(1) + " " + nodes);
    }
    return lines;
  }

  private static List<String> vectors(EmbeddingStore embeddings) {
    List<String> lines = new ArrayList<>();
    for (Row row : embeddings.vectorTable().select("id", "vector").collectAsList()) {
      StringBuilder line = new StringBuilder(row.getString(0));
      for (Object value : row.getList(1)) {
        line.append(' ').append(Float.floatToRawIntBits((Float) value));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static List<String> metrics(String output) throws IOException {
    return List.of(Files.readString(Path.of(output, "reconstruction.json")));
  }

  private static String digest(List<String> lines) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      lines.stream()
          .sorted()
          .forEach(line -> sha.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
      return lines.size() + " lines " + HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
