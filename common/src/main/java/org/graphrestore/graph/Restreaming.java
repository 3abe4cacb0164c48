package org.graphrestore.graph;

import java.util.Arrays;

/**
 * Puts nodes into blocks so that neighbours share one: linear deterministic greedy (LDG; Stanton
 * and Kliot, "Streaming graph partitioning for large distributed graphs", KDD 2012, section 4),
 * streamed several times (Nishimura and Ugander, "Restreaming graph partitioning", KDD 2013,
 * section 2).
 *
 * <p>Nodes come in order of index. A node goes to the block with the largest {@code c * (1 -
 * load/capacity)}, where c is the number of arcs between the node and the block as it is known now:
 * nodes that came before it in this pass, and all others as the pass before left them. Out-arcs and
 * in-arcs count alike, and loops not at all: an out-arc inside a block is a step that stays, an
 * in-arc a walker that need not come. Equal scores go to the lower load, then to the lower number.
 * A node without neighbours in any block that has room goes to the next block, by turns, whose load
 * is not above the mean. Loads begin at 0 in every pass, so a pass can undo what the one before
 * filled up.
 *
 * <p>The load of a node is what its row takes in memory, {@link #load}. No block gets more than
 * {@value #SLACK} of the mean load, unless single rows are so large that they fit nowhere; then no
 * more than the mean and one row.
 *
 * <p>Memory: 2 bytes a node. Cost of a pass: O(arcs + nodes), and O(blocks) for a node that has
 * nowhere to go. Not thread-safe.
 */
public final class Restreaming {
  /** Largest load of a block, as a multiple of the mean. */
  public static final double SLACK = 1.1;

  /** Largest number of blocks. */
  public static final int MOST_BLOCKS = Short.MAX_VALUE;

  private static final short NOWHERE = -1;

  private final short[] blockOf;
  private final double capacity;
  private final long[] loads;
  private final int[] counts;
  private final int[] touched;
  private long placed;
  private int next;
  private int turn;
  private long moved;

  /**
   * Begins the first pass with every node nowhere.
   *
   * @param nodes number of nodes, at least 0
   * @param blocks number of blocks, 1 .. {@value #MOST_BLOCKS}
   * @param arcs number of distinct out-arcs of all nodes
   */
  public Restreaming(int nodes, int blocks, long arcs) {
    if (blocks < 1 || blocks > MOST_BLOCKS) {
      throw new IllegalArgumentException(
          "Cannot place nodes into " + blocks + " blocks (must be 1 .. " + MOST_BLOCKS + ")");
    }

    this.blockOf = new short[nodes];
    this.capacity = SLACK * (arcs + load(0) * nodes) / blocks;
    this.loads = new long[blocks];
    this.counts = new int[blocks];
    this.touched = new int[blocks];
    Arrays.fill(blockOf, NOWHERE);
  }

  /** Returns the words of 4 bytes that a node's row takes: its targets, its offset, its index. */
  public static long load(int outDegree) {
    return outDegree + 2L;
  }

  /**
   * Places the next nodes, those of the block.
   *
   * @param out their out-neighbours; its first row is the node after the last one placed
   * @param in their in-neighbours, or null in a graph where they are the same
   */
  public void place(AdjacencyBlock out, AdjacencyBlock in) {
    if (out.firstIndex() != next || (in != null && in.firstIndex() != next)) {
      throw new IllegalArgumentException(
          "Node " + next + " is to be placed next, but the rows begin at " + out.firstIndex());
    }

    for (int row = 0; row < out.rows(); row++) {
      int seen = count(out, row, 0);
      if (in != null) {
        seen = count(in, row, seen);
      }

      long load = load(out.degree(row));
      int block = choose(seen, load);
      for (int i = 0; i < seen; i++) {
        counts[touched[i]] = 0;
      }

      if (blockOf[next] != block) {
        moved++;
        blockOf[next] = (short) block;
      }

      loads[block] += load;
      placed += load;
      next++;
    }
  }

  /** Begins another pass. */
  public void restart() {
    if (next != blockOf.length) {
      throw new IllegalStateException(
          "Only " + next + " of " + blockOf.length + " nodes are placed in this pass");
    }

    Arrays.fill(loads, 0);
    this.placed = 0;
    this.next = 0;
    this.turn = 0;
    this.moved = 0;
  }

  /** Returns how many nodes this pass has moved to another block so far. */
  public long moved() {
    return moved;
  }

  /** Returns the blocks of all nodes, after a whole pass; nothing is to be placed afterwards. */
  public LocalityMap map() {
    if (next != blockOf.length) {
      throw new IllegalStateException(
          "Only " + next + " of " + blockOf.length + " nodes are placed in this pass");
    }

    return new LocalityMap(loads.length, blockOf);
  }

  /** Counts a row's neighbours by block; returns how many blocks have any. */
  private int count(AdjacencyBlock neighbours, int row, int seenBefore) {
    int seen = seenBefore;
    int[] targets = neighbours.targets();
    int end = neighbours.offsets()[row + 1];
    for (int at = neighbours.offsets()[row]; at < end; at++) {
      int block = blockOf[targets[at]];
      if (block != NOWHERE && targets[at] != next) {
        if (counts[block] == 0) {
          touched[seen++] = block;
        }

        counts[block]++;
      }
    }

    return seen;
  }

  private int choose(int seen, long load) {
    int best = NOWHERE;
    double bestScore = 0;
    for (int i = 0; i < seen; i++) {
      int block = touched[i];
      if (loads[block] + load <= capacity) {
        double score = counts[block] * (capacity - loads[block]);
        if (best == NOWHERE || score > bestScore || (score == bestScore && lighter(block, best))) {
          best = block;
          bestScore = score;
        }
      }
    }

    return best == NOWHERE ? byTurns() : best;
  }

  private boolean lighter(int block, int other) {
    return loads[block] < loads[other] || (loads[block] == loads[other] && block < other);
  }

  /** Returns the next block whose load is not above the mean of what is placed: there is one. */
  private int byTurns() {
    while ((double) loads[turn] * loads.length > placed) {
      turn = (turn + 1) % loads.length;
    }

    int block = turn;
    turn = (turn + 1) % loads.length;
    return block;
  }
}
