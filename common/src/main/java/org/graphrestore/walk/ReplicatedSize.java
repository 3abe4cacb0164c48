package org.graphrestore.walk;

/**
 * Memory of the replicated engine, which keeps a graph whole in every executor: 4 bytes an arc and
 * 4 a node, 8 an arc with weights; twice that while it is loaded. The one place of this formula:
 * the stage checks itself by it, and so does the estimate.
 */
public final class ReplicatedSize {
  /** Share of an executor's heap that a graph may take while it loads; Spark keeps the rest. */
  public static final double USABLE = 0.7;

  /** Most nodes and most distinct arcs that can be held. */
  public static final long MOST = Integer.MAX_VALUE - 8;

  private ReplicatedSize() {}

  /** Returns the bytes of a graph that is loaded. */
  public static double bytes(long nodes, long arcs, boolean weighted) {
    int arcBytes = weighted ? 2 * Float.BYTES : Integer.BYTES;
    return (double) arcs * arcBytes + (double) nodes * Integer.BYTES;
  }

  /** Returns the bytes that a graph needs while it is loaded. */
  public static double loadingBytes(long nodes, long arcs, boolean weighted) {
    return 2 * bytes(nodes, arcs, weighted);
  }
}
