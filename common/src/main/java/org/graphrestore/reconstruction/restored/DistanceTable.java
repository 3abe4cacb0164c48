package org.graphrestore.reconstruction.restored;

import java.util.List;
import org.graphrestore.graph.ShellPanel;

/**
 * The distances of the same pairs in two graphs, as a table of counts: how many pairs are at
 * distance a in the one and b in the other. Pairs that a search has not reached stand in the last
 * row or column. Whole numbers: parts may be added in any order. Not thread-safe.
 *
 * <pre>
 *            other 1   2   not reached
 * own 1           10   3        1
 *     2            0   5        2
 *     not reached  4   0        9
 * </pre>
 */
public final class DistanceTable {
  private final int hops;
  private final long[][] pairs;

  /** Begins with no pair; searches went to {@code hops}. */
  public DistanceTable(int hops) {
    this.hops = hops;
    this.pairs = new long[hops + 2][hops + 2];
  }

  /**
   * Adds the pairs of all queries with the nodes of a block.
   *
   * @param own panels of the block at the distances 1 .. hops
   * @param other the same in the other graph
   * @param all number of those pairs, the queries' pairs with themselves left out
   */
  public void add(List<ShellPanel> own, List<ShellPanel> other, long all) {
    long known = 0;
    for (int a = 1; a <= hops; a++) {
      long left = bits(own.get(a - 1));
      for (int b = 1; b <= hops; b++) {
        long both = common(own.get(a - 1), other.get(b - 1));
        pairs[a][b] += both;
        left -= both;
        known += both;
      }
      pairs[a][hops + 1] += left;
      known += left;
    }
    for (int b = 1; b <= hops; b++) {
      long left = bits(other.get(b - 1));
      for (int a = 1; a <= hops; a++) {
        left -= common(own.get(a - 1), other.get(b - 1));
      }
      pairs[hops + 1][b] += left;
      known += left;
    }
    pairs[hops + 1][hops + 1] += all - known;
  }

  private static long bits(ShellPanel panel) {
    long bits = 0;
    for (long mask : panel.masks()) {
      bits += Long.bitCount(mask);
    }

    return bits;
  }

  private static long common(ShellPanel a, ShellPanel b) {
    long common = 0;
    int words = a.words();
    int j = 0;
    for (int i = 0; i < a.rows().length; i++) {
      while (j < b.rows().length && b.rows()[j] < a.rows()[i]) {
        j++;
      }
      if (j < b.rows().length && b.rows()[j] == a.rows()[i]) {
        for (int w = 0; w < words; w++) {
          common += Long.bitCount(a.masks()[i * words + w] & b.masks()[j * words + w]);
        }
      }
    }

    return common;
  }

  /** Returns the rows one after the other, for a task's result. */
  public long[] toLongs() {
    return java.util.Arrays.stream(pairs).flatMapToLong(java.util.Arrays::stream).toArray();
  }

  /** Adds what {@link #toLongs} returned. */
  public void addLongs(long[] rows) {
    int size = hops + 2;
    for (int i = 0; i < rows.length; i++) {
      pairs[i / size][i % size] += rows[i];
    }
  }

  /** Returns the number of pairs. */
  public long total() {
    return sum(1, hops + 1, 1, hops + 1);
  }

  /** Returns the number of pairs at each distance 1 .. hops in the one graph. */
  public long[] own() {
    long[] counts = new long[hops];
    java.util.Arrays.setAll(counts, a -> sum(a + 1, a + 1, 1, hops + 1));
    return counts;
  }

  /** Returns the number of pairs at each distance 1 .. hops in the other graph. */
  public long[] other() {
    long[] counts = new long[hops];
    java.util.Arrays.setAll(counts, b -> sum(1, hops + 1, b + 1, b + 1));
    return counts;
  }

  /** Returns the number of pairs that are reached in both graphs. */
  public long inBoth() {
    return sum(1, hops, 1, hops);
  }

  /**
   * Returns the share of the pairs reached in both that have the same distance; NaN without any.
   */
  public double unchanged() {
    long same = 0;
    for (int a = 1; a <= hops; a++) {
      same += pairs[a][a];
    }

    return (double) same / inBoth();
  }

  /** Returns the mean of |a - b| over the pairs reached in both; NaN without any. */
  public double meanChange() {
    long sum = 0;
    for (int a = 1; a <= hops; a++) {
      for (int b = 1; b <= hops; b++) {
        sum += Math.abs(a - b) * pairs[a][b];
      }
    }

    return (double) sum / inBoth();
  }

  private long sum(int fromA, int toA, int fromB, int toB) {
    long sum = 0;
    for (int a = fromA; a <= toA; a++) {
      for (int b = fromB; b <= toB; b++) {
        sum += pairs[a][b];
      }
    }

    return sum;
  }
}
