package org.graphrestore.linkprediction;

import java.io.Serializable;

/**
 * Finds the value of a rank among any number of values of 63 bits, in passes that only count: each
 * pass splits the range that is still open into 4096 buckets, and the counts of parts of the data
 * add up. Ends when all values of the open range are wanted, after two or three passes over
 * millions of random values, after six at most.
 *
 * <pre>
 * while (!search.isDone()) search.narrow(counts of search.bucket(value) over all values);
 * </pre>
 */
public final class ThresholdSearch implements Serializable {
  /** Counts of a pass. */
  public static final int BUCKETS = 1 << 12;

  private static final long serialVersionUID = 1L;
  private static final int STEP = 12;

  private long low;
  private int width = 63;
  private long rank;
  private long open = Long.MAX_VALUE;

  /**
   * Starts a search.
   *
   * @param rank how many values are wanted, the lowest first; at least 1
   */
  public ThresholdSearch(long rank) {
    if (rank < 1) {
      throw new IllegalArgumentException("Invalid rank: " + rank + " (must be at least 1)");
    }

    this.rank = rank;
  }

  /** Returns the bucket of a value in this pass, or -1 if it is outside the open range. */
  public int bucket(long value) {
    long place = value - low;
    return place < 0 || place >>> width != 0 ? -1 : (int) (place >>> shift());
  }

  /** Ends a pass, with the counts of all values by {@link #bucket}. */
  public void narrow(long[] counts) {
    int bucket = 0;
    while (bucket < BUCKETS && counts[bucket] < rank) {
      rank -= counts[bucket++];
    }
    if (bucket == BUCKETS) {
      throw new IllegalStateException("The wanted rank is " + rank + " beyond the last value");
    }

    int shift = shift();
    this.low += (long) bucket << shift;
    this.width = shift;
    this.open = counts[bucket];
  }

  /** Returns whether the threshold is known. */
  public boolean isDone() {
    return width == 0 || rank == open;
  }

  /** Returns the highest value that is wanted. */
  public long threshold() {
    if (!isDone()) {
      throw new IllegalStateException("The search is not done");
    }

    return low + (1L << width) - 1;
  }

  private int shift() {
    return Math.max(0, width - STEP);
  }
}
