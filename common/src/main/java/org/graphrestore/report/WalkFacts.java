package org.graphrestore.report;

import java.util.List;
import java.util.Optional;

/**
 * What the walks are.
 *
 * @param law the transition law: uniform, weighted, node2vec
 * @param walksPerNode walks that start at every node
 * @param length nodes in a walk that meets no dead end
 * @param walks walks drawn
 * @param tokens nodes over all walks
 * @param deadEnds walks that ended early; 0 in a graph without dead ends
 * @param stored whether the walks were written, or streamed into training
 * @param making what making them took; null for stores of versions that did not count it
 */
public record WalkFacts(
    String law,
    int walksPerNode,
    int length,
    long walks,
    long tokens,
    long deadEnds,
    boolean stored,
    Making making) {

  /** Walks of which nobody knows what they took. */
  public WalkFacts(
      String law,
      int walksPerNode,
      int length,
      long walks,
      long tokens,
      long deadEnds,
      boolean stored) {
    this(law, walksPerNode, length, walks, tokens, deadEnds, stored, null);
  }

  /** Returns what making the walks took, if it is known. */
  Optional<Making> made() {
    return Optional.ofNullable(making);
  }

  /**
   * What making the walks took, and how long they are.
   *
   * @param engine who made them: replicated or partitioned
   * @param waves waves that they were made in
   * @param stepsPerSecond steps a second of wall time, storing included
   * @param stepsPerCoreSecond steps a second of a core that walks
   * @param rejectionsPerStep candidates that a law of second order refused, a step; 0 for others
   * @param localShare share of the steps that stayed in their block; NaN for the replicated engine
   * @param exchangedBytes bytes that went between tasks; 0 for the replicated engine
   * @param lengths walks by their number of nodes, ascending, without empty ranges
   */
  public record Making(
      String engine,
      long waves,
      double stepsPerSecond,
      double stepsPerCoreSecond,
      double rejectionsPerStep,
      double localShare,
      long exchangedBytes,
      List<LengthBucket> lengths) {
    /** Copies the list. */
    public Making {
      lengths = List.copyOf(lengths);
    }
  }

  /**
   * Walks of a range of lengths.
   *
   * @param from fewest nodes
   * @param to most nodes, included
   * @param walks number of walks
   */
  public record LengthBucket(int from, int to, long walks) {}
}
