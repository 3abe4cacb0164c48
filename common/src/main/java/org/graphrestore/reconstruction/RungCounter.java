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
 * <p>A score's place is found through equal-width buckets over the range of the rungs, then by
 * bisection inside the bucket. Bucketing is monotone, so the place is exact whatever the rounding.
 * Cost a candidate: constant where rungs are spread evenly, log(rungs) at worst. Memory 28 bytes a
 * rung. Not thread-safe.
 */
public final class RungCounter {
  private static final int MAX_BUCKETS = 1 << 22;

  private final double[] rungs;
  private final int[] starts;
  private final double low;
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
    int buckets = spread ? wanted : 1;
    this.low = rungs.length == 0 ? 0 : rungs[0];
    this.scale = spread ? wanted / range : 0;
    this.starts = new int[buckets + 1];
    int begun = 0;
    for (int rung = 0; rung < rungs.length; rung++) {
      for (int bucket = bucket(rungs[rung]); begun <= bucket; begun++) {
        starts[begun] = rung;
      }
    }
    java.util.Arrays.fill(starts, begun, starts.length, rungs.length);
  }

  /** Counts a run of candidates. */
  public void count(double[] scores, int from, int to) {
    for (int i = from; i < to; i++) {
      counts[bin(scores[i])]++;
    }
  }

  /** Takes one candidate back: the query itself, which no tile leaves out. */
  public void discount(double score) {
    counts[bin(score)]--;
  }

  /** Returns the counts of the {@code 2 * rungs + 1} bins; not a copy. */
  public int[] counts() {
    return counts;
  }

  private int bin(double score) {
    int last = rungs.length - 1;
    if (last < 0 || score < low) {
      return 0;
    }

    if (score > rungs[last]) {
      return 2 * last + 2;
    }

    int bucket = bucket(score);
    int from = starts[bucket];
    int to = starts[bucket + 1];
    // The first rung at or above the score; in a later bucket where this one has none.
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
    return Math.min(starts.length - 2, (int) ((score - low) * scale));
  }
}
