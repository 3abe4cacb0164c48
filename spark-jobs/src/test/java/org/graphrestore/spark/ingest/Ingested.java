package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.IngestParams.Format;
import org.graphrestore.graph.IngestParams.Ids;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;

/** Small inputs, and what ingest makes of them. */
final class Ingested {
  /** Twelve edges among eight nodes, one of them named in another script, in no order. */
  static final List<String> EDGES =
      List.of(
          "7 3", "1 2", "10 7", "2 3", "Ω 1", "3 1", "10 2", "Ω 10", "a 7", "a b", "b 3", "b Ω");

  private Ingested() {}

  static Path write(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, String.join("\n", lines) + "\n");
  }

  static Path gzip(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    return file;
  }

  static String[] edges(String separator) {
    return EDGES.stream().map(edge -> edge.replace(" ", separator)).toArray(String[]::new);
  }

  static String[] edges(String header, String separator) {
    List<String> lines = new ArrayList<>(List.of(header));
    lines.addAll(List.of(edges(separator)));
    return lines.toArray(String[]::new);
  }

  static GraphStore run(SparkSession spark, Path run, Path... inputs) {
    return run(spark, run, IngestParams.defaults(), ProgressSink.SILENT, inputs);
  }

  static GraphStore run(
      SparkSession spark, Path run, IngestParams params, ProgressSink sink, Path... inputs) {
    return run(spark, run, false, params, sink, inputs);
  }

  static GraphStore run(
      SparkSession spark,
      Path run,
      boolean force,
      IngestParams params,
      ProgressSink sink,
      Path... inputs) {
    String[] paths = new String[inputs.length];
    for (int i = 0; i < paths.length; i++) {
      paths[i] = inputs[i].toString();
    }

    return IngestStage.run(
        IngestInput.of(paths),
        params,
        new RunContext(
            spark, new org.apache.hadoop.fs.Path(run.toUri().toString()), 1, sink, force));
  }

  static GraphStore run(SparkSession spark, Path run, IngestInput input) {
    return run(spark, run, input, IngestParams.defaults());
  }

  static GraphStore run(SparkSession spark, Path run, IngestInput input, IngestParams params) {
    return run(spark, run, input, params, 1);
  }

  static GraphStore run(
      SparkSession spark, Path run, IngestInput input, IngestParams params, long seed) {
    org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path(run.toUri().toString());
    return IngestStage.run(input, params, new RunContext(spark, folder, seed, ProgressSink.SILENT));
  }

  static IngestParams directed() {
    return new IngestParams(Format.AUTO, true, Ids.AUTO, "auto", "auto", "auto", "auto");
  }

  static IngestParams ids(Ids ids) {
    return new IngestParams(Format.AUTO, false, ids, "auto", "auto", "auto", "auto");
  }

  static IngestParams columns(String src, String dst, String weight, String relation) {
    return new IngestParams(Format.AUTO, false, Ids.AUTO, src, dst, weight, relation);
  }

  static IngestParams format(Format format) {
    return new IngestParams(format, false, Ids.AUTO, "auto", "auto", "auto", "auto");
  }

  static List<String> nodes(GraphStore graph) {
    return graph.nodeTable().orderBy("index").toJSON().collectAsList();
  }

  static List<String> arcs(GraphStore graph) {
    return graph.arcTable().orderBy("src", "dst", "relation", "inverse").toJSON().collectAsList();
  }
}
