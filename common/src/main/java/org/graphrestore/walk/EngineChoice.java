package org.graphrestore.walk;

import java.util.Locale;

/**
 * Which engine makes the walks, and why. The stage chooses by it, and so does the estimate.
 *
 * @param kind {@link EngineKind#REPLICATED} or {@link EngineKind#PARTITIONED}
 * @param reason one clause for people
 */
public record EngineChoice(EngineKind kind, String reason) {
  private static final double GIB = 1 << 30;

  /**
   * Chooses: what is asked for, otherwise the replicated engine where the graph fits an executor.
   *
   * @param asked what is asked for
   * @param weighted whether weights are held
   * @param heapBytes heap of an executor
   */
  public static EngineChoice of(
      EngineKind asked, long nodes, long arcs, boolean weighted, long heapBytes) {
    return of(asked, nodes, arcs, weighted, 1, heapBytes);
  }

  /**
   * Chooses for a graph of which several rows of arcs are held a node.
   *
   * @param rowsPerNode {@link WalkParams#rowsPerNode}
   */
  public static EngineChoice of(
      EngineKind asked, long nodes, long arcs, boolean weighted, int rowsPerNode, long heapBytes) {
    if (asked != EngineKind.AUTO) {
      return new EngineChoice(asked, "walk.engine is " + asked.name().toLowerCase(Locale.ROOT));
    }

    if (Math.max(nodes, arcs) > ReplicatedSize.MOST) {
      return new EngineChoice(
          EngineKind.PARTITIONED,
          String.format(
              Locale.ROOT,
              "the graph has %,d arcs, of which a JVM can hold %,d whole",
              arcs,
              ReplicatedSize.MOST));
    }

    double needed = ReplicatedSize.loadingBytes(nodes * rowsPerNode, arcs, weighted);
    boolean fits = needed <= ReplicatedSize.USABLE * heapBytes;
    return new EngineChoice(
        fits ? EngineKind.REPLICATED : EngineKind.PARTITIONED,
        String.format(
            Locale.ROOT,
            fits
                ? "the graph fits: it needs %.2f GiB in an executor while it loads, and %.2f GiB of"
                    + " the heap of %.1f GiB may hold it"
                : "the graph needs %.2f GiB in an executor while it loads, but only %.2f GiB of the"
                    + " heap of %.1f GiB may hold it",
            needed / GIB,
            ReplicatedSize.USABLE * heapBytes / GIB,
            heapBytes / GIB));
  }
}
