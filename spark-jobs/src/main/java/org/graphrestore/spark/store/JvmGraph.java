package org.graphrestore.spark.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.graphrestore.graph.AdjacencyBlock;

/**
 * The whole adjacency, once in a JVM: all tasks of an executor share one copy, and the first one
 * loads it while the others wait. It stays until {@link #release}, which a stage calls when it
 * ends, in every JVM that ran its tasks.
 *
 * <p>Memory: 4 bytes an arc and 4 a node, 8 an arc with weights; twice that while loading.
 */
public final class JvmGraph {
  private static final Map<String, Once> LOADED = new ConcurrentHashMap<>();

  private JvmGraph() {}

  /**
   * Returns the out-neighbours of all nodes.
   *
   * @throws UserMistakeException if the graph has more than 2<sup>31</sup>-1 nodes or arcs
   */
  public static AdjacencyBlock outNeighbours(GraphFiles files) {
    return once(files, "", AdjacencyBlock.class, () -> load(files));
  }

  /**
   * Returns what somebody makes of a graph, made once in this JVM and held until {@link #release}.
   *
   * @param name names what is made
   * @param type its class
   * @param make makes it; it may ask for other things of a graph in turn
   */
  public static <T> T once(GraphFiles files, String name, Class<T> type, Supplier<T> make) {
    String key = name + "#" + files.identity();
    Once once = LOADED.computeIfAbsent(key, made -> new Once());
    boolean done = false;
    try {
      T value = type.cast(once.value(make));
      done = true;
      return value;
    } finally {
      if (!done) {
        LOADED.remove(key, once);
      }
    }
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

    return GraphRanges.read(
        files,
        0,
        (int) files.nodes(),
        (first, rows) -> new AdjacencyBlock[] {files.outNeighbours(first, rows)})[0];
  }

  /**
   * What the first who asks makes, and the others wait for. Outside the map, which lets nobody ask
   * it for one value while it computes another.
   */
  private static final class Once {
    private Object value;

    synchronized Object value(Supplier<?> make) {
      if (value == null) {
        this.value = make.get();
      }

      return value;
    }
  }
}
