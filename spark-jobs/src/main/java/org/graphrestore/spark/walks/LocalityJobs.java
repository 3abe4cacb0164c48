package org.graphrestore.spark.walks;

import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.Restreaming;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.walk.WalkParams;

/**
 * Makes blocks by a locality map (docs/decisions/0021-locality.md), in two jobs: one task makes the
 * map, and one a range of nodes regroups rows. The driver sees sums by block and names.
 */
final class LocalityJobs {
  /** Arcs of a range of nodes that is regrouped at once, on average. */
  private static final long RANGE_ARCS = 1 << 22;

  /** Share of an executor's heap that a map may take. */
  private static final double MOST_MAP = 0.1;

  private static final double GIB = 1 << 30;

  private final JavaSparkContext sc;
  private final GraphFiles graph;
  private final WalkParams params;
  private final ExchangeFiles files;
  private final int blocks;
  private final long ranges;

  /**
   * Prepares to make blocks.
   *
   * @param arcs number of arcs of the graph
   * @param files the scratch folder
   * @param blocks number of blocks
   */
  LocalityJobs(
      JavaSparkContext sc,
      GraphFiles graph,
      long arcs,
      WalkParams params,
      ExchangeFiles files,
      int blocks) {
    this.sc = sc;
    this.graph = graph;
    this.params = params;
    this.files = files;
    this.blocks = blocks;
    this.ranges = Math.max(WalkTasks.perStage(sc), arcs / RANGE_ARCS);
  }

  /**
   * Checks whether every executor can hold a map.
   *
   * @throws UserMistakeException if not, or if there are more blocks than a map can name
   */
  static void check(long nodes, int blocks, ExecutorSize size) {
    if (blocks > Restreaming.MOST_BLOCKS) {
      throw new UserMistakeException(
          String.format(
              Locale.ROOT,
              "walk.placement=ldg can tell %d blocks apart, but there are %d; set walk.placement to"
                  + " hash, or walk.blocks to %d",
              Restreaming.MOST_BLOCKS,
              blocks,
              Restreaming.MOST_BLOCKS));
    }

    double bytes = (double) Short.BYTES * nodes;
    if (bytes > MOST_MAP * size.heapBytes()) {
      throw new UserMistakeException(
          String.format(
              Locale.ROOT,
              "walk.placement=ldg needs 2 bytes a node in every executor, %.2f GiB for %,d nodes,"
                  + " but only %.0f %% of the heap of %.2f GiB may hold them; set walk.placement to"
                  + " hash, or %s to %dg",
              bytes / GIB,
              nodes,
              MOST_MAP * 100,
              size.heapBytes() / GIB,
              size.local() ? "--driver-memory" : "spark.executor.memory",
              (long) Math.ceil(bytes / MOST_MAP / GIB)));
    }
  }

  /**
   * What was made.
   *
   * @param map the map
   * @param rows the rows of its blocks
   * @param passes times that the arcs were streamed
   * @param localArcs arcs inside blocks
   * @param arcs all arcs
   */
  record Made(LocalityMapFile map, RegroupedRows rows, long passes, long localArcs, long arcs) {}

  /** Runs the jobs. */
  Made make() {
    LocalityTask placing = new LocalityTask(graph, files, blocks);
    long[] placed = WalkTasks.numbers(sc, 1, 1).map(number -> placing.make()).collect().get(0);
    LocalityMapFile map =
        LocalityMapFile.of(
            files, LocalityTask.name(placed[0]), Math.toIntExact(graph.nodes()), blocks, placed[1]);
    BlockLayout layout =
        BlockLayout.ofBlocks(graph.nodes(), (int) Math.min(ranges, Integer.MAX_VALUE));
    RegroupTask regrouping = new RegroupTask(graph, params, layout, map, files);
    List<long[]> told = WalkTasks.blocks(sc, layout).map(regrouping::regroup).collect();

    long[] attempts = new long[layout.blocks()];
    int[] rows = new int[blocks];
    long[][] arcs = new long[blocks][(int) told.get(0)[4]];
    long local = 0;
    long all = 0;
    boolean weighted = false;
    for (long[] one : told) {
      attempts[(int) one[0]] = one[1];
      local += one[2];
      weighted |= one[3] != 0;
      int at = RegroupTask.HEADER;
      for (int block = 0; block < blocks; block++) {
        rows[block] += (int) one[at++];
        for (int c = 0; c < arcs[block].length; c++) {
          arcs[block][c] += one[at];
          all += one[at++];
        }
      }
    }

    int[][] sizes = new int[blocks][];
    for (int block = 0; block < blocks; block++) {
      sizes[block] = ints(block, arcs[block]);
    }

    RegroupedRows regrouped = new RegroupedRows(files, attempts, rows, sizes, weighted);
    return new Made(map, regrouped, placed[2], local, all);
  }

  private static int[] ints(int block, long[] arcs) {
    int[] ints = new int[arcs.length];
    for (int c = 0; c < arcs.length; c++) {
      if (arcs[c] > Integer.MAX_VALUE - 8) {
        throw new UserMistakeException(
            "Block "
                + block
                + " has "
                + arcs[c]
                + " arcs (at most "
                + (Integer.MAX_VALUE - 8)
                + "); set walk.blocks higher");
      }

      ints[c] = (int) arcs[c];
    }

    return ints;
  }
}
