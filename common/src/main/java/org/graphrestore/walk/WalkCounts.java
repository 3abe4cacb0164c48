package org.graphrestore.walk;

import java.util.Arrays;

/**
 * What an engine counts while it walks. Counts of parts add up to those of the whole, in any order.
 * Not thread-safe.
 */
public final class WalkCounts {
  /** Most buckets of walks by length. */
  public static final int MOST_BUCKETS = 128;

  private static final int FIELDS = 7;
  private static final int WALKS = 0;
  private static final int NODES = 1;
  private static final int DEAD_ENDS = 2;
  private static final int TRIALS = 3;
  private static final int REJECTIONS = 4;
  private static final int LOCAL_MOVES = 5;
  private static final int JOURNEYS = 6;

  private final int longest;
  private final long[] counts;

  /**
   * Begins to count.
   *
   * @param longest nodes of the longest walk, at least 1
   */
  public WalkCounts(int longest) {
    this(longest, new long[FIELDS + Math.min(longest, MOST_BUCKETS)]);
  }

  private WalkCounts(int longest, long[] counts) {
    this.longest = longest;
    this.counts = counts;
  }

  /** Reads what {@link #toLongs()} wrote. */
  public static WalkCounts of(int longest, long[] longs) {
    WalkCounts empty = new WalkCounts(longest);
    if (longs.length != empty.counts.length) {
      throw new IllegalArgumentException(
          "Found "
              + longs.length
              + " counts of walks of up to "
              + longest
              + " nodes (needs "
              + empty.counts.length
              + ")");
    }

    return new WalkCounts(longest, longs.clone());
  }

  /** Returns all counts, in an order that {@link #of} knows. */
  public long[] toLongs() {
    return counts.clone();
  }

  /** Adds the counts of other walks of the same greatest length. */
  public void add(WalkCounts other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  /** Counts a walk that is done. */
  void walk(int nodes) {
    counts[WALKS]++;
    counts[NODES] += nodes;
    counts[FIELDS + bucket(nodes)]++;
  }

  /** Counts a walk that ended before its length because no arc led on. */
  void deadEnd() {
    counts[DEAD_ENDS]++;
  }

  /** Counts candidates that were drawn by trial, and how many of them were rejected. */
  void trials(long drawn, long rejected) {
    counts[TRIALS] += drawn;
    counts[REJECTIONS] += rejected;
  }

  /** Counts steps to a node whose row is in the same block. */
  void localMoves(long moves) {
    counts[LOCAL_MOVES] += moves;
  }

  /** Counts walkers that were sent to another block. */
  void journeys(long sent) {
    counts[JOURNEYS] += sent;
  }

  /** Returns the number of walks. */
  public long walks() {
    return counts[WALKS];
  }

  /** Returns the number of nodes of all walks. */
  public long nodes() {
    return counts[NODES];
  }

  /** Returns the number of steps: nodes without the starts. */
  public long steps() {
    return counts[NODES] - counts[WALKS];
  }

  /** Returns the number of walks that met a dead end. */
  public long deadEnds() {
    return counts[DEAD_ENDS];
  }

  /** Returns the number of candidates that a law of second order drew by trial. */
  public long trials() {
    return counts[TRIALS];
  }

  /** Returns how many of them were rejected. */
  public long rejections() {
    return counts[REJECTIONS];
  }

  /** Returns the steps of the partitioned engine that stayed in their block. */
  public long localMoves() {
    return counts[LOCAL_MOVES];
  }

  /** Returns how often the partitioned engine sent a walker to another block. */
  public long journeys() {
    return counts[JOURNEYS];
  }

  /**
   * Returns the number of walks by their length: bucket {@code i} has those of {@code shortest(i)}
   * up to {@code shortest(i + 1) - 1} nodes.
   */
  public long[] lengths() {
    return Arrays.copyOfRange(counts, FIELDS, counts.length);
  }

  /** Returns the fewest nodes of a walk of a bucket, from 0 to the number of buckets. */
  public int shortest(int bucket) {
    int buckets = counts.length - FIELDS;
    return (int) (((long) bucket * longest + buckets - 1) / buckets) + 1;
  }

  private int bucket(int nodes) {
    return (int) ((nodes - 1L) * (counts.length - FIELDS) / longest);
  }

  @Override
  public String toString() {
    return walks() + " walks, " + nodes() + " nodes";
  }
}
