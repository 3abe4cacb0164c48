package org.graphrestore.spark.walks;

import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.Restreaming;
import org.graphrestore.spark.store.GraphFiles;

/**
 * Makes a locality map ({@link Restreaming}) in one task, which streams the arcs a few times and
 * holds 2 bytes a node and a panel of arcs. In a directed graph it streams the in-arcs too.
 */
final class LocalityTask implements Serializable {
  /** Most times that the arcs are streamed. */
  static final int MOST_PASSES = 10;

  private static final long serialVersionUID = 1L;

  /** A pass that moves fewer nodes, as a share of all, is the last. */
  private static final double SETTLED = 0.002;

  /** Arcs of a panel, on average. */
  private static final long PANEL_ARCS = 1 << 21;

  private final GraphFiles graph;
  private final ExchangeFiles files;
  private final int blocks;

  LocalityTask(GraphFiles graph, ExchangeFiles files, int blocks) {
    this.graph = graph;
    this.files = files;
    this.blocks = blocks;
  }

  /**
   * Makes the map and writes it.
   *
   * @return number of the attempt, checksum, passes, and nodes that the last pass moved
   */
  long[] make() throws IOException {
    int nodes = Math.toIntExact(graph.nodes());
    long arcs = arcs();
    Restreaming stream = new Restreaming(nodes, blocks, arcs);
    int panels = (int) Math.max(1, Math.min(nodes, arcs / PANEL_ARCS));
    BlockLayout layout = BlockLayout.ofBlocks(nodes, panels);
    int passes = 1;
    pass(stream, layout);
    while (passes < MOST_PASSES && stream.moved() > SETTLED * nodes) {
      stream.restart();
      pass(stream, layout);
      passes++;
    }

    long attempt = TaskContext.get().taskAttemptId();
    long checksum = LocalityMapFile.write(files, name(attempt), stream.map());
    return new long[] {attempt, checksum, passes, stream.moved()};
  }

  /** Returns the name of the file that an attempt has written. */
  static String name(long attempt) {
    return "locality/map-" + attempt;
  }

  private void pass(Restreaming stream, BlockLayout layout) {
    for (int panel = 0; panel < layout.blocks(); panel++) {
      long first = layout.firstIndex(panel);
      int rows = layout.rows(panel);
      AdjacencyBlock out = graph.outNeighbours(first, rows, false);
      stream.place(out, graph.directed() ? graph.inNeighbours(first, rows) : null);
    }
  }

  /** Returns the number of distinct out-arcs, of which every in-arc is one. */
  private long arcs() {
    BlockLayout layout = BlockLayout.ofRows(graph.nodes(), 1 << 20);
    long degrees = 0;
    for (int part = 0; part < layout.blocks(); part++) {
      for (int degree : graph.degrees(layout.firstIndex(part), layout.rows(part))) {
        degrees += degree;
      }
    }

    return graph.directed() ? degrees / 2 : degrees;
  }
}
