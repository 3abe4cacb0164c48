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
 * nothing in {@link #step} and take neighbours in ascending order of index.
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
   * Draws the next node of every walker.
   *
   * @param graph what {@link #prepare} made; the current node of every walker is one of its rows
   * @param walkers the walkers; {@code next} is written, or {@link #DEAD_END}; a law may set {@code
   *     current} to {@link Walkers#NO_NODE}, so that the walker forgets it
   */
  void step(WalkGraph graph, Walkers walkers);
}
