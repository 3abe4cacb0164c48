package org.graphrestore.walk;

import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.random.Seeds;

/**
 * Second order, exactly (Grover and Leskovec, "node2vec: scalable feature learning for networks",
 * KDD 2016, section 3.2): on the way from {@code t} to {@code v},
 *
 * <pre>
 * P(x | t, v)  is proportional to  w(v, x) · α(t, x)
 * α(t, x)      = 1/p if x = t;  1 if there is an arc t → x;  1/q otherwise
 * </pre>
 *
 * <p>The first step has no {@code t} and is drawn by weight alone. The arc that is asked for leads
 * from t to x on directed graphs too (SNAP's program asks for x → t).
 *
 * <p>By rejection (Yang, Zhang, Chen, Chen and Liu, "KnightKing: a fast distributed graph random
 * walk engine", SOSP 2019, sections 4.2 and 5.2): a candidate is drawn by weight and accepted with
 * probability {@code α / m}, {@code m = max(1, 1/q)}; below the smallest α it is accepted before
 * anything is looked up. Where {@code 1/p > m} the surplus {@code w(v, t) · (1/p - m)} of the
 * return arc is an area of its own beside the others, so that one arc does not raise the bound of
 * all. A trial whose arc is not there (a directed graph may have no arc back) is rejected, which
 * leaves the law as it is. No table a pair of arcs; hubs are whole.
 *
 * <p>Draws: trial {@code j} of step {@code s} uses the counters {@code s + j · 2^32} and, by
 * weight, also {@code 2^62} more. Expected cost: {@code m / mean α} trials a step, each with at
 * most one bisection of the shorter of two rows. No allocation.
 */
public final class Node2vecLaw implements TransitionLaw {
  private static final long TRIAL = 1L << 32;
  private static final long SECOND_DRAW = 1L << 62;

  private final double most;
  private final double back;
  private final double least;
  private final double nearOrFar;
  private final double surplus;
  private final boolean nearWins;

  /**
   * Makes the law.
   *
   * @param p how unlikely a return is, above 0
   * @param q how unlikely it is to go away, above 0
   */
  public Node2vecLaw(double p, double q) {
    this.most = Math.max(1, 1 / q);
    this.back = Math.min(1 / p, most);
    this.nearOrFar = Math.min(1, 1 / q);
    this.least = Math.min(back, nearOrFar);
    this.surplus = Math.max(0, 1 / p - most);
    this.nearWins = q > 1;
  }

  @Override
  public WalkGraph prepare(AdjacencyBlock adjacency, boolean symmetric) {
    return WalkGraph.weighted(adjacency, symmetric, surplus > 0).withHubs();
  }

  @Override
  public int begin(WalkGraph graph, Walkers walkers) {
    AdjacencyBlock adjacency = graph.adjacency();
    int[] offsets = adjacency.offsets();
    int[] targets = adjacency.targets();
    int[] rows = walkers.rows();
    int[] previous = walkers.previous();
    int[] next = walkers.next();
    int[] trials = walkers.trials();
    int[] pending = walkers.pending();
    int count = 0;
    for (int i = 0; i < walkers.count(); i++) {
      int from = offsets[rows[i]];
      int degree = offsets[rows[i] + 1] - from;
      if (degree <= 1) {
        next[i] = degree == 0 ? DEAD_END : targets[from];
      } else if (previous[i] == Walkers.NO_NODE) {
        long draw = Seeds.draw(walkers.keys()[i], walkers.steps()[i]);
        next[i] = WeightedLaw.neighbour(targets, graph.coins(), from, degree, draw);
      } else {
        again(graph, walkers, i);
        trials[i] = 0;
        pending[count++] = i;
      }
    }

    return count;
  }

  @Override
  public void again(WalkGraph graph, Walkers walkers, int place) {
    if (surplus > 0 && graph.coins() != null) {
      walkers.surpluses()[place] =
          surplusOf(graph, walkers.rows()[place], walkers.previous()[place]);
    }
  }

  @Override
  public int attempt(WalkGraph graph, Walkers walkers, int count) {
    return graph.coins() == null
        ? tryUniform(graph, walkers, count)
        : tryWeighted(graph, walkers, count);
  }

  @Override
  public boolean accepts(WalkGraph graph, Walkers walkers, int place, int arc) {
    return (arc >= 0) == nearWins;
  }

  @Override
  public boolean prefersNoArc() {
    return !nearWins;
  }

