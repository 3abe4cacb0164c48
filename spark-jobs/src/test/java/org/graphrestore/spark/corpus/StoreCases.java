package org.graphrestore.spark.corpus;

import static org.graphrestore.spark.corpus.CorpusCase.corpusCase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Stores of ours to which something has happened. */
final class StoreCases {
  private static final String AGAIN = "bring it back, or make the store again from what it was";

  private StoreCases() {}

  static List<CorpusCase> cases(Path run) {
    return List.of(
        store("a store as it was", run),
        store("a graph of a newer version", run)
            .make(in -> replace(in, "graph", "\"formatVersion\" : 1", "\"formatVersion\" : 9"))
            .fails("graph is version 9 of graphrestore/graph", "use a newer GraphRestore"),
        store("vectors of a newer version", run)
            .make(in -> replace(in, "embeddings", "\"formatVersion\" : 1", "\"formatVersion\" : 9"))
            .fails(
                "embeddings is version 9 of graphrestore/embeddings", "use a newer GraphRestore"),
        store("a manifest that is cut off", run)
            .make(in -> ColumnarCases.cut(manifest(in, "graph")))
            .fails("graph/manifest.json is no manifest of GraphRestore: ", "; bring the file back"),
        store("a manifest without bytes", run)
            .make(in -> Files.write(manifest(in, "graph"), new byte[0]))
            .fails("graph/manifest.json is no manifest of GraphRestore: ", "; bring the file back"),
        store("a manifest of somebody else", run)
            .make(in -> Files.writeString(manifest(in, "graph"), "{\"name\": \"my web app\"}"))
            .fails("graph/manifest.json is no manifest of GraphRestore (its format is null)"),
        store("a manifest without its counts", run)
            .make(in -> replace(in, "graph", "\"nodes\" :", "\"gnus\" :"))
            .fails("graph is damaged: manifest.json has no count nodes; ", AGAIN),
        store("a graph that has lost its manifest", run)
            .make(in -> Files.delete(manifest(in, "graph")))
            .fails("Found graphrestore/run in ", "(needs graphrestore/graph)"),
        store("a graph that has lost a file", run)
            .make(in -> Files.delete(file(in, "graph", "nodes")))
            .fails("graph is damaged: its file data-", "nodes", AGAIN),
        store("a graph of which a file was cut off", run)
            .make(in -> cut(file(in, "graph", "arcs")))
            .fails("graph is damaged: its file data-", "arcs", AGAIN),
        store("vectors that have lost a file", run)
            .make(in -> Files.delete(file(in, "embeddings", "vectors")))
            .fails("embeddings is damaged: its file data-", "vectors", AGAIN),
        store("a graph whose arcs are other bytes", run)
            .make(in -> flip(file(in, "graph", "arcs")))
            .fails("Cannot read ", "/arcs/", "its bytes are damaged; bring the file back"),
        store("vectors that are other bytes", run)
            .make(in -> flip(file(in, "embeddings", "vectors")))
            .fails("Cannot read ", "/vectors/", "its bytes are damaged; bring the file back"),
        corpusCase("vectors where a graph was named")
            .make(in -> copy(run, in.resolve("run")))
            .command("walks", "--graph", "{in}/run/embeddings")
            .fails("Found graphrestore/embeddings in ", "(needs graphrestore/graph)"));
  }

  private static CorpusCase store(String name, Path run) {
    return corpusCase(name)
        .make(in -> copy(run, in.resolve("run")))
        .command("reconstruct", "--graph", "{in}/run", "--embeddings", "{in}/run");
  }

  private static Path manifest(Path in, String store) throws IOException {
    Files.deleteIfExists(in.resolve("run/" + store + "/.manifest.json.crc"));
    return in.resolve("run/" + store + "/manifest.json");
  }

  private static void replace(Path in, String store, String old, String now) throws IOException {
    Path file = manifest(in, store);
    Files.writeString(file, Files.readString(file).replace(old, now));
  }

  private static Path file(Path in, String store, String table) throws IOException {
    try (Stream<Path> files = Files.walk(in.resolve("run/" + store))) {
      return files
          .filter(path -> path.toString().contains("/" + table + "/"))
          .filter(path -> path.toString().endsWith(".parquet"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void cut(Path file) throws IOException {
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    ColumnarCases.cut(file);
  }

  private static void flip(Path file) throws IOException {
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    ColumnarCases.flip(file);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path path : files.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        Files.createDirectories(target.getParent());
        Files.copy(path, target);
      }
    }
  }
}
