package org.graphrestore.walk;

import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;

/**
 * Walks on one block of a graph: the partitioned engine. A walker steps on while its nodes' rows
 * are in the block; one that leaves is put into the {@link Outbox}, and the nodes that it stepped
 * to are left for its home. The walks are those of {@link WalkEngine}, bit for bit, for they are a
 * function of the graph, the law, the seed and the start alone.
 *
 * <p>Second order: whether there is an arc from the node before, {@code t}, to a candidate {@code
 * x} is known where t's row is, and in a symmetric graph where x's row is too. If that is not here,
 * the walker goes on drawing until a candidate needs no arc or {@value #QUESTIONS} questions are
 * open, and travels with them: to x where a candidate without the arc is likely to be accepted and
 * the walker has to go anyway, else to t, where one row answers all of them. If none is accepted it
 * comes back to try again, with the number of the trials made.
 *
 * <p>Cost: what the law costs a step, and some 30 bytes a journey and 12 a step. Memory: the boxes.
 * Not thread-safe: one engine a task.
 */
public final class BlockEngine {
  /** Walkers that step together, as in {@link WalkEngine}. */
  private static final int GROUP = WalkEngine.GROUP;

  /** Most candidates that travel with a walker while they hang on an arc. */
  private static final int QUESTIONS = 4;

  private final WalkGraph graph;
  private final ArcFilter filter;
  private final BlockRows rows;
  private final Placement placement;
  private final WaveLayout wave;
  private final TransitionLaw law;
  private final int last;
  private final WalkCounts counts;
  private final Walkers walkers = Walkers.onBlock(GROUP);
  private final int[] walkOf = new int[GROUP];
  private final OpenQuestions questions = new OpenQuestions(GROUP, QUESTIONS);
  private final Travellers ready;
  private final Travellers again;
  private final Walkers asking = Walkers.onBlock(1);
  private final ArcTests tests = new ArcTests(GROUP);
  private final int[] askers = new int[GROUP];
  private final int[] trialsOf = new int[GROUP];
  private final int[] nextCandidates = new int[GROUP];
  private final int[] endCandidates = new int[GROUP];

  /**
   * Makes an engine.
   *
   * @param graph what the law has prepared of the block's rows
   * @param rows which nodes they are
   * @param placement where all nodes are
   * @param wave the wave of the walks
   * @param params law and length
   */
  public BlockEngine(
      WalkGraph graph, BlockRows rows, Placement placement, WaveLayout wave, WalkParams params) {
    this.graph = graph;
    this.filter = graph.filter();
    this.rows = rows;
    this.placement = placement;
    this.wave = wave;
    this.law = params.transitions();
    this.last = params.length() - 1;
    boolean withStarts = params.restart() > 0;
    this.counts = new WalkCounts(params.length());
    this.ready = new Travellers(withStarts);
    this.again = new Travellers(withStarts);
  }

  /**
   * Sends the walkers of a home off: the first round of a wave, which needs no block.
   *
   * @param startHashes hashes of the original ids of the home's starts in this wave
   * @param selection which walks are made
   * @param seed the run's seed
   */
  public static void start(
      WaveLayout wave,
      int home,
      long[] startHashes,
      WalkSelection selection,
      long seed,
      Placement placement,
      Outbox out) {
    long stepKey = Seeds.key(seed, Purpose.WALK_STEP);
    int first = (int) wave.firstStart(home);
    for (int row = 0; row < startHashes.length; row++) {
      long key = Seeds.absorb(stepKey, startHashes[row]);
      Travellers box = out.to(placement.blockOf(first + row));
      for (int number = 0; number < wave.walksPerNode(); number++) {
        if (selection.contains(startHashes[row], number)) {
          box.add(
              Seeds.absorb(key, number),
              wave.walk(home, row, number),
              0,
              Walkers.NO_NODE,
              first + row,
              first + row);
        }
      }
    }
  }

  /** Returns what this engine has counted: not walks and lengths, which are known at home. */
  public WalkCounts counts() {
    return counts;
  }

  /** Walks with those that have arrived until all have left or are done. */
  public void run(Travellers arrivals, Outbox out) {
    receive(arrivals, out);
    walkAgain(out);
    int next = 0;
    while (next < ready.size() || walkers.count() > 0) {
      while (next < ready.size() && walkers.count() < GROUP) {
        enter(ready, next);
        next++;
      }

      questions.clear();
      tryOn(law.begin(graph, walkers));
      settle(out);
    }

    ready.clear();
  }

