package org.graphrestore.skipgram;

/** How far a token of a walk is paired with others. */
public enum WindowKind {
  /** Up to a distance that is drawn from 1 .. window at every position, as in word2vec. */
  DYNAMIC,
  /** Up to the whole window at every position. */
  FULL
}
