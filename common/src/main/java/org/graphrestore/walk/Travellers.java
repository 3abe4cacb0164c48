package org.graphrestore.walk;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Walkers of the partitioned engine on their way to a block, each in consecutive places of one
 * array: whoever sends to many blocks writes at one place a block and not at six.
 *
 * <p>Most of them have made a step and go on where they arrive. Others are in the middle of one, of
 * second order: they have made trials, and may carry the candidates that hang on an arc (questions)
 * with their heights, in the order of the trials; a candidate of height {@link #SURE} is accepted
 * if all before it are rejected. Without candidates they are back at their node to try again.
 *
 * <pre>
 * bytes: count | those in the middle | candidates | whether starts are there
 *        key 8 | walk 4, step 4 | node before 4, node 4 | start 8 or 0           a walker
 *        trials and number of candidates 4                                       one in the middle
 *        heights 8 | nodes 4                                                     a candidate
 * </pre>
 *
 * <p>Not thread-safe.
 */
public final class Travellers {
  /** Height of a candidate that needs no arc. */
  static final double SURE = -1;

  /** Marks a walker in the middle of a step, in its number. */
  private static final long FLAG = 1L << 31;

  private static final long LOW = 0xFFFFFFFFL;
  private static final int COUNT_BITS = 3;
  private static final int HEADER = 4 * Integer.BYTES;
  private static final int FIRST_CAPACITY = 64;

  private final int width;
  private int size;
  private long[] walkers;
  private int middles;
  private int[] trials = {};
  private int candidates;
  private double[] heights = {};
  private int[] nodes = {};

  /**
   * Makes room.
   *
   * @param withStarts whether walkers remember where they started, for restarts
   */
  public Travellers(boolean withStarts) {
    this.width = withStarts ? 4 : 3;
    this.walkers = new long[width * FIRST_CAPACITY];
  }

  /** Returns the number of walkers. */
  public int size() {
    return size;
  }

  /** Forgets all. */
  public void clear() {
    this.size = 0;
    this.middles = 0;
    this.candidates = 0;
  }

  /** Adds a walker that goes on with the step of this number where it arrives. */
  void add(long key, int walk, int step, int before, int node, int start) {
    add(key, ((long) walk << 32) | step, ((long) before << 32) | (node & LOW), start);
  }

  /** Adds a walker in the middle of a step, after so many trials; {@link #addCandidate} follows. */
  void addInMiddle(long key, int walk, int step, int before, int node, int start, int trialsMade) {
    add(key, ((long) walk << 32) | step | FLAG, ((long) before << 32) | (node & LOW), start);
    addMiddle(trialsMade);
  }

  /** Adds a walker of others in the middle of a step, after so many trials. */
  void addInMiddle(Travellers from, int walker, int trialsMade) {
    int at = walker * width;
    add(from.walkers[at], from.walkers[at + 1] | FLAG, from.walkers[at + 2], from.start(walker));
    addMiddle(trialsMade);
  }

  private void add(long key, long walkAndStep, long nodesOfStep, int start) {
    int at = size * width;
    if (at == walkers.length) {
      reserve(size + 1);
    }

    long[] all = walkers;
    all[at] = key;
    all[at + 1] = walkAndStep;
    all[at + 2] = nodesOfStep;
    if (width > 3) {
      all[at + 3] = start;
    }

    size++;
  }

  private void addMiddle(int trialsMade) {
    if (middles == trials.length) {
      reserveMiddles(middles + 1);
    }

    trials[middles++] = trialsMade << COUNT_BITS;
  }

  /** Adds a candidate to the walker that was added last, which may have 7. */
  void addCandidate(int node, double height) {
    if (candidates == nodes.length) {
      reserveCandidates(candidates + 1);
    }

    nodes[candidates] = node;
    heights[candidates] = height;
    candidates++;
    trials[middles - 1]++;
  }

  /** Returns how many bytes {@link #put} writes. */
  public int bytes() {
    return Math.toIntExact(
        HEADER
            + (long) size * width * Long.BYTES
            + middles * (long) Integer.BYTES
            + candidates * (long) (Double.BYTES + Integer.BYTES));
  }

  /** Writes all at the buffer's position, in its byte order. */
  public void put(ByteBuffer buffer) {
    buffer.putInt(size).putInt(middles).putInt(candidates).putInt(width > 3 ? 1 : 0);
    buffer.asLongBuffer().put(walkers, 0, size * width);
    buffer.position(buffer.position() + size * width * Long.BYTES);
    buffer.asIntBuffer().put(trials, 0, middles);
    buffer.position(buffer.position() + middles * Integer.BYTES);
    buffer.asDoubleBuffer().put(heights, 0, candidates);
    buffer.position(buffer.position() + candidates * Double.BYTES);
    buffer.asIntBuffer().put(nodes, 0, candidates);
    buffer.position(buffer.position() + candidates * Integer.BYTES);
  }

  /**
   * Adds what {@link #put} wrote at the buffer's position.
   *
   * @throws IllegalArgumentException if one knows starts and the other does not
   */
  public void addFrom(ByteBuffer buffer) {
    int more = buffer.getInt();
    int moreMiddles = buffer.getInt();
    int moreCandidates = buffer.getInt();
    if ((buffer.getInt() == 1) != (width > 3)) {
      throw new IllegalArgumentException("These walkers must all know their starts, or none");
    }

    reserve(size + more);
    reserveMiddles(middles + moreMiddles);
    reserveCandidates(candidates + moreCandidates);
    LongBuffer read = buffer.asLongBuffer();
    read.get(walkers, size * width, more * width);
    buffer.position(buffer.position() + more * width * Long.BYTES);
    buffer.asIntBuffer().get(trials, middles, moreMiddles);
    buffer.position(buffer.position() + moreMiddles * Integer.BYTES);
    buffer.asDoubleBuffer().get(heights, candidates, moreCandidates);
    buffer.position(buffer.position() + moreCandidates * Double.BYTES);
    buffer.asIntBuffer().get(nodes, candidates, moreCandidates);
    buffer.position(buffer.position() + moreCandidates * Integer.BYTES);
    size += more;
    middles += moreMiddles;
    candidates += moreCandidates;
  }

  /** Returns the key of a walker's draws. */
  long key(int walker) {
    return walkers[walker * width];
  }

  /** Returns the number of a walker's walk. */
  int walk(int walker) {
    return (int) (walkers[walker * width + 1] >> 32);
  }

  /** Returns the number of a walker's step. */
  int step(int walker) {
    return (int) (walkers[walker * width + 1] & (FLAG - 1));
  }

  /** Returns whether a walker is in the middle of a step. */
  boolean inMiddle(int walker) {
    return (walkers[walker * width + 1] & FLAG) != 0;
  }

  /** Returns the node where a walker was before. */
  int previous(int walker) {
    return (int) (walkers[walker * width + 2] >> 32);
  }

  /** Returns the node where a walker is. */
  int current(int walker) {
    return (int) walkers[walker * width + 2];
  }

  /** Returns where a walker started, or 0 where starts are not known. */
  int start(int walker) {
    return width > 3 ? (int) walkers[walker * width + 3] : 0;
  }

  /**
   * Returns how many trials a walker has made.
   *
   * @param middle its number among those in the middle of a step
   */
  int trials(int middle) {
    return trials[middle] >>> COUNT_BITS;
  }

  /** Returns how many candidates a walker in the middle of a step has. */
  int candidates(int middle) {
    return trials[middle] & ((1 << COUNT_BITS) - 1);
  }

  /** Returns the height of a candidate. */
  double height(int candidate) {
    return heights[candidate];
  }

  /** Returns the node of a candidate. */
  int node(int candidate) {
    return nodes[candidate];
  }

  private void reserve(int least) {
    long wanted = (long) least * width;
    if (wanted > walkers.length) {
      this.walkers =
          Arrays.copyOf(
              walkers, Math.toIntExact(Math.max(wanted, walkers.length * 3L / 2 / width * width)));
    }
  }

  private void reserveMiddles(int least) {
    if (least > trials.length) {
      this.trials = Arrays.copyOf(trials, larger(least, trials.length));
    }
  }

  private void reserveCandidates(int least) {
    if (least > nodes.length) {
      int capacity = larger(least, nodes.length);
      this.nodes = Arrays.copyOf(nodes, capacity);
      this.heights = Arrays.copyOf(heights, capacity);
    }
  }

  private static int larger(int least, int capacity) {
    return Math.max(Math.max(least, FIRST_CAPACITY), capacity + (capacity >> 1));
  }

  @Override
  public String toString() {
    return size + " walkers, " + middles + " in the middle of a step";
  }
}
