package org.graphrestore.reconstruction;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.ShellPanel;

/**
 * How the work is cut. It follows memory and cores and changes no bit of a result: counts are whole
 * numbers, and sums run over queries in their order.
 *
 * @param whole whether a task sees all candidates, and the queries are spread; otherwise candidates
 *     are spread in blocks
 * @param layout blocks of candidates; a task owns one at a time
 * @param waveQueries queries that are searched and ranked together, 1 .. 4096
 * @param groupQueries most queries whose rungs a task holds at once
 * @param groupPositives most true nodes of such a group, unless one query alone has more
 */
public record EvaluationPlan(
    boolean whole, BlockLayout layout, int waveQueries, int groupQueries, long groupPositives)
    implements Serializable {

  private static final int MAX_WAVE = ShellPanel.MAX_WORDS * Long.SIZE;
  private static final int GROUP_QUERIES = 512;
  private static final long GROUP_POSITIVES = 1 << 21;
  private static final long BLOCK_BYTES = 64 << 20;

  /** What a task may hold of the whole graph: it takes some three times as much in all. */
  private static final long WHOLE_BYTES = 64 << 20;

  private static final long WHOLE_NODES = 1 << 17;

  /** Bits of a search over the whole graph, 256 queries at once. */
  private static final int WHOLE_SEARCH_BYTES = 32;

  /** Queries that are scored together over the whole graph. */
  private static final int WHOLE_SCORE_ROWS = 48;

  /** A true node: its index, its score and its count. */
  private static final int POSITIVE_BYTES = Integer.BYTES + Double.BYTES + Integer.BYTES;

  private static final long TILE_BYTES = 8 << 20;

  /** Checks the wave. */
  public EvaluationPlan {
    if (waveQueries < 1 || waveQueries > MAX_WAVE) {
      throw new IllegalArgumentException(
          "Invalid wave of " + waveQueries + " queries (must be 1 .. " + MAX_WAVE + ")");
    }
  }

  /**
   * Plans for a graph: blocks of at most 64 MB of vectors, and of bits of as much, and at least one
   * a core.
   *
   * @param nodes nodes of the graph
   * @param arcs arcs of the graph, both directions of an edge
   * @param dim length of a vector
   * @param cores tasks that run at once
   */
  public static EvaluationPlan of(long nodes, long arcs, int dim, int cores) {
    long rowBytes = Math.max((long) dim * Float.BYTES, (long) ShellPanel.MAX_WORDS * Long.BYTES);
    long blocks = Math.max(cores, (nodes * rowBytes + BLOCK_BYTES - 1) / BLOCK_BYTES);
    boolean whole =
        nodes <= WHOLE_NODES
            && nodes * dim * Float.BYTES <= WHOLE_BYTES
            && arcs * Integer.BYTES <= WHOLE_BYTES;
    return new EvaluationPlan(
        whole,
        BlockLayout.ofBlocks(nodes, Math.toIntExact(blocks)),
        MAX_WAVE,
        GROUP_QUERIES,
        GROUP_POSITIVES);
  }

  /**
   * Returns the bytes that a task holds at most: all of the graph and its vectors (as they come
   * and, in double precision, as they are scored) or those of a block; the shells of a wave as
   * bits; and the true nodes of a group with their scores and counts.
   *
   * @param arcs arcs of the graph, both directions of an edge
   * @param dim length of a vector
   * @param hops largest hop distance
   */
  public double bytesPerTask(long arcs, int dim, int hops) {
    double nodes = layout.nodes();
    double rows = whole ? nodes : layout.rowsPerBlock();
    double share = rows / Math.max(1, nodes);
    double adjacency = (arcs * share + rows) * Integer.BYTES;
    double vectors = rows * dim * Float.BYTES;
    if (whole) {
      double panels = rows * dim * Double.BYTES;
      double shells = (hops + 2) * rows * WHOLE_SEARCH_BYTES;
      double scores = WHOLE_SCORE_ROWS * rows * Double.BYTES;
      double truth = Long.SIZE * rows * POSITIVE_BYTES;
      return adjacency + vectors + panels + shells + scores + truth;
    }

    double shells = (hops + 3) * rows * ShellPanel.MAX_WORDS * Long.BYTES;
    double positives = groupPositives;
    double truth = Math.max(positives, nodes) * POSITIVE_BYTES;
    return adjacency + vectors + shells + truth + TILE_BYTES;
  }

  /**
   * Cuts a wave into groups of consecutive queries.
   *
   * @param positives true nodes of every query of the wave
   * @return first query of each group, and the number of queries at the end
   */
  public int[] groups(long[] positives) {
    List<Integer> starts = new ArrayList<>();
    long sum = 0;
    for (int q = 0; q < positives.length; q++) {
      boolean full =
          !starts.isEmpty()
              && (q - starts.get(starts.size() - 1) >= groupQueries
                  || sum + positives[q] > groupPositives);
      if (starts.isEmpty() || full) {
        starts.add(q);
        sum = 0;
      }
      sum += positives[q];
    }
    starts.add(positives.length);
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }
}
