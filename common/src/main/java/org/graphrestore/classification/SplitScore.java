package org.graphrestore.classification;

/**
 * The scores of one split, all 0 .. 1.
 *
 * @param micro micro-F1
 * @param macro macro-F1
 * @param accuracy share of test nodes all of whose labels were predicted
 * @param majorityMicro micro-F1 of the most frequent training labels, whatever the vector
 * @param majorityMacro macro-F1 of the same
 * @param majorityAccuracy accuracy of the same
 * @param unconverged classifiers that did not reach their optimum
 */
public record SplitScore(
    double micro,
    double macro,
    double accuracy,
    double majorityMicro,
    double majorityMacro,
    double majorityAccuracy,
    int unconverged) {

  /** Returns the scores as an array, which travels. */
  public double[] packed() {
    return new double[] {
      micro, macro, accuracy, majorityMicro, majorityMacro, majorityAccuracy, unconverged
    };
  }

  /** Reads what {@link #packed} returned. */
  public static SplitScore unpacked(double[] packed) {
    return new SplitScore(
        packed[0], packed[1], packed[2], packed[3], packed[4], packed[5], (int) packed[6]);
  }
}
