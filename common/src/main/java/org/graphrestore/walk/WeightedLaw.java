package org.graphrestore.walk;

import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.random.Seeds;

/**
 * First order, by weight: {@code P(x | v) = w(v, x) / sum over y of w(v, y)}, whatever the way
 * taken before. On a graph without weights it is {@link UniformLaw}, draw for draw.
 *
 * <p>One draw a step, {@code r}: the column of v's alias table is the whole part of {@code r ·
 * d(v)} and the coin its fraction, which is uniform given the column. Exact to 2<sup>-32</sup> a
 * neighbour. Cost: three dependent loads a step, no allocation.
 */
public final class WeightedLaw implements TransitionLaw {
  @Override
  public WalkGraph prepare(AdjacencyBlock adjacency, boolean symmetric) {
    return WalkGraph.weighted(adjacency, symmetric, false);
  }

  @Override
  public int begin(WalkGraph graph, Walkers walkers) {
    int[] offsets = graph.adjacency().offsets();
    int[] targets = graph.adjacency().targets();
    long[] coins = graph.coins();
    long[] keys = walkers.keys();
    int[] steps = walkers.steps();
    int[] rows = walkers.rows();
    int[] next = walkers.next();
    int count = walkers.count();
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      int from = offsets[row];
      int degree = offsets[row + 1] - from;
      next[i] =
          degree == 0
              ? DEAD_END
              : neighbour(targets, coins, from, degree, Seeds.draw(keys[i], steps[i]));
    }

    return 0;
  }

  /**
   * Returns the neighbour of a draw.
   *
   * @param coins the alias tables, or null where all neighbours have the same probability
   * @param from position of the row's first arc
   * @param degree number of the row's arcs, at least 1
   */
  static int neighbour(int[] targets, long[] coins, int from, int degree, long draw) {
    int arc = from + Seeds.bounded(draw, degree);
    if (coins == null) {
      return targets[arc];
    }

    long coin = coins[arc];
    long fraction = (draw >>> 1) * (2L * degree);
    // A coin is seldom foreseen, so the choice is made by a mask and not by a branch.
    int mask = (int) (((fraction >>> 32) - (coin >>> 32)) >> 63);
    int other = (int) coin;
    return other ^ ((other ^ targets[arc]) & mask);
  }
}
