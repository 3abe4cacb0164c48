package org.graphrestore.reconstruction;

import java.util.Arrays;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.graphrestore.reconstruction.ReconstructionSummary.Interval;

/**
 * Confidence interval of a mean over sampled queries by the bootstrap: in every replicate a query
 * counts as often as a Poisson draw of mean 1 says, which is what sampling with replacement does in
 * the limit (Chamandy et al., "Estimating uncertainty for massive data streams", Google, 2012). So
 * queries may stream by and none is kept.
 *
 * <p>The draw depends on the seed, the query's id and the replicate only: two scores, or two
 * embeddings of one graph, are resampled alike and can be compared in pairs. The interval is that
 * of percentiles: order statistics of the replicates' means.
 */
public final class PoissonBootstrap {
  /** {@code P(X <= k)} for k = 0 .. 17 and mean 1; beyond, less than 2^-53 is left. */
  private static final double[] CUMULATIVE = cumulative();

  private final double[] sums;
  private final double[] weights;

  /** Starts without values. */
  public PoissonBootstrap(int replicates) {
    this.sums = new double[replicates];
    this.weights = new double[replicates];
  }

  /** Returns the weights of a query in all replicates. */
  public static int[] weights(long seed, long hash, int replicates) {
    long key = Seeds.key(seed, Purpose.BOOTSTRAP, hash);
    int[] weights = new int[replicates];
    Arrays.setAll(weights, replicate -> poisson(Seeds.unit(Seeds.draw(key, replicate))));
    return weights;
  }

  /** Adds a query's value, with its weights. */
  public void add(double value, int[] queryWeights) {
    add(value, 1, queryWeights);
  }

  /**
   * Adds a query to a ratio of means, with its weights.
   *
   * @param value what it adds to the numerator
   * @param divisor what it adds to the denominator: 1 where the ratio is a mean
   */
  public void add(double value, double divisor, int[] queryWeights) {
    for (int r = 0; r < sums.length; r++) {
      sums[r] += queryWeights[r] * value;
      weights[r] += queryWeights[r] * divisor;
    }
  }

  /** Returns the interval, or null where no replicate has a positive denominator. */
  public Interval interval(double level) {
    return interval(sums, weights, level);
  }

  /** Returns the interval of replicates' sums divided by their weights. */
  static Interval interval(double[] sums, double[] weights, double level) {
    double[] means = new double[sums.length];
    int count = 0;
    for (int r = 0; r < sums.length; r++) {
      if (weights[r] > 0) {
        means[count++] = sums[r] / weights[r];
      }
    }
    return percentiles(means, count, level);
  }

  /**
   * Returns the interval between two order statistics, or null where there are none.
   *
   * @param values values of the replicates; sorted by this
   * @param count how many there are
   */
  public static Interval percentiles(double[] values, int count, double level) {
    if (count == 0) {
      return null;
    }

    Arrays.sort(values, 0, count);
    double tail = (1 - level) / 2;
    int low = (int) Math.floor(tail * count);
    return new Interval(values[low], values[count - 1 - low], level);
  }

  private static int poisson(double unit) {
    int k = 0;
    while (k < CUMULATIVE.length && unit >= CUMULATIVE[k]) {
      k++;
    }
    return k;
  }

  private static double[] cumulative() {
    double[] cumulative = new double[18];
    double term = StrictMath.exp(-1);
    double sum = 0;
    for (int k = 0; k < cumulative.length; k++) {
      sum += term;
      cumulative[k] = sum;
      term /= k + 1;
    }
    return cumulative;
  }
}
