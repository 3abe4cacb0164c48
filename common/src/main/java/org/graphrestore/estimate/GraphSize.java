package org.graphrestore.estimate;

/**
 * How large a graph is: counted, or one end of what is possible.
 *
 * @param nodes number of nodes
 * @param edges edges after merging duplicates
 * @param arcs arcs of the graph store: an undirected edge is two
 * @param directed whether edges keep their direction
 * @param weighted whether arcs have weights
 * @param rows rows of the input
 * @param inputBytes bytes of the input, decompressed
 * @param readers most tasks that can read the input at once: a gzip file is read by one
 * @param storeBytes bytes of the graph store
 */
public record GraphSize(
    long nodes,
    long edges,
    long arcs,
    boolean directed,
    boolean weighted,
    long rows,
    double inputBytes,
    int readers,
    double storeBytes) {
  /** Bytes of a row in Parquet, beside the columns that are modelled; a fit to measured stores. */
  private static final double NODE_BYTES = 18;

  private static final double ARC_BYTES = 0.15;

  /** What zstd leaves of ids and labels; a fit to measured stores. */
  private static final double TEXT_LEFT = 0.4;

  /** Checks signs. */
  public GraphSize {
    if (nodes < 0 || edges < 0 || arcs < 0 || rows < 0 || readers < 1) {
      throw new IllegalArgumentException(
          "Invalid size of a graph: "
              + nodes
              + " nodes, "
              + edges
              + " edges, "
              + arcs
              + " arcs, "
              + rows
              + " rows, "
              + readers
              + " readers (must not be negative, readers at least 1)");
    }
  }

  /**
   * Returns the size of a graph that is not ingested yet.
   *
   * @param nodeTextBytes mean bytes of a node's id and label
   */
  public static GraphSize ofInput(
      long nodes,
      long edges,
      long rows,
      boolean directed,
      boolean weighted,
      double inputBytes,
      double nodeTextBytes,
      int readers) {
    long arcs = directed ? edges : Math.multiplyExact(2L, edges);
    return new GraphSize(
        nodes,
        edges,
        arcs,
        directed,
        weighted,
        rows,
        inputBytes,
        readers,
        storeBytes(nodes, arcs, directed, weighted, nodeTextBytes));
  }

  /** Returns a graph of so many nodes and rows of a plain edge list, for what-if questions. */
  public static GraphSize of(long nodes, long edges, boolean directed, boolean weighted) {
    return ofInput(nodes, edges, edges, directed, weighted, 24.0 * edges, 10, Integer.MAX_VALUE);
  }

  /**
   * A node is its hash, its degrees, its text and the beginning of its arcs; an arc is little more
   * than the index of its end, for arcs are sorted by their beginning.
   */
  static double storeBytes(
      long nodes, long arcs, boolean directed, boolean weighted, double nodeTextBytes) {
    double arc = bits(nodes) / 8.0 + ARC_BYTES + (weighted ? 2 : 0);
    return nodes * (NODE_BYTES + TEXT_LEFT * nodeTextBytes) + arcs * arc * (directed ? 2 : 1);
  }

  /** Returns the bits of an index. */
  static int bits(long nodes) {
    return Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, nodes - 1));
  }
}
