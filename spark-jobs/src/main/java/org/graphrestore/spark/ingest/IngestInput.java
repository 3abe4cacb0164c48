package org.graphrestore.spark.ingest;

import java.util.List;

/**
 * Where the edges are.
 *
 * @param paths files, folders or globs on any Hadoop file system, at least one
 */
public record IngestInput(List<String> paths) {
  /** Checks that there is a path. */
  public IngestInput {
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("Ingest needs at least one path of edges");
    }

    paths = List.copyOf(paths);
  }

  /** Names one or more files, folders or globs. */
  public static IngestInput of(String... paths) {
    return new IngestInput(List.of(paths));
  }
}
