package org.graphrestore.walk;

import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.random.Seeds;

/**
 * A walk with restart: before every step it goes back to its start with probability {@code c},
 * otherwise it steps by another law (Tong, Faloutsos and Pan, "Fast random walk with restart and
 * its applications", ICDM 2006). A restart is a step and its start is a node of the walk. A walk
 * that meets a dead end elsewhere restarts; one whose start leads nowhere ends. A restart forgets
 * where the walk came from, so that a second-order law begins anew.
 *
 * <p>One more draw a step, with the counter {@code step + 2^61}.
 */
public final class RestartLaw implements TransitionLaw {
  private static final long RESTART_DRAW = 1L << 61;
  private static final int UNDECIDED = -2;

  private final TransitionLaw law;
  private final double restart;

  /**
   * Makes the law.
   *
   * @param law the law of the other steps
   * @param restart probability of a restart, above 0 and below 1
   */
  public RestartLaw(TransitionLaw law, double restart) {
    this.law = law;
    this.restart = restart;
  }

  @Override
  public WalkGraph prepare(AdjacencyBlock adjacency, boolean symmetric) {
    return law.prepare(adjacency, symmetric);
  }

  @Override
  public int begin(WalkGraph graph, Walkers walkers) {
    int count = law.begin(graph, walkers);
    int[] pending = walkers.pending();
    int[] next = walkers.next();
    for (int j = 0; j < count; j++) {
      next[pending[j]] = UNDECIDED;
    }

    restart(walkers);
    int left = 0;
    for (int j = 0; j < count; j++) {
      int i = pending[j];
      pending[left] = i;
      left += next[i] == UNDECIDED ? 1 : 0;
    }

    return left;
  }

  private void restart(Walkers walkers) {
    long[] keys = walkers.keys();
    int[] steps = walkers.steps();
    int[] current = walkers.current();
    int[] next = walkers.next();
    int[] starts = walkers.starts();
    for (int i = 0; i < walkers.count(); i++) {
      boolean stuck = next[i] == DEAD_END;
      boolean home = current[i] == starts[i];
      if ((stuck && home)
          || (!stuck && Seeds.unit(Seeds.draw(keys[i], steps[i] + RESTART_DRAW)) >= restart)) {
        continue;
      }

      next[i] = starts[i];
      current[i] = Walkers.NO_NODE;
    }
  }

  @Override
  public void again(WalkGraph graph, Walkers walkers, int place) {
    law.again(graph, walkers, place);
  }

  @Override
  public int attempt(WalkGraph graph, Walkers walkers, int count) {
    return law.attempt(graph, walkers, count);
  }

  @Override
  public boolean accepts(WalkGraph graph, Walkers walkers, int place, int arc) {
    return law.accepts(graph, walkers, place, arc);
  }

  @Override
  public boolean prefersNoArc() {
    return law.prefersNoArc();
  }
}
