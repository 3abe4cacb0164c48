package org.graphrestore.spark.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrestore.spark.ingest.IngestInput;
import org.graphrestore.spark.store.UserMistakeException;
import picocli.CommandLine.Option;

/** The options of every job that starts from a graph: edges to ingest, or a graph store. */
final class GraphOptions implements SettingOptions {
  private final Map<String, String> assignments = new LinkedHashMap<>();

  @Option(
      names = "--edges",
      paramLabel = "PATH",
      description =
          "Edges to read: files, folders or globs (KGTK/CSKG TSV, edge list, CSV, JSON lines,"
              + " Parquet, ORC, a saved GraphFrame; gzip).")
  private List<String> edges = new ArrayList<>();

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "A table or view of edges that Spark knows, instead of --edges.")
  private String table;

  @Option(
      names = "--nodes",
      paramLabel = "PATH",
      description = "A node table: ids, perhaps labels and types; nodes without an edge stay.")
  private List<String> nodes = new ArrayList<>();

  @Option(
      names = "--graph",
      paramLabel = "DIR",
      description = "A graph store, or a run folder that has one, instead of --edges.")
  private String graph;

  @Option(names = "--directed", description = "Keep the direction of edges (default: undirected).")
  private void directed(boolean value) {
    assignments.put("ingest.directed", Boolean.toString(value));
  }

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "Format of the edges (default: auto).")
  private void format(String value) {
    assignments.put("ingest.format", value);
  }

  @Option(names = "--src", paramLabel = "COLUMN", description = "Column of an edge's source.")
  private void source(String value) {
    assignments.put("ingest.src", value);
  }

  @Option(names = "--dst", paramLabel = "COLUMN", description = "Column of an edge's target.")
  private void target(String value) {
    assignments.put("ingest.dst", value);
  }

  @Option(names = "--weight", paramLabel = "COLUMN", description = "Column of an edge's weight.")
  private void weight(String value) {
    assignments.put("ingest.weight", value);
  }

  @Option(
      names = "--relation",
      paramLabel = "COLUMN",
      description = "Column of an edge's relation.")
  private void relation(String value) {
    assignments.put("ingest.relation", value);
  }

  @Option(
      names = "--duplicates",
      paramLabel = "RULE",
      description = "Weight of an edge that several rows name: sum, max or first (default: sum).")
  private void duplicates(String value) {
    assignments.put("ingest.duplicates", value);
  }

  @Option(
      names = "--self-loops",
      paramLabel = "RULE",
      description = "What becomes of edges from a node to itself: drop or keep (default: drop).")
  private void selfLoops(String value) {
    assignments.put("ingest.self-loops", value);
  }

  @Option(
      names = "--component",
      paramLabel = "NAME",
      description = "Components to keep: all or largest (default: all).")
  private void component(String value) {
    assignments.put("ingest.component", value);
  }

  @Option(
      names = "--core",
      paramLabel = "K",
      description = "Keep the K-core: every node in it has at least K neighbours in it.")
  private void core(String value) {
    assignments.put("ingest.core", value);
  }

  @Option(
      names = "--max-degree",
      paramLabel = "N",
      description = "Remove nodes with more than N neighbours.")
  private void maxDegree(String value) {
    assignments.put("ingest.max-degree", value);
  }

  @Option(names = "--id-type", paramLabel = "TYPE", description = "What ids are: string or long.")
  private void idType(String value) {
    assignments.put("ingest.id-type", value);
  }

  @Option(names = "--node-id", paramLabel = "COLUMN", description = "Column of a node's id.")
  private void nodeId(String value) {
    assignments.put("ingest.node-id", value);
  }

  @Option(names = "--node-label", paramLabel = "COLUMN", description = "Column of a node's label.")
  private void nodeLabel(String value) {
    assignments.put("ingest.node-label", value);
  }

  @Option(names = "--node-type", paramLabel = "COLUMN", description = "Column of a node's type.")
  private void nodeType(String value) {
    assignments.put("ingest.node-type", value);
  }

  @Option(
      names = "--source-column",
      paramLabel = "COLUMN",
      description = "Column of where an edge comes from, for ingest.keep-sources and drop-sources.")
  private void sourceColumn(String value) {
    assignments.put("ingest.source-column", value);
  }

  @Option(
      names = "--bad-rows",
      paramLabel = "POLICY",
      description = "What becomes of rows that cannot be read: fail or drop (default: fail).")
  private void badRows(String value) {
    assignments.put("ingest.bad-rows", value);
  }

  @Option(
      names = "--max-bad-rows",
      paramLabel = "N",
      description = "Most rows that --bad-rows drop leaves out (default: 1000).")
  private void maxBadRows(String value) {
    assignments.put("ingest.max-bad-rows", value);
  }

  @Override
  public Map<String, String> assignments() {
    return assignments;
  }

  /** Returns the input to ingest, where no store is given. */
  IngestInput input() {
    return new IngestInput(edges, table, nodes);
  }

  /** Returns the graph store to use, or null where edges are given. */
  String graph() {
    return graph;
  }

  /** Returns whether any source of a graph is named. */
  boolean given() {
    return !edges.isEmpty() || table != null || graph != null || !nodes.isEmpty();
  }

  /**
   * Makes sure that there is one source of a graph.
   *
   * @throws UserMistakeException if there is none, or two
   */
  void check() {
    List<String> given = new ArrayList<>();
    if (!edges.isEmpty()) {
      given.add("--edges");
    }

    if (table != null) {
      given.add("--table");
    }

    if (graph != null) {
      given.add("--graph");
    }

    if (given.isEmpty()) {
      throw new UserMistakeException(
          "No graph given: use --edges PATH or --table NAME to read edges, or --graph DIR for a"
              + " graph store");
    }

    if (given.size() > 1) {
      throw new UserMistakeException(
          (given.size() == 2 ? "Both " : "All of ")
              + String.join(" and ", given)
              + " given: use one of them");
    }

    if (graph != null && !nodes.isEmpty()) {
      throw new UserMistakeException(
          "--nodes is read together with edges, but --graph names a graph that is ready; leave one"
              + " of them out");
    }
  }
}