  /** Returns the return arc's surplus in units of the row's whole weight; 0 where it is missing. */
  private double surplusOf(WalkGraph graph, int row, int previous) {
    int[] offsets = graph.adjacency().offsets();
    int arc =
        WalkGraph.place(graph.adjacency().targets(), offsets[row], offsets[row + 1], previous);
    return arc < 0 ? 0 : graph.adjacency().weights()[arc] * surplus / graph.sums()[row];
  }

  /**
   * Draws a candidate for every pending walker where all weights are 1. Walkers whose candidate is
   * accepted leave; returns how many are left without an arc to test.
   *
   * <p>Draws, loads and decisions are loops of their own: nothing that a load depends on waits for
   * the outcome of another one, so that the loads of a group overlap.
   */
  private int tryUniform(WalkGraph graph, Walkers walkers, int count) {
    double extra = surplus / most;
    drawArcs(graph, walkers, count, extra);
    int[] targets = graph.adjacency().targets();
    int[] previous = walkers.previous();
    int[] next = walkers.next();
    int[] pending = walkers.pending();
    int[] positions = walkers.positions();
    double[] heights = walkers.heights();
    ArcTests tests = walkers.tests();
    tests.clear();
    for (int j = 0; j < count; j++) {
      next[pending[j]] = targets[positions[j]];
    }

    int left = 0;
    for (int j = 0; j < count; j++) {
      int i = pending[j];
      double height = heights[i];
      if (height < least) {
        continue;
      }

      if (height >= most && extra > 0) {
        if (graph.symmetric() || graph.hasArc(walkers.rows()[i], previous[i])) {
          next[i] = previous[i];
        } else {
          pending[left++] = i;
        }
      } else if (next[i] == previous[i]) {
        if (height >= back) {
          pending[left++] = i;
        }
      } else if (height >= nearOrFar) {
        tests.add(i);
      }
    }

    return left;
  }

  /**
   * Draws the arc and the height of every pending walker; a height of at least {@code most} is in
   * the area of the return arc.
   */
  private void drawArcs(WalkGraph graph, Walkers walkers, int count, double extra) {
    int[] offsets = graph.adjacency().offsets();
    long[] keys = walkers.keys();
    int[] steps = walkers.steps();
    int[] rows = walkers.rows();
    int[] trials = walkers.trials();
    int[] pending = walkers.pending();
    int[] positions = walkers.positions();
    double[] heights = walkers.heights();
    for (int j = 0; j < count; j++) {
      int i = pending[j];
      int from = offsets[rows[i]];
      int degree = offsets[rows[i] + 1] - from;
      long counter = steps[i] + trials[i]++ * TRIAL;
      double area = Seeds.unit(Seeds.draw(keys[i], counter)) * (degree + extra);
      int column = Math.min((int) area, degree - 1);
      positions[j] = from + column;
      heights[i] = (area - column) * most;
    }
  }

  /** The same where weights differ: one draw for the candidate, one for the height. */
  private int tryWeighted(WalkGraph graph, Walkers walkers, int count) {
    int[] offsets = graph.adjacency().offsets();
    int[] targets = graph.adjacency().targets();
    long[] coins = graph.coins();
    long[] keys = walkers.keys();
    int[] steps = walkers.steps();
    int[] rows = walkers.rows();
    int[] previous = walkers.previous();
    int[] next = walkers.next();
    int[] trials = walkers.trials();
    int[] pending = walkers.pending();
    double[] heights = walkers.heights();
    ArcTests tests = walkers.tests();
    tests.clear();
    double[] surpluses = walkers.surpluses();
    int left = 0;
    for (int j = 0; j < count; j++) {
      int i = pending[j];
      int row = rows[i];
      int from = offsets[row];
      int degree = offsets[row + 1] - from;
      long counter = steps[i] + trials[i]++ * TRIAL;
      int candidate =
          WeightedLaw.neighbour(targets, coins, from, degree, Seeds.draw(keys[i], counter));
      double top = surplus > 0 ? most + surpluses[i] : most;
      double height = Seeds.unit(Seeds.draw(keys[i], counter + SECOND_DRAW)) * top;
      next[i] = candidate;
      if (height < least) {
        continue;
      }

      if (height >= most && surplus > 0) {
        next[i] = previous[i];
      } else if (candidate == previous[i]) {
        if (height >= back) {
          pending[left++] = i;
        }
      } else if (height >= nearOrFar) {
        heights[i] = height;
        tests.add(i);
      }
    }

    return left;
  }
}
