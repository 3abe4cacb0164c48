package org.graphrestore.reconstruction;

/** Scores of a group of queries against one block of candidates. Not thread-safe. */
public interface BlockScorer {
  /** Hands out the scores of every query and candidate. */
  void scan(TileScorer.Visitor visitor);

  /**
   * Returns the score of one query and one row of the block: bit-equal to what a scan hands out.
   */
  double score(int query, int row);

  /** Returns the number of candidates. */
  int rows();

  /** Returns whether a scan costs little more than a few scores. */
  boolean cheap();
}
