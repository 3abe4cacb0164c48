package org.graphrestore.walk;

/**
 * Receives the walkers that arrive at a block of the partitioned engine in the middle of a step:
 * decides about their candidates where the arcs are known here, sends those on that ask for others,
 * and those back whose candidates have all failed. Not thread-safe.
 */
final class QuestionDesk {
  private final BlockMoves moves;
  private final Travellers again;
  private final int group;
  private final ArcTests tests;
  private final int[] askers;
  private final int[] trials;
  private final int[] next;
  private final int[] ends;
  private final Walkers asking = Walkers.onBlock(1);

  /**
   * Opens it.
   *
   * @param again takes the walkers that are back at their node, in this block
   * @param group walkers whose arcs are looked up together
   */
  QuestionDesk(BlockMoves moves, Travellers again, int group) {
    this.moves = moves;
    this.again = again;
    this.group = group;
    this.tests = new ArcTests(group);
    this.askers = new int[group];
    this.trials = new int[group];
    this.next = new int[group];
    this.ends = new int[group];
  }

  /** Deals with all walkers in the middle of a step; the others are left. */
  void receive(Travellers arrivals, Outbox out) {
    int middle = 0;
    int candidate = 0;
    int open = 0;
    for (int a = 0; a < arrivals.size(); a++) {
      if (!arrivals.inMiddle(a)) {
        continue;
      }

      askers[open] = a;
      trials[open] = arrivals.trials(middle);
      next[open] = candidate;
      candidate += arrivals.candidates(middle);
      ends[open] = candidate;
      middle++;
      open++;
      while (open == group) {
        open = answer(arrivals, open, out);
      }
    }

    while (open > 0) {
      open = answer(arrivals, open, out);
    }
  }

  /**
   * Decides about the next candidate of every walker of a group, as far as that can be done here;
   * all arcs of the group are looked up together.
   *
   * @return how many walkers are left, whose candidate was rejected; they are the first ones
   */
  private int answer(Travellers from, int open, Outbox out) {
    tests.clear();
    for (int j = 0; j < open; j++) {
      int c = next[j];
      int a = askers[j];
      if (c == ends[j]) {
        comeBack(from, a, trials[j], out);
      } else if (from.height(c) == Travellers.SURE) {
        accept(from, a, from.node(c), out);
      } else if (!moves.isKnown(from.previous(a), from.node(c))) {
        forward(from, j, out);
      } else {
        keep(j, tests.count());
        moves.search(tests, tests.count(), from.previous(a), from.node(c));
        tests.add(j);
      }
    }

    int[] targets = moves.graph().adjacency().targets();
    tests.search(targets);
    int left = 0;
    for (int j = 0; j < tests.count(); j++) {
      int a = askers[j];
      int c = next[j];
      asking.previous()[0] = from.previous(a);
      asking.current()[0] = from.current(a);
      asking.next()[0] = from.node(c);
      asking.heights()[0] = from.height(c);
      if (moves.law().accepts(moves.graph(), asking, 0, tests.place(j, targets))) {
        accept(from, a, from.node(c), out);
      } else {
        moves.counts().trials(0, 1);
        next[j]++;
        keep(j, left++);
      }
    }

    return left;
  }

  /** Moves a walker that asks to the front, to a place not after its own. */
  private void keep(int asker, int place) {
    askers[place] = askers[asker];
    trials[place] = trials[asker];
    next[place] = next[asker];
    ends[place] = ends[asker];
  }

  private void accept(Travellers from, int a, int candidate, Outbox out) {
    int step = from.step(a) + 1;
    int walk = from.walk(a);
    moves.leaveNode(walk, step, candidate, out);
    if (moves.goesOn(step)) {
      moves.go(from.key(a), walk, step, from.current(a), candidate, from.start(a), out);
    }
  }

  /** Lets a walker whose candidates all failed go on trying, at its node. */
  private void comeBack(Travellers from, int a, int trialsMade, Outbox out) {
    int node = from.current(a);
    boolean here = moves.rowOf(node) >= 0;
    moves.counts().journeys(here ? 0 : 1);
    (here ? again : moves.towards(node, out)).addInMiddle(from, a, trialsMade);
  }

  /** Sends a walker on with the candidates that are left. */
  private void forward(Travellers from, int j, Outbox out) {
    Travellers box = moves.toAsk(from.previous(askers[j]), from.node(next[j]), out);
    box.addInMiddle(from, askers[j], trials[j]);
    for (int c = next[j]; c < ends[j]; c++) {
      box.addCandidate(from.node(c), from.height(c));
    }

    moves.counts().journeys(1);
  }
}
