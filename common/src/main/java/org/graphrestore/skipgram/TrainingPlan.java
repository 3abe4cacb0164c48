package org.graphrestore.skipgram;

import java.io.Serializable;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.vector.VectorKernels;

/**
 * How the training of a graph is cut up. Everything here changes the bits of the result, so
 * whatever is {@code auto} is resolved from the number of nodes, the expected pairs and the
 * dimension, never from memory, cores or executors; the resolved values go into the manifest.
 *
 * <p>Rules (docs/decisions/0006-training-schedule.md):
 *
 * <ul>
 *   <li>blocks: as few as have at most 2<sup>27</sup> floats each: a million rows at dimension 128.
 *   <li>schedule: windows where the model is one block of at most 4,096 rows, which would be one
 *       tile and so one thread anyway; a group is a window, and 8 episodes spread a node's walks.
 *   <li>episodes: as few as keep the pairs of a bucket at 2<sup>25</sup> or below, but 8 where
 *       there are several blocks or tiles; and, with several blocks, at most pairs per node / (20
 *       blocks), so that moving the model costs less than training it.
 *   <li>tiles: of at most 4,096 rows, doubled up to 32,768 until a target meets 32 pairs a tile and
 *       episode; their number is a power of two, so that threads share them evenly.
 *   <li>group size: at most a sixteenth of a tile's rows. In a smaller tile one group would hold
 *       the same few nodes again and again, whose steps would add up beyond what is stable.
 * </ul>
 *
 * @param nodes number of nodes
 * @param blocks blocks of the model, rounds of an episode
 * @param rowsPerBlock rows of every block but the last
 * @param tileRows rows of every tile but the last of its block
 * @param episodes parts of an epoch
 * @param epochs passes over the walks
 * @param groupSize most pairs of a group
 * @param schedule how pairs are grouped and ordered: {@code WINDOWS} or {@code TILES}
 */
