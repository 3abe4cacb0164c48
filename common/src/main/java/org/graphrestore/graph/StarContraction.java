package org.graphrestore.graph;

import java.io.IOException;

/**
 * The two steps of the alternating algorithm for connected components (Kiveris, Lattanzi, Mirrokni,
 * Rastogi and Vassilvitskii, "Connected components in MapReduce and beyond", SoCC 2014): pairs of
 * nodes are rewired, step by step, until every component is a star around its lowest node. A step
 * reads pairs sorted by node and holds only the node at hand, so graphs of any size and hubs of any
 * degree pass through a task.
 *
 * <pre>
 * large star   at u: every larger neighbour is hung below the lowest of u and its neighbours
 * small star   at u: u and every smaller neighbour are hung below the lowest of them
 * </pre>
 *
 * <p>Pairs are written as (larger, lower). Neither step adds pairs or parts a component. When both
 * steps of a round change nothing, the pairs are stars. Not thread-safe.
 */
public abstract sealed class StarContraction {
  /** Takes the pairs that are left. */
  @FunctionalInterface
  public interface PairSink {
    /**
     * Takes a pair.
     *
     * @param node a node
     * @param lower a lower node of the same component
     */
    void put(long node, long lower) throws IOException;
  }

  private final PairSink sink;
  private long changes;
  private long node = -1;
  private long last = -1;

  private StarContraction(PairSink sink) {
    this.sink = sink;
  }

  /**
   * Adds a pair.
   *
   * @param ofNode not lower than that of the pair before
   * @param neighbour not {@code ofNode}; of equal nodes, not lower than that of the pair before; a
   *     pair that is there twice counts once
   */
  public final void add(long ofNode, long neighbour) throws IOException {
    if (ofNode != node) {
      this.node = ofNode;
      this.last = neighbour;
      first(ofNode, neighbour);
    } else if (neighbour != last) {
      this.last = neighbour;
      next(ofNode, neighbour);
    }
  }

  /** Returns how many pairs were rewired. */
  public final long changes() {
    return changes;
  }

  abstract void first(long ofNode, long lowest) throws IOException;

  abstract void next(long ofNode, long neighbour) throws IOException;

  final void put(long larger, long lower) throws IOException {
    sink.put(larger, lower);
  }

  final void rewire(long larger, long lower) throws IOException {
    changes++;
    sink.put(larger, lower);
  }

  /** The large star: takes every pair in both directions. */
  public static final class Large extends StarContraction {
    private long lowest;

    /** Begins a step that writes to a sink. */
    public Large(PairSink sink) {
      super(sink);
    }

    @Override
    void first(long ofNode, long neighbour) throws IOException {
      this.lowest = Math.min(ofNode, neighbour);
      next(ofNode, neighbour);
    }

    @Override
    void next(long ofNode, long neighbour) throws IOException {
      if (neighbour < ofNode) {
        return;
      }

      if (lowest == ofNode) {
        put(neighbour, ofNode);
      } else {
        rewire(neighbour, lowest);
      }
    }
  }

  /** The small star: takes every pair once, as (larger, lower). */
  public static final class Small extends StarContraction {
    private long lowest;

    /** Begins a step that writes to a sink. */
    public Small(PairSink sink) {
      super(sink);
    }

    @Override
    void first(long ofNode, long neighbour) throws IOException {
      this.lowest = neighbour;
      put(ofNode, neighbour);
    }

    @Override
    void next(long ofNode, long neighbour) throws IOException {
      rewire(neighbour, lowest);
    }
  }
}
