package org.graphrestore.skipgram;

/** Where training takes its walks from. Both ways give the same bits. */
public enum WalkSupply {
  /** Walks are written to the walk store once and read in every episode. */
  STORED,
  /** Walks are drawn anew in every episode and never written. */
  STREAMED
}
