package org.graphrestore.walk;

/** Which nodes share a block of the partitioned engine: {@code walk.placement}. */
public enum BlockPlacement {
  /** Those whose ids have neighbouring hashes: a random sample, and nothing to prepare. */
  HASH,

  /** Neighbours where possible, by restreamed linear deterministic greedy. */
  LDG
}
