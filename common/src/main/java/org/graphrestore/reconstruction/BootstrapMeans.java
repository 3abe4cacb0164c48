package org.graphrestore.reconstruction;

import org.graphrestore.reconstruction.ReconstructionSummary.Interval;

/**
 * The intervals of several means over the same queries: a {@link PoissonBootstrap} of each, which
 * share the sums of weights. 8 bytes a mean and replicate, and 8 a replicate.
 */
final class BootstrapMeans {
  private final double[][] sums;
  private final double[] weights;

  /** Starts without queries. */
  BootstrapMeans(int means, int replicates) {
    this.sums = new double[means][replicates];
    this.weights = new double[replicates];
  }

  /**
   * Adds a query.
   *
   * @param values its value for every mean
   * @param queryWeights its weights
   */
  void add(double[] values, int[] queryWeights) {
    for (int r = 0; r < weights.length; r++) {
      weights[r] += queryWeights[r];
    }
    for (int mean = 0; mean < sums.length; mean++) {
      double[] sum = sums[mean];
      double value = values[mean];
      for (int r = 0; r < sum.length; r++) {
        sum[r] += queryWeights[r] * value;
      }
    }
  }

  /** Returns the interval of a mean, or null where no replicate has a query. */
  Interval interval(int mean, double level) {
    return PoissonBootstrap.interval(sums[mean], weights, level);
  }
}
