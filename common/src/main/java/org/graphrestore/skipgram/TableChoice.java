package org.graphrestore.skipgram;

/** How many vectors a node has while it is trained. */
public enum TableChoice {
  /** What the method is defined with. */
  AUTO,
  /** One, as input and as target. */
  ONE,
  /** Two: one as input, which is the embedding, and one as target. */
  TWO
}
