package org.graphrestore.skipgram;

/**
 * What training a bucket tells.
 *
 * @param pairs pairs trained
 * @param lossSum sum of the losses of the sampled pairs: -log σ(s) of the positive target and, for
 *     each negative, -log σ(-s)
 * @param lossPairs number of pairs in that sum
 * @param finite whether every value of both blocks is finite afterwards
 */
public record BucketResult(long pairs, double lossSum, long lossPairs, boolean finite) {

  /** Returns the sums of two buckets that were trained one after the other. */
  public BucketResult plus(BucketResult other) {
    return new BucketResult(
        pairs + other.pairs,
        lossSum + other.lossSum,
        lossPairs + other.lossPairs,
        finite && other.finite);
  }
}
