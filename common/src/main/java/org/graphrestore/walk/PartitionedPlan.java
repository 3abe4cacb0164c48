package org.graphrestore.walk;

import java.io.Serializable;
import java.util.Locale;

/**
 * How the partitioned engine cuts a graph and its walks, so that what an executor holds follows
 * from its heap and not from either: blocks small enough that every task of an executor can load
 * one at the same time, homes (ranges of starts whose walks one task puts together), and waves that
 * bound the walks under way. The one place of these formulas: the stage cuts by it, and so does the
 * estimate.
 *
 * <p>Shares of the heap: {@value #RESIDENT} for blocks that stay, {@value #LOADING} for those being
 * loaded, {@value #WORKING} for walkers and walks; Spark keeps the rest. None of it changes a walk.
 *
 * @param blocks number of blocks
 * @param homes ranges of starts, each with a file a wave
 * @param waves number of waves
 * @param blockBytes bytes of a block in memory, on average
 * @param graphBytes bytes of all blocks
 * @param waveTokens nodes of the walks of a wave, at most
 * @param taskTravellers travellers of a task of a round, at most
 */
public record PartitionedPlan(
    int blocks,
    int homes,
    int waves,
    double blockBytes,
    double graphBytes,
    double waveTokens,
    long taskTravellers)
    implements Serializable {
  /** Share of an executor's heap for blocks that stay between rounds. */
  public static final double RESIDENT = 0.35;

  /** Share for blocks that are being loaded. */
  public static final double LOADING = 0.25;

  /** Share for walkers that travel and walks that are put together. */
  public static final double WORKING = 0.2;

  /** Bytes of scratch a node of a walk: where it belongs and what it is. */
  public static final int FRAGMENT_BYTES = 8;

  /** Bytes of scratch a walker that travels. */
  public static final int TRAVELLER_BYTES = 40;

  /** A block is read as growing arrays that are cut to size, and then gets its tables. */
  private static final double WHILE_LOADING = 3;

  /** Bytes that a node of a walk takes while walks are put together and written. */
  private static final int TOKEN_BYTES = 12;

  /** Above this the file of a home grows past some 100 MB. */
  private static final long MOST_HOME_TOKENS = 1L << 25;

  private static final long LEAST_HOME_TOKENS = 1L << 18;
  private static final int HOMES_PER_SLOT = 2;
  private static final long LEAST_TRAVELLERS = 1L << 15;
  private static final double GIB = 1 << 30;

  /**
   * What walks are to be made of.
   *
   * @param nodes number of nodes
   * @param arcs number of arcs
   * @param weighted whether the law draws by weights that the graph has
   */
  public record Size(long nodes, long arcs, boolean weighted) {
    /** Returns the bytes of the graph in memory, with the tables of the law. */
    double bytes() {
      int arcBytes = weighted ? Integer.BYTES + Long.BYTES + Float.BYTES : Integer.BYTES;
      int nodeBytes = weighted ? Integer.BYTES + Double.BYTES : Integer.BYTES;
      return (double) arcs * arcBytes + (double) nodes * nodeBytes;
    }
  }

  /**
   * What makes them.
   *
   * @param allSlots tasks that run at once in all executors, at least 1
   * @param slots tasks that run at once in one, at least 1
   * @param heapBytes heap of an executor
   */
  public record Executors(int allSlots, int slots, long heapBytes) {}

  /**
   * Plans.
   *
   * @throws IllegalArgumentException if the graph has more nodes than the engine can number, or the
   *     walks of a single start do not fit a task
   */
  public static PartitionedPlan of(
      Size graph, WalkParams params, EngineParams engine, Executors executors) {
    if (graph.nodes() > ReplicatedSize.MOST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The graph has %,d nodes (at most %,d can be walked on)",
              graph.nodes(),
              ReplicatedSize.MOST));
    }

    double working = WORKING * executors.heapBytes() / executors.slots();
    double homeTokens = Math.min(MOST_HOME_TOKENS, Math.floor(working / TOKEN_BYTES));
    double startTokens = (double) params.walksPerNode() * params.length();
    if (startTokens > homeTokens) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The %,d walks of %,d nodes of a single start (walk.walks-per-node, walk.length) are"
                  + " %,.0f nodes, but a task of the partitioned engine can put together %,.0f with"
                  + " %d tasks in a heap of %.1f GiB; make fewer or shorter walks",
              params.walksPerNode(),
              params.length(),
              startTokens,
              homeTokens,
              executors.slots(),
              executors.heapBytes() / GIB));
    }

    double tokens = graph.nodes() * startTokens;
    int homes =
        (int)
            Math.max(
                1,
                Math.min(
                    Math.min(
                        (double) graph.nodes(), (double) executors.allSlots() * HOMES_PER_SLOT),
                    tokens / LEAST_HOME_TOKENS));
    double waveTokens =
        Math.min(homes * homeTokens, (double) ReplicatedSize.MOST * params.length());
    if (engine.waveWalks().isPresent()) {
      waveTokens = Math.min(waveTokens, (double) engine.waveWalks().getAsInt() * params.length());
    }

    // A wave takes whole starts of every home.
    double waveStarts = Math.max(1, Math.floor(waveTokens / startTokens / homes));
    double homeStarts = Math.max(1, Math.ceil((double) graph.nodes() / homes));
    int waves = (int) Math.ceil(homeStarts / waveStarts);
    double bytes = graph.bytes();
    int wanted = engine.blocks().orElse((int) Math.ceil(Math.max(1, needed(bytes, executors))));
    int blocks = (int) Math.max(1, Math.min(wanted, graph.nodes()));
    return new PartitionedPlan(
        blocks,
        homes,
        waves,
        bytes / blocks,
        bytes,
        Math.min(waveTokens, tokens),
        Math.max(LEAST_TRAVELLERS, (long) (working / 2 / TRAVELLER_BYTES)));
  }

  private static double needed(double bytes, Executors executors) {
    return Math.min(
        1 << 16, executors.slots() * WHILE_LOADING * bytes / (LOADING * executors.heapBytes()));
  }

  /** Returns the most scratch there is at once: the wave's nodes, and walkers of two rounds. */
  public double scratchBytes(int length) {
    return waveTokens * FRAGMENT_BYTES + 2 * waveTokens / length * TRAVELLER_BYTES;
  }

  /** Returns the heap that an executor's tasks need at once, while blocks are loaded. */
  public double heapBytes(int slots) {
    return Math.min(graphBytes, slots * blockBytes) * WHILE_LOADING;
  }
}