  /** Sorts out what has arrived: walkers that go on, walkers that try again, and questions. */
  private void receive(Travellers arrivals, Outbox out) {
    int middle = 0;
    int candidate = 0;
    int open = 0;
    for (int a = 0; a < arrivals.size(); a++) {
      if (arrivals.steps()[a] >= 0) {
        ready.add(
            arrivals.keys()[a],
            arrivals.walks()[a],
            arrivals.steps()[a],
            arrivals.previous()[a],
            arrivals.current()[a],
            arrivals.start(a));
        continue;
      }

      askers[open] = a;
      trialsOf[open] = arrivals.trials()[middle];
      nextCandidates[open] = candidate;
      candidate += arrivals.counts()[middle];
      endCandidates[open] = candidate;
      middle++;
      open++;
      while (open == GROUP) {
        open = answer(arrivals, open, out);
      }
    }

    while (open > 0) {
      open = answer(arrivals, open, out);
    }
  }

  /**
   * Decides about the next candidate of every walker of a group that asks, as far as that can be
   * done here; all arcs of the group are looked up together.
   *
   * @return how many walkers are left, whose candidate was rejected; they are the first ones
   */
  private int answer(Travellers from, int open, Outbox out) {
    tests.clear();
    for (int j = 0; j < open; j++) {
      int c = nextCandidates[j];
      int a = askers[j];
      if (c == endCandidates[j]) {
        comeBack(from, a, trialsOf[j], out);
      } else if (from.heights()[c] == Travellers.SURE) {
        accept(from, a, from.nodes()[c], out);
      } else if (!isKnown(from.previous()[a], from.nodes()[c])) {
        forward(from, a, trialsOf[j], c, endCandidates[j], out);
      } else {
        keep(j, tests.count());
        search(tests, tests.count(), from.previous()[a], from.nodes()[c]);
        tests.add(j);
      }
    }

    tests.search(graph.adjacency().targets());
    int left = 0;
    for (int j = 0; j < tests.count(); j++) {
      int a = askers[j];
      int c = nextCandidates[j];
      asking.previous()[0] = from.previous()[a];
      asking.current()[0] = from.current()[a];
      asking.next()[0] = from.nodes()[c];
      asking.heights()[0] = from.heights()[c];
      if (law.accepts(graph, asking, 0, tests.place(j, graph.adjacency().targets()))) {
        accept(from, a, from.nodes()[c], out);
      } else {
        counts.trials(0, 1);
        nextCandidates[j]++;
        keep(j, left++);
      }
    }

    return left;
  }

  /** Moves a walker that asks to the front, to a place not after its own. */
  private void keep(int asker, int place) {
    askers[place] = askers[asker];
    trialsOf[place] = trialsOf[asker];
    nextCandidates[place] = nextCandidates[asker];
    endCandidates[place] = endCandidates[asker];
  }

  /** Says where an arc that is known here is looked for. The row has arcs: a walker came by one. */
  private void search(ArcTests questionsHere, int question, int before, int candidate) {
    int[] offsets = graph.adjacency().offsets();
    int row = rows.rowOf(before);
    int value = candidate;
    if (row < 0) {
      row = rows.rowOf(candidate);
      value = before;
    }

    int from = offsets[row];
    int end = offsets[row + 1];
    boolean perhaps =
        filter == null || end - from < ArcFilter.LEAST_DEGREE || filter.mayHave(row, value);
    questionsHere.range(question, from, end, value, perhaps);
  }

  private void accept(Travellers from, int a, int candidate, Outbox out) {
    int step = from.steps()[a] & ~Travellers.FLAG;
    leaveNode(from.walks()[a], step + 1, candidate, out);
    if (step + 1 < last) {
      go(
          from.keys()[a],
          from.walks()[a],
          step + 1,
          from.current()[a],
          candidate,
          from.start(a),
          out);
    }
  }

  /** Lets a walker whose candidates all failed go on trying, at its node. */
  private void comeBack(Travellers from, int a, int trials, Outbox out) {
    int node = from.current()[a];
    boolean here = rows.rowOf(node) >= 0;
    counts.journeys(here ? 0 : 1);
    copyMiddle(from, a, trials, here ? again : out.to(placement.blockOf(node)));
  }

  private void forward(Travellers from, int a, int trials, int first, int end, Outbox out) {
    Travellers box = out.to(whereToAsk(from.previous()[a], from.nodes()[first]));
    copyMiddle(from, a, trials, box);
    for (int c = first; c < end; c++) {
      box.addCandidate(from.nodes()[c], from.heights()[c]);
    }

    counts.journeys(1);
  }

  private static void copyMiddle(Travellers from, int a, int trials, Travellers box) {
    box.addInMiddle(
        from.keys()[a],
        from.walks()[a],
        from.steps()[a] & ~Travellers.FLAG,
        from.previous()[a],
        from.current()[a],
        from.start(a),
        trials);
  }

