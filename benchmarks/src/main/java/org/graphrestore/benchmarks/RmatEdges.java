package org.graphrestore.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graphrestore.graph.AdjacencyBlock;

/**
 * Writes a graph of {@link BenchmarkGraphs} as a list of edges, each once, parted by a tab: for
 * measurements that begin with ingest.
 *
 * <pre>
 * RmatEdges rmat-20-16 FILE
 * </pre>
 */
public final class RmatEdges {
  private RmatEdges() {}

  /** Writes the file. */
  public static void main(String[] args) throws IOException {
    AdjacencyBlock graph = BenchmarkGraphs.open(args[0]);
    StringBuilder line = new StringBuilder();
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(args[1])), 1 << 20)) {
      for (int node = 0; node < graph.rows(); node++) {
        for (int i = graph.offsets()[node]; i < graph.offsets()[node + 1]; i++) {
          if (node < graph.targets()[i]) {
            line.setLength(0);
            line.append(node).append('\t').append(graph.targets()[i]).append('\n');
            out.write(line.toString().getBytes(StandardCharsets.UTF_8));
          }
        }
      }
    }
  }
}
