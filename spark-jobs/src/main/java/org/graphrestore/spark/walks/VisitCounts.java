package org.graphrestore.spark.walks;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.walk.WalkBatch;
import scala.Tuple2;

/**
 * How often walks visit each node, in panels of a fixed number of nodes: 4 bytes a node of the
 * panels that were visited. Counts are whole numbers, so that they may be added in any order.
 */
final class VisitCounts {
  private final BlockLayout layout;
  private final int[][] panels;

  /**
   * Begins with no visits.
   *
   * @param layout the panels, of all nodes of the graph
   */
  VisitCounts(BlockLayout layout) {
    this.layout = layout;
    this.panels = new int[layout.blocks()][];
  }

  /** Counts the nodes of all walks of a batch; at most 2^31 - 1 visits of a node. */
  void add(WalkBatch batch) {
    for (int node : batch.nodes()) {
      int panel = layout.blockOf(node);
      if (panels[panel] == null) {
        panels[panel] = new int[layout.rows(panel)];
      }

      panels[panel][layout.offsetOf(node)]++;
    }
  }

  /** Returns the panels that were visited, with their numbers. */
  Iterator<Tuple2<Integer, int[]>> visited() {
    List<Tuple2<Integer, int[]>> visited = new ArrayList<>();
    for (int panel = 0; panel < panels.length; panel++) {
      if (panels[panel] != null) {
        visited.add(new Tuple2<>(panel, panels[panel]));
      }
    }

    return visited.iterator();
  }

  /** Adds visits of one task to those of others. */
  static long[] plus(long[] sum, int[] some) {
    for (int i = 0; i < some.length; i++) {
      sum[i] += some[i];
    }

    return sum;
  }

  /** Adds visits. */
  static long[] plus(long[] sum, long[] some) {
    for (int i = 0; i < some.length; i++) {
      sum[i] += some[i];
    }

    return sum;
  }
}
