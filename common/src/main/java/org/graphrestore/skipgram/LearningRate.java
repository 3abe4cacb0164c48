package org.graphrestore.skipgram;

/**
 * The step size: it falls linearly over the whole training, by the share of the schedule that is
 * done and not by counting pairs, so that every task knows it by itself.
 *
 * @param start step size at the start
 * @param end step size at the end
 */
public record LearningRate(double start, double end) {
  /** Returns the step size when a share of the training is done, 0 .. 1. */
  public float at(double progress) {
    return (float) (start - (start - end) * progress);
  }
}
