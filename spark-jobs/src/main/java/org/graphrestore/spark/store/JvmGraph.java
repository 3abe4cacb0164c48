package org.graphrestore.spark.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.graphrestore.graph.AdjacencyBlock;

/**
 * The whole adjacency, once in a JVM: all tasks of an executor share one copy, and the first one
 * loads it while the others wait. It stays until {@link #release}, which a stage calls when it
 * ends, in every JVM that ran its tasks.
 *
 * <p>Memory: 4 bytes an arc and 4 a node, 8 an arc with weights; twice that while loading.
 */
public final class JvmGraph {
  private static final Map<String, Object> LOADED = new ConcurrentHashMap<>();

  private JvmGraph() {}

  /**
   * Returns the out-neighbours of all nodes.
   *
   * @throws UserMistakeException if the graph has more than 2<sup>31</sup>-1 nodes or arcs
   */
  public static AdjacencyBlock outNeighbours(GraphFiles files) {
    return prepared(files, "", AdjacencyBlock.class, adjacency -> adjacency);
  }

  /**
   * Returns what somebody makes of the out-neighbours of all nodes, made once in this JVM. The
   * adjacency itself stays only if it is part of that.
   *
   * @param name names what is made
   * @param type its class
   * @param make makes it
   */
  public static <T> T prepared(
      GraphFiles files, String name, Class<T> type, Function<AdjacencyBlock, T> make) {
    return type.cast(
        LOADED.computeIfAbsent(name + "#" + files.identity(), key -> make.apply(load(files))));
  }

  /** Forgets every copy of the graph with this fingerprint in this JVM. */
  public static void release(String fingerprint) {
    LOADED.keySet().removeIf(identity -> identity.endsWith("#" + fingerprint));
  }

  /** Returns how many graphs this JVM holds. */
  public static int held() {
    return LOADED.size();
  }

  private static AdjacencyBlock load(GraphFiles files) {
    if (files.nodes() > Integer.MAX_VALUE - 8) {
      throw new UserMistakeException(
          "The graph has "
              + files.nodes()
              + " nodes (at most "
              + (Integer.MAX_VALUE - 8)
              + " can be held in memory)");
    }

    long[] cuts = files.pieces();
    // Reading Parquet is bound by decoding, so the pieces are read on all cores of this JVM.
    List<AdjacencyBlock> parts =
        new ArrayList<>(
            IntStream.range(0, cuts.length - 1)
                .parallel()
                .mapToObj(p -> files.outNeighbours(cuts[p], (int) (cuts[p + 1] - cuts[p])))
                .toList());
    return concatenate(parts, (int) files.nodes());
  }

  /** Joins blocks of adjacent ranges, the first of which begins at 0; empties the list. */
  private static AdjacencyBlock concatenate(List<AdjacencyBlock> parts, int nodes) {
    long arcs = parts.stream().mapToLong(AdjacencyBlock::arcs).sum();
    if (arcs > Integer.MAX_VALUE - 8) {
      throw new UserMistakeException(
          "The graph has "
              + arcs
              + " distinct arcs (at most "
              + (Integer.MAX_VALUE - 8)
              + " can be replicated in every executor)");
    }

    boolean weighted = parts.stream().anyMatch(part -> part.weights() != null);
    int[] offsets = new int[nodes + 1];
    int[] targets = new int[(int) arcs];
    float[] weights = weighted ? new float[(int) arcs] : null;
    int row = 0;
    int at = 0;
    for (int p = 0; p < parts.size(); p++) {
      AdjacencyBlock part = parts.set(p, null);
      System.arraycopy(part.targets(), 0, targets, at, part.arcs());
      if (weighted) {
        System.arraycopy(part.weights(), 0, weights, at, part.arcs());
      }

      int base = at;
      int[] partOffsets = part.offsets();
      Arrays.setAll(partOffsets, i -> partOffsets[i] + base);
      System.arraycopy(partOffsets, 1, offsets, row + 1, part.rows());
      row += part.rows();
      at += part.arcs();
    }

    return new AdjacencyBlock(0, offsets, targets, weights);
  }
}
