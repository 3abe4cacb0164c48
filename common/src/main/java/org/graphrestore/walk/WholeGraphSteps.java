package org.graphrestore.walk;

/**
 * Steps on a graph that is whole: every arc that a law of second order asks for is at hand, and the
 * answers of a group are looked up together.
 */
final class WholeGraphSteps {
  private final WalkGraph graph;
  private final TransitionLaw law;
  private final HubBits hubs;
  private final ArcFilter filter;
  private long trials;
  private long rejections;

  WholeGraphSteps(WalkGraph graph, TransitionLaw law) {
    this.graph = graph;
    this.law = law;
    this.hubs = graph.hubs();
    this.filter = graph.filter();
  }

  /** Draws the next node of every walker. */
  void step(Walkers walkers) {
    int pending = law.begin(graph, walkers);
    while (pending > 0) {
      trials += pending;
      pending = decide(walkers, law.attempt(graph, walkers, pending));
      rejections += pending;
    }
  }

  /** Returns how many candidates were drawn by trial. */
  long trials() {
    return trials;
  }

  /** Returns how many of them were rejected. */
  long rejections() {
    return rejections;
  }

  /** Looks up the arcs that decide, and adds the walkers that are rejected to those pending. */
  private int decide(Walkers walkers, int pendingCount) {
    ArcTests tests = walkers.tests();
    int left = hubs == null ? pendingCount : decideHubs(walkers, pendingCount);
    int count = tests.count();
    if (count == 0) {
      return left;
    }

    int[] offsets = graph.adjacency().offsets();
    int[] targets = graph.adjacency().targets();
    boolean symmetric = graph.symmetric();
    int[] previous = walkers.previous();
    int[] next = walkers.next();
    int[] pending = walkers.pending();
    for (int j = 0; j < count; j++) {
      int i = tests.walker(j);
      int value = next[i];
      int from = offsets[previous[i]];
      int end = offsets[previous[i] + 1];
      if (symmetric) {
        int otherFrom = offsets[value];
        int otherEnd = offsets[value + 1];
        if (otherEnd - otherFrom < end - from) {
          from = otherFrom;
          end = otherEnd;
          value = previous[i];
        }
      }

      boolean perhaps =
          filter == null || end - from < ArcFilter.LEAST_DEGREE || filter.mayHave(from, end, value);
      tests.range(j, from, end, value, perhaps);
    }

    tests.search(targets);
    for (int j = 0; j < count; j++) {
      int i = tests.walker(j);
      pending[left] = i;
      left += law.accepts(graph, walkers, i, tests.place(j, targets)) ? 0 : 1;
    }

    return left;
  }

  /** Decides where a hub is concerned, by one bit; the other questions stay. */
  private int decideHubs(Walkers walkers, int pendingCount) {
    ArcTests tests = walkers.tests();
    boolean symmetric = graph.symmetric();
    int[] previous = walkers.previous();
    int[] next = walkers.next();
    int[] pending = walkers.pending();
    int left = pendingCount;
    int kept = 0;
    for (int j = 0; j < tests.count(); j++) {
      int i = tests.walker(j);
      boolean hubBefore = hubs.isHub(previous[i]);
      if (!hubBefore && !(symmetric && hubs.isHub(next[i]))) {
        tests.move(j, kept++);
        continue;
      }

      boolean there =
          hubBefore ? hubs.hasArc(previous[i], next[i]) : hubs.hasArc(next[i], previous[i]);
      pending[left] = i;
      left += law.accepts(graph, walkers, i, there ? 0 : -1) ? 0 : 1;
    }

    tests.retain(kept);
    return left;
  }
}
