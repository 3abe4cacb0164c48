package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * The files of an input. Those of the node table have the lower numbers, so that its labels come
 * first.
 *
 * @param nodes files of the node table, or null
 * @param edges files of the edges, or null where they are a table
 * @param table name of the table of edges, or null
 */
record ResolvedInput(InputFiles nodes, InputFiles edges, String table) {
  private static final String EDGES = "edges";
  private static final String VERTICES = "vertices";

  /**
   * Lists the files. A single folder that holds {@code edges} and {@code vertices} is a saved
   * GraphFrame.
   *
   * @throws UserMistakeException if a path is missing, matches nothing or has no bytes
   */
  static ResolvedInput resolve(IngestInput input, Configuration conf) {
    List<String> edges = input.paths();
    List<String> nodes = input.nodes();
    if (edges.size() == 1 && graphFrame(edges.get(0), conf)) {
      String folder = edges.get(0);
      edges = List.of(new Path(folder, EDGES).toString());
      if (nodes.isEmpty()) {
        nodes = List.of(new Path(folder, VERTICES).toString());
      }
    }

    return new ResolvedInput(
        nodes.isEmpty() ? null : InputFiles.resolve(nodes, conf, "nodes"),
        edges.isEmpty() ? null : InputFiles.resolve(edges, conf, EDGES),
        input.table());
  }

  /** Adds what a fingerprint of the files is made of. */
  void describe(SortedMap<String, String> into) {
    if (nodes != null) {
      nodes.describe("node file", into);
    }

    if (edges != null) {
      edges.describe("file", into);
    }
  }

  /** Returns the inputs as a manifest lists them: those of the edges first. */
  List<StoreManifest.InputFile> manifest() {
    List<StoreManifest.InputFile> all = new ArrayList<>();
    if (edges == null) {
      all.add(new StoreManifest.InputFile("table " + table, 0, 0));
    } else {
      all.addAll(edges.manifest());
    }

    if (nodes != null) {
      all.addAll(nodes.manifest());
    }

    return all;
  }

  /** Returns the files of the node table with their numbers. */
  NumberedFiles nodeFiles() {
    return new NumberedFiles(nodes, 0, true);
  }

  /** Returns the files of the edges with their numbers. */
  NumberedFiles edgeFiles() {
    return new NumberedFiles(edges, firstEdgeFile(), false);
  }

  /** Returns the number of the first file of edges, or of the table. */
  int firstEdgeFile() {
    return nodes == null ? 0 : nodes.files().size();
  }

  /** Returns what a number stands for. */
  String file(int number) {
    if (number < firstEdgeFile()) {
      return nodeFiles().path(number).toString();
    }

    return edges == null ? "table " + table : edgeFiles().path(number).toString();
  }

  /** Returns the number of files. */
  int size() {
    return firstEdgeFile() + (edges == null ? 0 : edges.files().size());
  }

  /** Returns where the edges are, for people. */
  String shown() {
    if (edges == null) {
      return "table " + table;
    }

    return edges.files().size() == 1
        ? edges.files().get(0).path().toString()
        : edges.files().size() + " files";
  }

  private static boolean graphFrame(String folder, Configuration conf) {
    try {
      Path path = new Path(folder);
      FileSystem fs = path.getFileSystem(conf);
      return fs.exists(new Path(path, EDGES))
          && fs.getFileStatus(new Path(path, EDGES)).isDirectory()
          && fs.exists(new Path(path, VERTICES))
          && fs.getFileStatus(new Path(path, VERTICES)).isDirectory();
    } catch (IOException | IllegalArgumentException e) {
      // Not a folder, or not there: the listing that follows says what is wrong.
      return false;
    }
  }
}
