package org.graphrestore.skipgram;

/** Takes pairs, one by one, so that they need not be stored. */
@FunctionalInterface
public interface PairSink {
  /**
   * Takes a pair.
   *
   * @param input index of the node whose input vector is trained
   * @param target index of the node that is predicted
   */
  void pair(int input, int target);
}
