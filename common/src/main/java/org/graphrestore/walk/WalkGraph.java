package org.graphrestore.walk;

import java.util.stream.IntStream;
import org.graphrestore.graph.AdjacencyBlock;

/**
 * A graph as transition laws read it: adjacency and, where neighbours are drawn by weight, an alias
 * table a row (Walker, "An efficient method for generating discrete random variables with general
 * distributions", ACM TOMS 1977; built as by Vose, IEEE TSE 1991).
 *
 * <pre>
 * row 4: neighbours 5, 6, 9 with weights 1, 1, 4          arc         0    1    2
 *                                                          targets     5    6    9
 *                                                          threshold  .5   .5    1
 *                                                          alias       9    9    9
 * </pre>
 *
 * <p>Memory: 4 bytes an arc and 4 a node; by weight 12 an arc, and 4 more an arc and 8 more a node
 * where a law needs the weights themselves. No table grows with pairs of arcs. Thread-safe; what it
 * says never changes.
 */
public final class WalkGraph {
  private static final double TWO_TO_32 = 0x1.0p32;
  private static final long ALWAYS = 0xFFFFFFFFL;

  private final AdjacencyBlock adjacency;
  private final boolean symmetric;
  private final long[] coins;
  private final double[] sums;
  private final boolean asksForHubs;
  private final AdjacencyBlock[] classes;
  private final float[] thresholds;
  private final ArcFilter filter;
  private HubBits hubs;
  private boolean hubsKnown;

  private WalkGraph(AdjacencyBlock adjacency, boolean symmetric, long[] coins, double[] sums) {
    this(adjacency, symmetric, coins, sums, false, null, null);
  }

  private WalkGraph(
      AdjacencyBlock adjacency,
      boolean symmetric,
      long[] coins,
      double[] sums,
      boolean asksForHubs,
      AdjacencyBlock[] classes,
      float[] thresholds) {
    this.adjacency = adjacency;
    this.symmetric = symmetric;
    this.coins = coins;
    this.sums = sums;
    this.asksForHubs = asksForHubs;
    this.classes = classes;
    this.thresholds = thresholds;
    this.filter = asksForHubs ? ArcFilter.of(adjacency) : null;
  }

  /**
   * Wraps a graph whose weights play no part.
   *
   * @param symmetric whether with every arc the opposite one is there, as in undirected graphs
   */
  public static WalkGraph unweighted(AdjacencyBlock adjacency, boolean symmetric) {
    return new WalkGraph(withoutWeights(adjacency), symmetric, null, null);
  }

  /**
   * Builds the alias tables, on all cores of this JVM. A graph without weights needs none and stays
   * as it is.
   *
   * @param symmetric whether with every arc the opposite one, of the same weight, is there
   * @param keepWeights whether the law needs the weights themselves too
   */
  public static WalkGraph weighted(
      AdjacencyBlock adjacency, boolean symmetric, boolean keepWeights) {
    if (adjacency.weights() == null) {
      return unweighted(adjacency, symmetric);
    }

    long[] coins = new long[adjacency.arcs()];
    double[] sums = keepWeights ? new double[adjacency.rows()] : null;
    int pieces = Math.min(adjacency.rows(), 256);
    IntStream.range(0, pieces)
        .parallel()
        .forEach(
            piece -> {
              RowAliases aliases = new RowAliases(adjacency, coins);
              int end = (int) ((piece + 1L) * adjacency.rows() / pieces);
              for (int row = (int) ((long) piece * adjacency.rows() / pieces); row < end; row++) {
                double sum = aliases.build(row);
                if (sums != null) {
                  sums[row] = sum;
                }
              }
            });
    return new WalkGraph(
        keepWeights ? adjacency : withoutWeights(adjacency), symmetric, coins, sums);
  }

  /**
   * Returns the same graph for a law that asks whether arcs are there, and nothing else of them.
   */
  WalkGraph withHubs() {
    return new WalkGraph(adjacency, symmetric, coins, sums, true, null, null);
  }

  /**
   * Returns the bits of the hubs, or null where there are none or the law does not ask. Made when
   * they are asked for first: blocks do without.
   */
  synchronized HubBits hubs() {
    if (asksForHubs && !hubsKnown) {
      this.hubs = HubBits.of(adjacency);
      this.hubsKnown = true;
    }

    return hubs;
  }

  /** Returns the filter of the arcs, or null where the law does not ask or no row is long. */
  ArcFilter filter() {
    return filter;
  }

  /**
   * Wraps the arcs of every class of a {@link Metapath}: blocks of the same rows, weights of which
   * play no part. {@link #adjacency()} is the first of them.
   */
  public static WalkGraph byClass(AdjacencyBlock[] classes, boolean symmetric) {
    return new WalkGraph(classes[0], symmetric, null, null, false, classes.clone(), null);
  }

  /**
   * Returns the same graph with other thresholds of noise.
   *
   * @param all one a node of the whole graph, whatever the rows of this block: the node to which an
   *     arc of a block leads may be of any other
   */
  public WalkGraph withThresholds(float[] all) {
    return new WalkGraph(adjacency, symmetric, coins, sums, false, null, all);
  }