public record TrainingPlan(
    long nodes,
    int blocks,
    int rowsPerBlock,
    int tileRows,
    int episodes,
    int epochs,
    int groupSize,
    TrainingSchedule schedule)
    implements Serializable {
  private static final long BLOCK_FLOATS = 1L << 27;
  private static final double BUCKET_PAIRS = 1L << 25;
  private static final int LEAST_EPISODES = 8;
  private static final double PAIRS_PER_MOVE = 20;
  private static final int SMALL_TILE = 4_096;
  private static final int LARGE_TILE = 32_768;
  private static final double PAIRS_PER_TARGET = 32;
  private static final int ROWS_PER_GROUP_PAIR = 16;
  private static final int MOST_OF_WINDOW = 32;

  /**
   * Resolves a plan.
   *
   * @param params settings
   * @param nodes number of nodes, 0 .. 2<sup>31</sup>-1
   * @param expectedPairs pairs of an epoch, as expected from the settings of the walks
   * @throws IllegalArgumentException if the graph or a block is too large; the message says what to
   *     set
   */
  public static TrainingPlan of(SkipGramParams params, long nodes, double expectedPairs) {
    if (nodes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Training takes graphs of up to " + Integer.MAX_VALUE + " nodes, not " + nodes);
    }

    int stride = VectorKernels.stride(params.dim());
    long autoBlocks = Math.max(1, ceil(nodes * (double) stride / BLOCK_FLOATS));
    BlockLayout layout =
        BlockLayout.ofBlocks(nodes, params.blocks().orElse(Math.toIntExact(autoBlocks)));
    int rows = layout.rowsPerBlock();
    if ((long) rows * stride > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "Blocks of "
              + rows
              + " rows and dimension "
              + params.dim()
              + " are too large (at most 2147483639 floats); set train.blocks to at least "
              + ceil(nodes * (double) stride / (Integer.MAX_VALUE - 8)));
    }

    int blocks = Math.max(1, layout.blocks());
    if (schedule(params, blocks, nodes) == TrainingSchedule.WINDOWS) {
      int group = Math.max(1, Math.min(MOST_OF_WINDOW, rows / ROWS_PER_GROUP_PAIR));
      return new TrainingPlan(
          nodes,
          1,
          rows,
          rows,
          params.episodes().orElse(LEAST_EPISODES),
          params.epochs(),
          Math.min(2 * params.window(), group),
          TrainingSchedule.WINDOWS);
    }

    boolean cut = blocks > 1 || rows > params.tileRows().orElse(SMALL_TILE);
    double pairsPerNode = expectedPairs / Math.max(1, nodes);
    int episodes = params.episodes().orElse(episodes(blocks, cut, expectedPairs, pairsPerNode));
    int most = params.tileRows().orElse(tileRows(nodes, pairsPerNode / episodes));
    int tiles = ceil(rows / (double) most);
    if (params.tileRows().isEmpty() && tiles > 1) {
      tiles = Integer.highestOneBit(tiles - 1) << 1;
    }

    int tileRows = ceil(rows / (double) tiles);
    int groupSize = Math.max(1, Math.min(params.groupSize(), tileRows / ROWS_PER_GROUP_PAIR));
    return new TrainingPlan(
        nodes,
        blocks,
        rows,
        tileRows,
        episodes,
        params.epochs(),
        groupSize,
        TrainingSchedule.TILES);
  }

  private static TrainingSchedule schedule(SkipGramParams params, int blocks, long nodes) {
    if (params.schedule() == TrainingSchedule.WINDOWS && blocks > 1) {
      throw new IllegalArgumentException(
          "train.schedule=windows needs the whole model in one block, but it has "
              + blocks
              + " blocks; set train.schedule to tiles, or train.blocks to 1");
    }

    if (params.schedule() != TrainingSchedule.AUTO) {
      return params.schedule();
    }

    boolean small = blocks == 1 && nodes > 0 && nodes <= SMALL_TILE;
    return small && params.tileRows().isEmpty() && params.blocks().isEmpty()
        ? TrainingSchedule.WINDOWS
        : TrainingSchedule.TILES;
  }

  private static int episodes(int blocks, boolean cut, double pairs, double pairsPerNode) {
    double wanted = Math.max(pairs / BUCKET_PAIRS / blocks / blocks, cut ? LEAST_EPISODES : 1);
    double most = blocks == 1 ? wanted : pairsPerNode / PAIRS_PER_MOVE / blocks;
    return Math.max(1, Math.min(ceil(wanted), blocks == 1 ? ceil(wanted) : (int) most));
  }

  private static int tileRows(long nodes, double pairsPerNodeAndEpisode) {
    int rows = SMALL_TILE;
    while (rows < LARGE_TILE && pairsPerNodeAndEpisode * rows / nodes < PAIRS_PER_TARGET) {
      rows *= 2;
    }

    return rows;
  }

  private static int ceil(double value) {
    return (int) Math.ceil(value);
  }

  /** Returns the blocks. */
  public BlockLayout layout() {
    return BlockLayout.ofRows(nodes, rowsPerBlock);
  }

  /** Returns the tiles of a block. */
  public BlockLayout tiles(int block) {
    return BlockLayout.ofRows(layout().rows(block), tileRows);
  }

  /** Returns the number of rounds of the whole training. */
  public long rounds() {
    return (long) epochs * episodes * blocks;
  }

  /** Returns the place of a round among all rounds of the training, from 0. */
  public long roundNumber(int epoch, int episode, int round) {
    return ((long) epoch * episodes + episode) * blocks + round;
  }

  /**
   * Returns the share of the training that is done before a round.
   *
   * @param epoch from 0
   * @param episode from 0
   * @param round 0 .. blocks; {@code blocks} is the end of the episode
   */
  public double progress(int epoch, int episode, int round) {
    return (double) roundNumber(epoch, episode, round) / rounds();
  }
}
