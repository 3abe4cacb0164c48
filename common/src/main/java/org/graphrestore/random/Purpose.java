package org.graphrestore.random;

/**
 * What a random draw is for. Every use of randomness in a run has its own purpose, so that two uses
 * keyed by the same node never see the same numbers.
 *
 * <p>The codes are part of the results: they are append-only and never renumbered.
 */
public enum Purpose {
  /** The next neighbour of a walk: keyed by (start node, walk), counted by step. */
  WALK_STEP(1),
  /** Which episode of an epoch a walk belongs to: keyed by (start node, walk). */
  EPISODE(2),
  /** The size of the dynamic window: keyed by (start node, walk), counted by epoch and position. */
  WINDOW(3),
  /** Initial values of an input vector: keyed by node. */
  INIT(4),
  /**
   * Negative samples of a group: keyed by (epoch, episode, tile pair), counted by group and slot.
   */
  NEGATIVE(5),
  /** The order in which groups are trained: keyed by (epoch, episode, tile pair). */
  GROUP_ORDER(6),
  /** Which nodes are query nodes of an evaluation: keyed by node. */
  QUERY(7),
  /** Resampling of query nodes for confidence intervals: counted by replicate and slot. */
  BOOTSTRAP(8),
  /** Which nodes are in an induced sample of a graph: keyed by node. */
  NODE_SAMPLE(9),
  /** Which labelled nodes train a classifier and which test it: keyed by (node, repeat). */
  LABEL_SPLIT(10),
  /** Which edges link prediction keeps and hides: keyed by the ids of both ends, in no order. */
  LINK_SPLIT(11),
  /**
   * Non-edges and candidates of link prediction: keyed by the ids of an edge's ends in order,
   * counted by draw.
   */
  LINK_NEGATIVE(12),
  /** How often an arc is drawn in an episode: keyed by (source, target), counted by episode. */
  ARC_SAMPLE(13),
  /** Walks whose ends are sampled: keyed by (start node, walk), counted by step. */
  ENDPOINT(14),
  /** Which tokens of frequent nodes are left out: keyed by (start node, walk), counted by token. */
  SUBSAMPLE(15),
  /** Rounds and ties of label propagation: keyed by node and label, counted by round. */
  COMMUNITY(20);

  private final long code;

  Purpose(long code) {
    this.code = code;
  }

  long code() {
    return code;
  }
}
