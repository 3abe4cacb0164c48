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
 * <p>Cost: what the law costs a step, and some 30 bytes a journey and 8 a step. Memory: the boxes.
 * Not thread-safe: one engine a task.
 */
public final class BlockEngine {
  /** Walkers that step together: more than in {@link WalkEngine}, since hardly one stays. */
  private static final int GROUP = 128;

  /** Most candidates that travel with a walker while they hang on an arc. */
  private static final int QUESTIONS = 4;

  private final BlockMoves moves;
  private final WalkGraph graph;
  private final TransitionLaw law;
  private final WalkCounts counts;
  private final Walkers walkers = Walkers.onBlock(GROUP);
  private final int[] walkOf = new int[GROUP];
  private final OpenQuestions questions = new OpenQuestions(GROUP, QUESTIONS);
  private final Travellers again;
  private final QuestionDesk desk;

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
    this.moves = new BlockMoves(graph, rows, placement, wave, params);
    this.graph = graph;
    this.law = moves.law();
    this.counts = moves.counts();
    this.again = new Travellers(params.restart() > 0);
    this.desk = new QuestionDesk(moves, again, GROUP);
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
    desk.receive(arrivals, out);
    walkAgain(out);
    walk(arrivals, out);
    walk(moves.ready(), out);
    moves.ready().clear();
  }

  /** Walks with those that are not in the middle of a step. */
  private void walk(Travellers from, Outbox out) {
    int next = 0;
    while (next < from.size() || walkers.count() > 0) {
      for (; next < from.size() && walkers.count() < GROUP; next++) {
        if (!from.inMiddle(next)) {
          enter(from, next);
        }
      }

      questions.clear();
      tryOn(law.begin(graph, walkers));
      settle(out);
    }
  }

  /** Steps with the walkers that are back at their node after all their candidates failed. */
  private void walkAgain(Outbox out) {
    int next = 0;
    while (next < again.size()) {
      int count = Math.min(GROUP, again.size() - next);
      for (int i = 0; i < count; i++) {
        enter(again, next + i);
        law.again(graph, walkers, i);
        walkers.trials()[i] = again.trials(next + i);
        walkers.pending()[i] = i;
      }

      next += count;
      questions.clear();
      tryOn(count);
      settle(out);
      for (int i = walkers.count() - 1; i >= 0; i--) {
        moves
            .ready()
            .add(
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
    int node = from.current(a);
    walkOf[walkers.count()] = from.walk(a);
    walkers.add(
        from.key(a), from.step(a), from.previous(a), node, from.start(a), moves.rowOf(node));
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
        if (moves.isKnown(before, candidate)) {
          asked.move(j, known);
          moves.search(asked, known, before, candidate);
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
        moves.leaveNode(walkOf[i], steps[i] + 1, node, out);
        walkers.advance(i);
        int row = moves.rowOf(node);
        walkers.rows()[i] = row;
        if (row >= 0 && moves.goesOn(steps[i])) {
          counts.localMoves(1);
          continue;
        }

        if (moves.goesOn(steps[i])) {
          moves.go(
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
    Travellers box = moves.toAsk(before, questions.first(i), out);
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

  private void remove(int place) {
    walkers.remove(place);
    walkOf[place] = walkOf[walkers.count()];
  }
}
