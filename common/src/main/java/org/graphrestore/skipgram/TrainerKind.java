package org.graphrestore.skipgram;

/** Who trains. */
public enum TrainerKind {
  /** This project: the model in blocks, over the cluster. */
  BLOCKS,
  /** Spark MLlib's Word2Vec: the model on the driver, hierarchical softmax. */
  MLLIB
}
