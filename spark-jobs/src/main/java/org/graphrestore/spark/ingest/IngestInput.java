package org.graphrestore.spark.ingest;

import java.util.List;

/**
 * Where the edges are, and perhaps the nodes.
 *
 * @param paths edges: files, folders or globs on any Hadoop file system; empty where a table is
 *     given
 * @param table edges: name of a table or view that the session knows, or null
 * @param nodes a node table: files, folders or globs; may be empty
 */
public record IngestInput(List<String> paths, String table, List<String> nodes) {
  /** Checks that there is one source of edges. */
  public IngestInput {
    if (paths.isEmpty() == (table == null)) {
      throw new IllegalArgumentException(
          paths.isEmpty()
              ? "Ingest needs at least one path of edges, or a table"
              : "Ingest needs paths of edges or a table, not both");
    }

    paths = List.copyOf(paths);
    nodes = List.copyOf(nodes);
  }

  /** Names files, folders or globs of edges. */
  public IngestInput(List<String> paths) {
    this(paths, null, List.of());
  }

  /** Names one or more files, folders or globs of edges. */
  public static IngestInput of(String... paths) {
    return new IngestInput(List.of(paths));
  }

  /** Names a table or view of edges. */
  public static IngestInput ofTable(String name) {
    return new IngestInput(List.of(), name, List.of());
  }

  /** Returns the same edges with a node table. */
  public IngestInput withNodes(String... paths) {
    return new IngestInput(this.paths, table, List.of(paths));
  }

  /** Returns what it names, for people. */
  String shown() {
    return table == null ? String.join(", ", paths) : "table " + table;
  }
}
