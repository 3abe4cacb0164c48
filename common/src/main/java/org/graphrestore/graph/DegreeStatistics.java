package org.graphrestore.graph;

/**
 * The distribution of degrees in powers of two: bucket 0 counts nodes without neighbours, bucket k
 * those with 2<sup>k-1</sup> .. 2<sup>k</sup>-1. Whole numbers only, so parts may be added in any
 * order. Not thread-safe.
 */
public final class DegreeStatistics {
  /** Number of buckets: enough for every degree of 32 bits. */
  public static final int BUCKETS = 33;

  private final long[] counts;
  private long sum;
  private long max;

  /** Begins with no node. */
  public DegreeStatistics() {
    this(new long[BUCKETS], 0, 0);
  }

  private DegreeStatistics(long[] counts, long sum, long max) {
    this.counts = counts;
    this.sum = sum;
    this.max = max;
  }

  /** Counts a node. */
  public void add(long degree) {
    counts[Long.SIZE - Long.numberOfLeadingZeros(degree)]++;
    sum += degree;
    max = Math.max(max, degree);
  }

  /** Counts all nodes that another one counted. */
  public void add(DegreeStatistics other) {
    for (int b = 0; b < BUCKETS; b++) {
      counts[b] += other.counts[b];
    }

    sum += other.sum;
    max = Math.max(max, other.max);
  }

  /** Returns the number of nodes in each bucket. */
  public long[] counts() {
    return counts.clone();
  }

  /** Returns the sum of all degrees. */
  public long sum() {
    return sum;
  }

  /** Returns the highest degree. */
  public long max() {
    return max;
  }

  /** Returns the lowest degree of a bucket. */
  public static long lowest(int bucket) {
    return bucket == 0 ? 0 : 1L << (bucket - 1);
  }

  /** Returns all numbers: the counts, the sum, the maximum. */
  public long[] toLongs() {
    long[] all = java.util.Arrays.copyOf(counts, BUCKETS + 2);
    all[BUCKETS] = sum;
    all[BUCKETS + 1] = max;
    return all;
  }

  /** Reads what {@link #toLongs} gave. */
  public static DegreeStatistics ofLongs(long[] all) {
    return new DegreeStatistics(
        java.util.Arrays.copyOf(all, BUCKETS), all[BUCKETS], all[BUCKETS + 1]);
  }
}
