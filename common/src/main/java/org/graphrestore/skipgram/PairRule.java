package org.graphrestore.skipgram;

import java.io.Serializable;

/**
 * Which pairs are made of a walk.
 *
 * @param kind how the reach of a position is found
 * @param window largest distance of two paired tokens, at least 1
 * @param selfPairs whether a node is paired with itself where it comes twice in a window
 */
public record PairRule(Kind kind, int window, boolean selfPairs) implements Serializable {
  /** How the reach of a position is found. */
  public enum Kind {
    /** Drawn from 1 .. window, as in word2vec. */
    DYNAMIC,
    /** The window. */
    FULL,
    /** A walk is one pair: its first node is the input, its second the target. */
    ARC
  }

  /** The rule of word2vec. */
  public static PairRule dynamic(int window) {
    return new PairRule(Kind.DYNAMIC, window, true);
  }

  /** The rule of pairs that are drawn as such, in walks of two nodes. */
  public static PairRule arcs() {
    return new PairRule(Kind.ARC, 1, true);
  }

  /**
   * The rule of walks.
   *
   * @param oneTable whether input and target vectors are the same, so that a pair of a node with
   *     itself would only make its vector longer
   */
  public static PairRule walks(WindowKind kind, int window, boolean oneTable) {
    return new PairRule(kind == WindowKind.FULL ? Kind.FULL : Kind.DYNAMIC, window, !oneTable);
  }

  /** Returns the expected number of pairs of a walk, those of a node with itself included. */
  public double expectedPairs(int length) {
    return switch (kind) {
      case DYNAMIC -> PairGenerator.expectedPairs(length, window);
      case FULL -> fullPairs(length);
      case ARC -> 1;
    };
  }

  /** Each distance k occurs twice between {@code length - k} positions. */
  private double fullPairs(int length) {
    double pairs = 0;
    for (int k = 1; k <= Math.min(window, length - 1); k++) {
      pairs += 2.0 * (length - k);
    }

    return pairs;
  }
}