  /** Returns the bytes of all arrays of this graph that it does not share with other blocks. */
  public synchronized long bytes() {
    long bytes = bytes(adjacency);
    for (int c = 0; classes != null && c < classes.length; c++) {
      bytes += classes[c] == adjacency ? 0 : bytes(classes[c]);
    }

    return bytes
        + (coins == null ? 0 : (long) Long.BYTES * coins.length)
        + (sums == null ? 0 : (long) Double.BYTES * sums.length)
        + (hubs == null ? 0 : hubs.bytes())
        + (filter == null ? 0 : filter.bytes());
  }

  private static long bytes(AdjacencyBlock block) {
    return block == null
        ? 0
        : (long) Integer.BYTES * (block.offsets().length + block.targets().length)
            + (block.weights() == null ? 0 : (long) Float.BYTES * block.weights().length);
  }

  /** Returns the out-neighbours; their weights only where a law needs them. */
  public AdjacencyBlock adjacency() {
    return adjacency;
  }

  /** Returns whether with every arc the opposite one is there. */
  public boolean symmetric() {
    return symmetric;
  }

  /**
   * Returns for every arc the probability of its column, 32 bits of fixed point, above the node
   * that is taken otherwise, 32 bits; null where all neighbours have the same probability.
   */
  public long[] coins() {
    return coins;
  }

  /** Returns the sum of every row's weights, or null where weights are not kept. */
  public double[] sums() {
    return sums;
  }

  /** Returns the arcs of every class of a path, or null where the law has no path. */
  AdjacencyBlock[] classes() {
    return classes;
  }

  /** Returns what an arc must weigh at every node to be no noise, or null where no law asks. */
  float[] thresholds() {
    return thresholds;
  }

  /**
   * Returns whether there is an arc, by bisection without branches, in O(log degree).
   *
   * @param row the source's row
   * @param target any node
   */
  boolean hasArc(int row, int target) {
    return arc(row, target) >= 0;
  }

  /** Returns the position of the arc from a row's node to a target among all arcs, or -1. */
  int arc(int row, int target) {
    int[] offsets = adjacency.offsets();
    return place(adjacency.targets(), offsets[row], offsets[row + 1], target);
  }

  /** Returns the position of a value in an ascending range, or -1. */
  static int place(int[] ascending, int from, int end, int value) {
    int base = from;
    int length = end - from;
    while (length > 1) {
      int half = length >>> 1;
      // All values are at least 0, so the difference does not overflow; its sign is a mask.
      base += ((ascending[base + half - 1] - value) >> 31) & half;
      length -= half;
    }

    return length == 1 && ascending[base] == value ? base : -1;
  }

  private static AdjacencyBlock withoutWeights(AdjacencyBlock adjacency) {
    return adjacency.weights() == null
        ? adjacency
        : new AdjacencyBlock(
            adjacency.firstIndex(), adjacency.offsets(), adjacency.targets(), null);
  }

  /** Builds one row's table after the other in the same scratch. */
  private static final class RowAliases {
    private final AdjacencyBlock graph;
    private final long[] coins;
    private double[] scaled = {};
    private int[] small = {};
    private int[] large = {};

    RowAliases(AdjacencyBlock graph, long[] coins) {
      this.graph = graph;
      this.coins = coins;
    }

    /** Fills the coins of a row; returns the sum of its weights. */
    double build(int row) {
      int from = graph.offsets()[row];
      int degree = graph.degree(row);
      if (scaled.length < degree) {
        this.scaled = new double[degree];
        this.small = new int[degree];
        this.large = new int[degree];
      }

      float[] weights = graph.weights();
      double sum = 0;
      for (int i = 0; i < degree; i++) {
        sum += weights[from + i];
      }

      int smalls = 0;
      int larges = 0;
      for (int i = 0; i < degree; i++) {
        scaled[i] = weights[from + i] / sum * degree;
        if (scaled[i] < 1) {
          small[smalls++] = i;
        } else {
          large[larges++] = i;
        }
      }

      while (smalls > 0 && larges > 0) {
        int less = small[--smalls];
        int more = large[--larges];
        coins[from + less] = coin((long) (scaled[less] * TWO_TO_32), from + more);
        scaled[more] = scaled[more] + scaled[less] - 1;
        if (scaled[more] < 1) {
          small[smalls++] = more;
        } else {
          large[larges++] = more;
        }
      }

      // What is left has probability 1 up to rounding: it is its own alias, whatever the coin says.
      settle(from, small, smalls);
      settle(from, large, larges);
      return sum;
    }

    private void settle(int from, int[] left, int count) {
      for (int i = 0; i < count; i++) {
        coins[from + left[i]] = coin(ALWAYS, from + left[i]);
      }
    }

    private long coin(long threshold, int aliasArc) {
      return Math.min(threshold, ALWAYS) << 32 | graph.targets()[aliasArc];
    }
  }

  @Override
  public String toString() {
    return "WalkGraph[rows="
        + adjacency.rows()
        + ", arcs="
        + adjacency.arcs()
        + (coins == null ? "" : ", by weight")
        + "]";
  }
}
