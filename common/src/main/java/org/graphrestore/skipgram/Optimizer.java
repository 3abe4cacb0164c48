package org.graphrestore.skipgram;

/** How a row follows its gradient. */
public enum Optimizer {
  /** By the rate of the schedule. */
  SGD,
  /** By that rate over the root of the row's sum of squared gradients. */
  ADAGRAD
}
