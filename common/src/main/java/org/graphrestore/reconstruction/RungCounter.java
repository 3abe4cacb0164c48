package org.graphrestore.reconstruction;

/**
 * Counts, for one query, how many candidates score between and on the rungs: the distinct scores of
 * its true nodes. Counts of candidate blocks add up, so that ranks among any number of candidates
 * are exact without a sort and without keeping a score.
 *
 * <pre>
 * rungs      .1      .5      .9          counts, ascending scores
 * bins    0   1   2   3   4   5   6      odd: equal to a rung, even: between two, below or above all
 * </pre>
 *
 * <p>A score's place is found through equal-width buckets over the range of the rungs, two a rung,
 * then by bisection inside the bucket. Bucketing is monotone, so the place is exact whatever the
 * rounding. More than half of the buckets have no rung inside: a candidate that falls into one is
 * counted there, beside the bucket's start, so that it touches one line of memory and not three.
 * Cost a candidate: constant where rungs are spread evenly, log(rungs) at worst. Memory 32 bytes a
 * rung. Not thread-safe.
 */
public final class RungCounter {
  private static final int MAX_BUCKETS = 1 << 22;
  private static final long COUNT = (1L << 32) - 1;

  private final double[] rungs;

  /** A bucket: the first rung in or above it, and below 32 bits its candidates if it has none. */
  private final long[] buckets;

  private final double low;
  private final double high;
  private final double scale;
  private final int[] counts;

  /**
   * Prepares the counter.
   *
   * @param rungs distinct scores, ascending, none of them NaN
   */
  public RungCounter(double[] rungs) {
    this.rungs = rungs;
    this.counts = new int[2 * rungs.length + 1];
    int wanted = (int) Math.min(MAX_BUCKETS, 2L * rungs.length);
    double range = rungs.length < 2 ? 0 : rungs[rungs.length - 1] - rungs[0];
    boolean spread = range > 0 && Double.isFinite(wanted / range);
    int size = spread ? wanted : 1;
    this.low = rungs.length == 0 ? Double.POSITIVE_INFINITY : rungs[0];
    this.high = rungs.length == 0 ? Double.POSITIVE_INFINITY : rungs[rungs.length - 1];
    this.scale = spread ? wanted / range : 0;
    this.buckets = new long[size + 1];
    int begun = 0;
    for (int rung = 0; rung < rungs.length; rung++) {
      for (int bucket = bucket(rungs[rung]); begun <= bucket; begun++) {
        buckets[begun] = (long) rung << 32;
      }
    }
    java.util.Arrays.fill(buckets, begun, buckets.length, (long) rungs.length << 32);
  }

  /** Counts a run of candidates. */
  public void count(double[] scores, int from, int to) {
    for (int i = from; i < to; i++) {
      add(scores[i], 1);
    }
  }

  /** Takes one counted candidate back: the query itself, which no tile leaves out. */
  public void discount(double score) {
    add(score, -1);
  }

  /** Returns the counts of the {@code 2 * rungs + 1} bins. */
  public int[] counts() {
    int[] all = counts.clone();
    for (int bucket = 0; bucket < buckets.length - 1; bucket++) {
      all[2 * (int) (buckets[bucket] >>> 32)] += (int) (buckets[bucket] & COUNT);
    }
    return all;
  }

  private void add(double score, int one) {
    if (score < low) {
      counts[0] += one;
    } else if (score > high) {
      counts[counts.length - 1] += one;
    } else {
      int bucket = bucket(score);
      int from = (int) (buckets[bucket] >>> 32);
      int to = (int) (buckets[bucket + 1] >>> 32);
      if (from == to) {
        buckets[bucket] += one;
      } else {
        counts[bin(score, from, to)] += one;
      }
    }
  }

  /** Finds the first rung at or above the score; in a later bucket where this one has none. */
  private int bin(double score, int first, int end) {
    int from = first;
    int to = end;
    while (to - from > 4) {
      int middle = (from + to) >>> 1;
      if (rungs[middle] < score) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    while (from < to && rungs[from] < score) {
      from++;
    }
    return rungs[from] == score ? 2 * from + 1 : 2 * from;
  }

  private int bucket(double score) {
    return Math.min(buckets.length - 2, (int) ((score - low) * scale));
  }
}