  /** Steps with the walkers that are back at their node after all their candidates failed. */
  private void walkAgain(Outbox out) {
    int next = 0;
    while (next < again.size()) {
      int count = Math.min(GROUP, again.size() - next);
      for (int i = 0; i < count; i++) {
        enter(again, next + i);
        law.again(graph, walkers, i);
        walkers.trials()[i] = again.trials()[next + i];
        walkers.pending()[i] = i;
      }

      next += count;
      questions.clear();
      tryOn(count);
      settle(out);
      for (int i = walkers.count() - 1; i >= 0; i--) {
        ready.add(
            walkers.keys()[i],
            walkOf[i],
            walkers.steps()[i],
            walkers.previous()[i],
            walkers.current()[i],
            walkers.starts()[i]);
        walkers.remove(i);
      }
    }

    again.clear();
  }

  private void enter(Travellers from, int a) {
    int node = from.current()[a];
    walkOf[walkers.count()] = from.walks()[a];
    walkers.add(
        from.keys()[a],
        from.steps()[a] & ~Travellers.FLAG,
        from.previous()[a],
        node,
        from.start(a),
        rows.rowOf(node));
  }

  /** Tries until every pending walker has a next node, or has as many questions as may travel. */
  private void tryOn(int pendingCount) {
    int[] pending = walkers.pending();
    ArcTests asked = walkers.tests();
    int count = pendingCount;
    while (count > 0) {
      int left = law.attempt(graph, walkers, count);
      counts.trials(count, left);
      int known = 0;
      for (int j = 0; j < asked.count(); j++) {
        int i = asked.walker(j);
        int before = walkers.previous()[i];
        int candidate = walkers.next()[i];
        if (isKnown(before, candidate)) {
          asked.move(j, known);
          search(asked, known, before, candidate);
          known++;
        } else {
          questions.add(i, candidate, walkers.heights()[i]);
          pending[left] = i;
          left += questions.full(i) ? 0 : 1;
        }
      }

      asked.retain(known);
      asked.search(graph.adjacency().targets());
      for (int j = 0; j < known; j++) {
        int i = asked.walker(j);
        boolean accepted =
            law.accepts(graph, walkers, i, asked.place(j, graph.adjacency().targets()));
        counts.trials(0, accepted ? 0 : 1);
        pending[left] = i;
        left += accepted ? 0 : 1;
      }

      count = left;
    }
  }

  private boolean isKnown(int before, int candidate) {
    return rows.rowOf(before) >= 0 || (graph.symmetric() && rows.rowOf(candidate) >= 0);
  }

  private int whereToAsk(int before, int candidate) {
    return placement.blockOf(graph.symmetric() && law.prefersNoArc() ? candidate : before);
  }

  /** Moves every walker of the group: on in this block, to another one, or out. */
  private void settle(Outbox out) {
    int[] next = walkers.next();
    int[] steps = walkers.steps();
    for (int i = walkers.count() - 1; i >= 0; i--) {
      if (questions.any(i)) {
        ask(i, out);
        remove(i);
      } else if (next[i] == TransitionLaw.DEAD_END) {
        counts.deadEnd();
        remove(i);
      } else {
        int node = next[i];
        leaveNode(walkOf[i], steps[i] + 1, node, out);
        walkers.advance(i);
        int row = rows.rowOf(node);
        walkers.rows()[i] = row;
        if (row >= 0 && steps[i] < last) {
          counts.localMoves(1);
          continue;
        }

        if (steps[i] < last) {
          go(
              walkers.keys()[i],
              walkOf[i],
              steps[i],
              walkers.previous()[i],
              node,
              walkers.starts()[i],
              out);
        }

        remove(i);
      }
    }
  }

  /**
   * Sends a walker off with its questions, and with the candidate that needs none, if it has one.
   */
  private void ask(int i, Outbox out) {
    int before = walkers.previous()[i];
    Travellers box = out.to(whereToAsk(before, questions.first(i)));
    box.addInMiddle(
        walkers.keys()[i],
        walkOf[i],
        walkers.steps()[i],
        before,
        walkers.current()[i],
        walkers.starts()[i],
        walkers.trials()[i]);
    questions.copyTo(box, i);
    if (!questions.full(i)) {
      box.addCandidate(walkers.next()[i], Travellers.SURE);
    }

    counts.journeys(1);
  }

  /** Lets a walker go on from its node, here or in the node's block. */
  private void go(long key, int walk, int step, int before, int node, int start, Outbox out) {
    boolean here = rows.rowOf(node) >= 0;
    Travellers box = here ? ready : out.to(placement.blockOf(node));
    box.add(key, walk, step, before, node, start);
    counts.localMoves(here ? 1 : 0);
    counts.journeys(here ? 0 : 1);
  }

  private void leaveNode(int walk, int place, int node, Outbox out) {
    out.of(wave.homeOf(walk)).add(walk, place, node);
  }

  private void remove(int place) {
    walkers.remove(place);
    walkOf[place] = walkOf[walkers.count()];
  }
}
