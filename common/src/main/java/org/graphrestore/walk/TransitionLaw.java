package org.graphrestore.walk;

import org.graphrestore.graph.AdjacencyBlock;

/**
 * The probability of the next node of a walk, as arithmetic over many walkers at once.
 *
 * <p>A law sees walkers, not walks: whoever moves them (a whole graph in memory, or block by block)
 * keeps the nodes they leave behind. It is called once for a step of a whole group of walkers that
 * are independent of one another, so that the processor overlaps their cache misses, and so that a
 * call costs nothing a walker.
 *
 * <p>A law makes every draw through {@link org.graphrestore.random.Seeds}, from the walker's key
 * and the number of its step alone. Which walkers share a group, and where their nodes lie, must
 * change no draw. Implementations are stateless after construction and thread-safe, allocate
 * nothing in a step and take neighbours in ascending order of index.
 */
public interface TransitionLaw {
  /** What stands in {@link Walkers#next()} for a walker that cannot go on. */
  int DEAD_END = -1;

  /**
   * Makes the tables that this law draws from: once a graph, shared by all tasks.
   *
   * @param adjacency the out-neighbours
   * @param symmetric whether with every arc the opposite one is there, as in undirected graphs
   */
  WalkGraph prepare(AdjacencyBlock adjacency, boolean symmetric);

  /**
   * Makes every step that needs no trial: {@code next} is written, or {@link #DEAD_END}. The other
   * walkers are listed in {@link Walkers#pending()}, none of them with a trial yet.
   *
   * @param graph what {@link #prepare} made, whole or a block; the current node of every walker is
   *     one of its rows
   * @param walkers the walkers; a law may set {@code current} to {@link Walkers#NO_NODE} where it
   *     has written {@code next}, so that the walker forgets where it came from
   * @return the number of walkers that are pending; always 0 for a law of first order
   */
  int begin(WalkGraph graph, Walkers walkers);

  /**
   * Begins again for one walker that has had trials in this step elsewhere: what {@link #begin}
   * does for a pending walker, but for its trials.
   */
  default void again(WalkGraph graph, Walkers walkers, int place) {}

  /**
   * Makes one more trial for the first {@code count} pending walkers: each draws a candidate into
   * {@code next}. Of those whose candidate is rejected at once the places are kept in {@code
   * pending}; where an arc from the node before to the candidate decides, {@link Walkers#tests()}
   * has the place and {@link Walkers#heights()} the height; the others are accepted.
   *
   * @return the number of those rejected
   */
  default int attempt(WalkGraph graph, Walkers walkers, int count) {
    throw new IllegalStateException("A law of first order needs no trial");
  }

  /**
   * Returns whether a candidate whose trial hangs on an arc is accepted.
   *
   * @param graph where the arc is, if it is there: the whole graph, or the block of the node before
   *     or (in a symmetric graph) of the candidate
   * @param place of the walker: its node before, candidate ({@code next}) and height are looked at
   * @param arc position of the arc from the node before to the candidate (or of the opposite one,
   *     in a symmetric graph) among the graph's targets, or -1 where there is none; only that it is
   *     not negative where the law has asked for {@link WalkGraph#withHubs()}
   */
  default boolean accepts(WalkGraph graph, Walkers walkers, int place, int arc) {
    throw new IllegalStateException("A law of first order asks for no arc");
  }

  /** Returns whether a candidate is accepted rather without the arc that decides than with it. */
  default boolean prefersNoArc() {
    return false;
  }
}
