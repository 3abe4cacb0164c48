package org.graphrestore.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.NodeHash;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;

/** Undirected graphs to measure on, in memory. */
final class BenchmarkGraphs {
  private BenchmarkGraphs() {}

  /**
   * Opens {@code rmat-SCALE-EDGEFACTOR}, or the edge list at a path (gzip, parted by tabs; a KGTK
   * file by its header).
   *
   * @param name for example {@code rmat-20-16}: a million nodes, 16 million drawn edges
   */
  static AdjacencyBlock open(String name) {
    if (name.startsWith("rmat-")) {
      String[] parts = name.split("-");
      return rmat(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    return read(Path.of(name));
  }

  /** Returns hashes as if the original ids were the indices. */
  static long[] hashes(AdjacencyBlock graph) {
    long[] hashes = new long[graph.rows()];
    Arrays.setAll(hashes, NodeHash::of);
    return hashes;
  }

  /** Returns the same graph with seeded weights between .1 and 10, the same in both directions. */
  static AdjacencyBlock weighted(AdjacencyBlock graph) {
    float[] weights = new float[graph.arcs()];
    for (int node = 0; node < graph.rows(); node++) {
      for (int i = graph.offsets()[node]; i < graph.offsets()[node + 1]; i++) {
        int other = graph.targets()[i];
        long key = Seeds.key(2, Purpose.QUERY, Math.min(node, other), Math.max(node, other));
        weights[i] = (float) Math.pow(10, 2 * Seeds.unit(key) - 1);
      }
    }

    return new AdjacencyBlock(0, graph.offsets(), graph.targets(), weights);
  }

  /** R-MAT with Graph500's a, b, c, d = .57, .19, .19, .05; nodes renamed. */
  private static AdjacencyBlock rmat(int scale, int edgeFactor) {
    int nodes = 1 << scale;
    long edges = (long) nodes * edgeFactor;
    long[] arcs = new long[Math.toIntExact(2 * edges)];
    for (int e = 0; e < edges; e++) {
      long key = Seeds.key(1, Purpose.QUERY, e);
      int from = 0;
      int to = 0;
      for (int bit = 0; bit < scale; bit++) {
        double draw = Seeds.unit(Seeds.draw(key, bit));
        from = 2 * from + (draw < 0.76 ? 0 : 1);
        to = 2 * to + (draw < 0.57 || (draw >= 0.76 && draw < 0.95) ? 0 : 1);
      }

      arcs[2 * e] = ((long) shuffled(from, nodes) << 32) | shuffled(to, nodes);
      arcs[2 * e + 1] = ((long) shuffled(to, nodes) << 32) | shuffled(from, nodes);
    }

    return build(nodes, arcs);
  }

  /** A bijection of the nodes (an odd factor): indices of a store are in no order either. */
  private static int shuffled(int node, int nodes) {
    return (node * 0x9E3779B1 + 12345) & (nodes - 1);
  }

  private static AdjacencyBlock read(Path file) {
    Map<String, Integer> nodes = new HashMap<>();
    long[] arcs = new long[1 << 16];
    int count = 0;
    int source = 0;
    int target = 1;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split("\t");
        if (nodes.isEmpty() && Arrays.asList(words).contains("node1")) {
          source = Arrays.asList(words).indexOf("node1");
          target = Arrays.asList(words).indexOf("node2");
          continue;
        }

        if (line.startsWith("#")
            || words.length <= Math.max(source, target)
            || words[source].equals(words[target])) {
          continue;
        }

        int from = number(words[source], nodes);
        int to = number(words[target], nodes);
        if (count + 2 > arcs.length) {
          arcs = Arrays.copyOf(arcs, arcs.length * 2);
        }

        arcs[count++] = ((long) from << 32) | to;
        arcs[count++] = ((long) to << 32) | from;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }

    return build(nodes.size(), Arrays.copyOf(arcs, count));
  }

  private static int number(String id, Map<String, Integer> nodes) {
    Integer known = nodes.putIfAbsent(id, nodes.size());
    return known == null ? nodes.size() - 1 : known;
  }

  private static AdjacencyBlock build(int nodes, long[] arcs) {
    Arrays.sort(arcs);
    int[] offsets = new int[nodes + 1];
    int[] targets = new int[arcs.length];
    int size = 0;
    for (int i = 0; i < arcs.length; i++) {
      int from = (int) (arcs[i] >>> 32);
      int to = (int) arcs[i];
      if (from == to || (i > 0 && arcs[i] == arcs[i - 1])) {
        continue;
      }

      targets[size++] = to;
      offsets[from + 1] = size;
    }

    for (int node = 0; node < nodes; node++) {
      offsets[node + 1] = Math.max(offsets[node + 1], offsets[node]);
    }

    return new AdjacencyBlock(0, offsets, Arrays.copyOf(targets, size), null);
  }
}
