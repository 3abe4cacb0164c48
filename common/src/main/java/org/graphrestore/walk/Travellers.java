package org.graphrestore.walk;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Walkers of the partitioned engine on their way to a block, in flat arrays.
 *
 * <p>Most of them have made a step and go on where they arrive. Others are in the middle of one, of
 * second order ({@code FLAG} in the column of steps): they have made trials, and may carry the
 * candidates that hang on an arc (questions) with their heights, in the order of the trials; a
 * candidate of height {@link #SURE} is accepted if all before it are rejected. Without candidates
 * they are back at their node to try again.
 *
 * <pre>
 * bytes: count | those in the middle | candidates | whether starts are there
 *        keys 8 | walks 4 | steps 4 | nodes before 4 | nodes 4 | starts 4 or 0   a walker
 *        trials 4 | number of candidates 4                                       one in the middle
 *        heights 8 | nodes 4                                                     a candidate
 * </pre>
 *
 * <p>Not thread-safe.
 */
public final class Travellers {
  /** Height of a candidate that needs no arc. */
  static final double SURE = -1;

  /** Marks a walker in the middle of a step, in the column of steps. */
  static final int FLAG = 1 << 31;

  private static final int HEADER = 4 * Integer.BYTES;
  private static final int FIRST_CAPACITY = 64;

  private final boolean withStarts;
  private int size;
  private long[] keys = new long[FIRST_CAPACITY];
  private int[] walks = new int[FIRST_CAPACITY];
  private int[] steps = new int[FIRST_CAPACITY];
  private int[] previous = new int[FIRST_CAPACITY];
  private int[] current = new int[FIRST_CAPACITY];
  private int[] starts;
  private int middles;
  private int[] trials = {};
  private int[] counts = {};
  private int candidates;
  private double[] heights = {};
  private int[] nodes = {};

  /**
   * Makes room.
   *
   * @param withStarts whether walkers remember where they started, for restarts
   */
  public Travellers(boolean withStarts) {
    this.withStarts = withStarts;
    this.starts = new int[withStarts ? FIRST_CAPACITY : 0];
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
    if (size == keys.length) {
      reserve(size + 1);
    }

    keys[size] = key;
    walks[size] = walk;
    steps[size] = step;
    previous[size] = before;
    current[size] = node;
    if (withStarts) {
      starts[size] = start;
    }

    size++;
  }

  /** Adds a walker in the middle of a step, after so many trials; {@link #addCandidate} follows. */
  void addInMiddle(long key, int walk, int step, int before, int node, int start, int trialsMade) {
    add(key, walk, step | FLAG, before, node, start);
    if (middles == trials.length) {
      reserveMiddles(middles + 1);
    }

    trials[middles] = trialsMade;
    counts[middles] = 0;
    middles++;
  }

  /** Adds a candidate to the walker that was added last. */
  void addCandidate(int node, double height) {
    if (candidates == nodes.length) {
      reserveCandidates(candidates + 1);
    }

    nodes[candidates] = node;
    heights[candidates] = height;
    candidates++;
    counts[middles - 1]++;
  }

  /** Returns how many bytes {@link #put} writes. */
  public int bytes() {
    return Math.toIntExact(
        HEADER
            + size * (Long.BYTES + (withStarts ? 5L : 4L) * Integer.BYTES)
            + middles * 2L * Integer.BYTES
            + candidates * (long) (Double.BYTES + Integer.BYTES));
  }

  /** Writes all at the buffer's position, in its byte order. */
  public void put(ByteBuffer buffer) {
    buffer.putInt(size).putInt(middles).putInt(candidates).putInt(withStarts ? 1 : 0);
    buffer.asLongBuffer().put(keys, 0, size);
    buffer.position(buffer.position() + size * Long.BYTES);
    Fragments.putInts(buffer, walks, size);
    Fragments.putInts(buffer, steps, size);
    Fragments.putInts(buffer, previous, size);
    Fragments.putInts(buffer, current, size);
    Fragments.putInts(buffer, starts, withStarts ? size : 0);
    Fragments.putInts(buffer, trials, middles);
    Fragments.putInts(buffer, counts, middles);
    buffer.asDoubleBuffer().put(heights, 0, candidates);
    buffer.position(buffer.position() + candidates * Double.BYTES);
    Fragments.putInts(buffer, nodes, candidates);
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
    if ((buffer.getInt() == 1) != withStarts) {
      throw new IllegalArgumentException("These walkers must all know their starts, or none");
    }

    reserve(size + more);
    reserveMiddles(middles + moreMiddles);
    reserveCandidates(candidates + moreCandidates);
    buffer.asLongBuffer().get(keys, size, more);
    buffer.position(buffer.position() + more * Long.BYTES);
    Fragments.readInts(buffer, walks, size, more);
    Fragments.readInts(buffer, steps, size, more);
    Fragments.readInts(buffer, previous, size, more);
    Fragments.readInts(buffer, current, size, more);
    Fragments.readInts(buffer, starts, withStarts ? size : 0, withStarts ? more : 0);
    Fragments.readInts(buffer, trials, middles, moreMiddles);
    Fragments.readInts(buffer, counts, middles, moreMiddles);
    buffer.asDoubleBuffer().get(heights, candidates, moreCandidates);
    buffer.position(buffer.position() + moreCandidates * Double.BYTES);
    Fragments.readInts(buffer, nodes, candidates, moreCandidates);
    size += more;
    middles += moreMiddles;
    candidates += moreCandidates;
  }

  long[] keys() {
    return keys;
  }

  int[] walks() {
    return walks;
  }

  int[] steps() {
    return steps;
  }

  int[] previous() {
    return previous;
  }

  int[] current() {
    return current;
  }

  /** Returns where a walker started, or 0 where starts are not known. */
  int start(int walker) {
    return withStarts ? starts[walker] : 0;
  }

  int[] trials() {
    return trials;
  }

  int[] counts() {
    return counts;
  }

  double[] heights() {
    return heights;
  }

  int[] nodes() {
    return nodes;
  }

  private void reserve(int least) {
    if (least > keys.length) {
      int capacity = Math.max(least, keys.length + (keys.length >> 1));
      this.keys = Arrays.copyOf(keys, capacity);
      this.walks = Arrays.copyOf(walks, capacity);
      this.steps = Arrays.copyOf(steps, capacity);
      this.previous = Arrays.copyOf(previous, capacity);
      this.current = Arrays.copyOf(current, capacity);
      this.starts = withStarts ? Arrays.copyOf(starts, capacity) : starts;
    }
  }

  private void reserveMiddles(int least) {
    if (least > trials.length) {
      int capacity = Math.max(Math.max(least, FIRST_CAPACITY), trials.length * 3 / 2);
      this.trials = Arrays.copyOf(trials, capacity);
      this.counts = Arrays.copyOf(counts, capacity);
    }
  }

  private void reserveCandidates(int least) {
    if (least > nodes.length) {
      int capacity = Math.max(Math.max(least, FIRST_CAPACITY), nodes.length * 3 / 2);
      this.nodes = Arrays.copyOf(nodes, capacity);
      this.heights = Arrays.copyOf(heights, capacity);
    }
  }

  @Override
  public String toString() {
    return size + " walkers, " + middles + " in the middle of a step";
  }
}
