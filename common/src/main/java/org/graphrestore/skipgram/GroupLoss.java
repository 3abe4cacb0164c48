package org.graphrestore.skipgram;

import org.graphrestore.vector.GroupScratch;

/** The loss of a group, from its scores before the step. */
final class GroupLoss {
  private GroupLoss() {}

  /**
   * Returns the sum over the inputs of -log σ(s) of the positive target and weight times -log σ(-s)
   * of every negative.
   */
  static double of(GroupScratch scratch, int inputs, int negatives, float weight) {
    double positive = 0;
    double negative = 0;
    for (int i = 0; i < inputs; i++) {
      positive += Softplus.of(-scratch.score(i, 0));
      for (int t = 1; t <= negatives; t++) {
        negative += Softplus.of(scratch.score(i, t));
      }
    }

    return positive + weight * negative;
  }
}
