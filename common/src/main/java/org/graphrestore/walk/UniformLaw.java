package org.graphrestore.walk;

import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.random.Seeds;

/**
 * First order, uniform: {@code P(x | v) = 1 / d(v)} for every out-neighbour {@code x} of {@code v},
 * whatever the weights and the way taken before; the walk of DeepWalk (Perozzi, Al-Rfou and Skiena,
 * "DeepWalk: online learning of social representations", KDD 2014, algorithm 1).
 *
 * <p>One draw a step: {@code bounded(draw(key, step), d(v))} is the neighbour's place in ascending
 * order of index. Cost: two dependent loads a step, no allocation.
 */
public final class UniformLaw implements TransitionLaw {
  @Override
  public WalkGraph prepare(AdjacencyBlock adjacency, boolean symmetric) {
    return WalkGraph.unweighted(adjacency, symmetric);
  }

  @Override
  public int begin(WalkGraph graph, Walkers walkers) {
    int[] offsets = graph.adjacency().offsets();
    int[] targets = graph.adjacency().targets();
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
              : targets[from + Seeds.bounded(Seeds.draw(keys[i], steps[i]), degree)];
    }

    return 0;
  }
}
