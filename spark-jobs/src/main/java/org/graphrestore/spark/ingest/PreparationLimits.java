package org.graphrestore.spark.ingest;

/**
 * Up to which size one task does the whole of a step of preparation. Numbers of nodes and arcs
 * decide, never memory or cores; the result is the same on either side.
 *
 * @param forestNodes nodes of a graph whose components are found with 4 bytes a node in a task
 * @param forestArcs fewest arcs that a task reads into such a forest
 * @param coreNodes nodes that are left when one task finishes a core
 * @param coreArcs arcs that are left when one task finishes a core
 * @param arcsPerBlock arcs of a block of neighbours
 */
record PreparationLimits(
    long forestNodes, long forestArcs, long coreNodes, long coreArcs, long arcsPerBlock) {
  static final PreparationLimits USUAL =
      new PreparationLimits(1L << 24, 1L << 26, 1L << 23, 1L << 24, 1L << 22);

  /** Most blocks: each is a few small files a round, and every task opens those of all. */
  private static final long MOST_BLOCKS = 512;

  /** Most forests that one task merges. */
  private static final long MOST_FORESTS = 256;

  /** A forest replaces at least so many arcs a node, or making it costs more than it saves. */
  private static final long ARCS_A_NODE = 8;

  /** Returns the rows of a block: a multiple of 64, so that no two blocks share a word of bits. */
  int rowsPerBlock(long nodes, long arcs) {
    long blocks = Math.max(1, Math.min(MOST_BLOCKS, arcs / arcsPerBlock));
    long rows = (nodes + blocks - 1) / blocks;
    return Math.toIntExact(Math.max(64, (rows + 63) / 64 * 64));
  }

  /** Returns how many tasks read arcs into forests. */
  int forests(long nodes, long arcs) {
    long perForest = Math.max(forestArcs, ARCS_A_NODE * nodes);
    return (int) Math.max(1, Math.min(MOST_FORESTS, arcs / perForest));
  }
}
