package org.graphrestore.walk;

/** Who makes walks. All make the same ones. */
public enum EngineKind {
  /** The replicated engine where the graph fits an executor, otherwise the partitioned one. */
  AUTO,

  /** The graph whole in every executor; nothing is exchanged. */
  REPLICATED,

  /** A block of the graph in a task; walkers travel between blocks. */
  PARTITIONED
}
