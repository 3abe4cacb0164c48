package org.graphrestore.classification;

/**
 * Counts of right and wrong predictions by label, and the scores made of them:
 *
 * <pre>
 * F1(label) = 2 right / (2 right + wrong + missed)      0 where nothing is right, wrong or missed
 * micro-F1  = F1 of the sums over all labels            macro-F1 = mean of F1 over all labels
 * </pre>
 *
 * <p>As in scikit-learn's {@code f1_score(..., zero_division=0)}: a label that neither occurs in
 * the test nor is predicted counts 0 in the macro mean. Not thread-safe.
 */
final class F1Counts {
  private final long[] right;
  private final long[] wrong;
  private final long[] missed;
  private long exact;
  private long nodes;

  F1Counts(int labels) {
    this.right = new long[labels];
    this.wrong = new long[labels];
    this.missed = new long[labels];
  }

  /**
   * Adds a node.
   *
   * @param truth the labels of the node from {@code from} to {@code to - 1}, ascending
   * @param predicted predicted labels, ascending, in the first {@code count} places
   */
  void add(int[] truth, int from, int to, int[] predicted, int count) {
    int t = from;
    int p = 0;
    int same = 0;
    while (t < to || p < count) {
      if (p == count || (t < to && truth[t] < predicted[p])) {
        missed[truth[t]]++;
        t++;
      } else if (t == to || predicted[p] < truth[t]) {
        wrong[predicted[p]]++;
        p++;
      } else {
        right[truth[t]]++;
        same++;
        t++;
        p++;
      }
    }

    nodes++;
    exact += same == to - from && same == count ? 1 : 0;
  }

  /** Returns F1 over all predictions. */
  double micro() {
    long allRight = 0;
    long allWrong = 0;
    long allMissed = 0;
    for (int label = 0; label < right.length; label++) {
      allRight += right[label];
      allWrong += wrong[label];
      allMissed += missed[label];
    }

    return f1(allRight, allWrong, allMissed);
  }

  /** Returns the mean of F1 over the labels. */
  double macro() {
    double sum = 0;
    for (int label = 0; label < right.length; label++) {
      sum += f1(right[label], wrong[label], missed[label]);
    }

    return right.length == 0 ? 0 : sum / right.length;
  }

  /** Returns the share of nodes all of whose labels were predicted. */
  double accuracy() {
    return nodes == 0 ? 0 : (double) exact / nodes;
  }

  private static double f1(long right, long wrong, long missed) {
    long all = 2 * right + wrong + missed;
    return all == 0 ? 0 : 2.0 * right / all;
  }
}
