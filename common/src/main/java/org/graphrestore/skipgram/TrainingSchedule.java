package org.graphrestore.skipgram;

/** How the pairs of walks are grouped and in which order the groups are trained. */
public enum TrainingSchedule {
  /**
   * {@link #WINDOWS} where the nodes would be a single tile and nothing was said about tiles, else
   * {@link #TILES}.
   */
  AUTO,
  /**
   * Walk after walk, position after position: the pairs of a window share the target in its middle
   * and the negatives. Nothing is written or sorted, and neighbours in a walk are still in the
   * cache; but it is one thread.
   */
  WINDOWS,
  /**
   * Pairs are gathered by tile pair and target, shuffled group by group, and trained tile by tile:
   * on all cores, and on models larger than a machine.
   */
  TILES
}
