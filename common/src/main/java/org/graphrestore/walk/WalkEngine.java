package org.graphrestore.walk;

import java.util.Arrays;
import java.util.Iterator;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;

/**
 * Walks over a whole graph that is held in memory: the replicated engine.
 *
 * <p>A walk is a function of (graph, law, seed, hash of its start's original id, its number) and of
 * nothing else: the draws of walk {@code w} from start {@code u} have the key {@code key(seed,
 * WALK_STEP, hash(u), w)} and are counted by step. Which walks are made together, in which order
 * and by how many engines changes nothing.
 *
 * <p>A group of walkers steps together, so that their cache misses overlap; a walker that is done
 * leaves its place to the next walk. No allocation a step. Cost: what the law costs a step, and one
 * write. Not thread-safe: one engine a task, all on one shared graph.
 */
public final class WalkEngine {
  /** Walkers that step together: enough for the misses to overlap, few enough to stay in L1. */
  static final int GROUP = 64;

  private final WalkGraph graph;
  private final WholeGraphSteps stepping;
  private final WalkCounts counts;
  private final int length;
  private final int walksPerNode;
  private final long stepKey;
  private final Walkers walkers = new Walkers(GROUP);
  private final int[] walkOf = new int[GROUP];
  private final int[] position = new int[GROUP];
  private final InformationStop[] stops;

  /**
   * Makes an engine.
   *
   * @param graph what the law of these parameters has {@linkplain TransitionLaw#prepare prepared}
   *     of the out-neighbours of all nodes: the first row is node 0
   * @param params law, length and number of walks
   * @param seed the run's seed
   */
  public WalkEngine(WalkGraph graph, WalkParams params, long seed) {
    if (graph.adjacency().firstIndex() != 0) {
      throw new IllegalArgumentException(
          "The replicated engine needs the whole graph, but the first row is node "
              + graph.adjacency().firstIndex());
    }

    this.graph = graph;
    this.stepping = new WholeGraphSteps(graph, params.transitions());
    this.counts = new WalkCounts(params.length());
    this.length = params.length();
    this.walksPerNode = params.walksPerNode();
    this.stepKey = Seeds.key(seed, Purpose.WALK_STEP);
    this.stops = new InformationStop[params.stop().byInformation() ? GROUP : 0];
    Arrays.setAll(stops, place -> params.stop().ending());
  }

  /** Prepares a graph and makes an engine on it, where only one engine is needed. */
  public static WalkEngine of(
      AdjacencyBlock adjacency, boolean symmetric, WalkParams params, long seed) {
    return new WalkEngine(params.transitions().prepare(adjacency, symmetric), params, seed);
  }

  /**
   * Walks from a range of start nodes, lazily, in batches of about a million nodes.
   *
   * @param firstStart index of the first start node
   * @param startHashes hashes of the original ids of the starts, in order of index
   * @param selection which of their walks are made
   */
  public Iterator<WalkBatch> walks(long firstStart, long[] startHashes, WalkSelection selection) {
    return walks(firstStart, startHashes, selection, 0, walksPerNode);
  }

  /**
   * One walk of every start of a range, as {@link #walks}.
   *
   * @param number which of its walks
   */
  public Iterator<WalkBatch> round(long firstStart, long[] startHashes, int number) {
    if (number < 0 || number >= walksPerNode) {
      throw new IllegalArgumentException(
          "Walk " + number + " of a node is none of its " + walksPerNode);
    }

    return walks(firstStart, startHashes, WalkSelection.all(), number, number + 1);
  }

  private Iterator<WalkBatch> walks(
      long firstStart, long[] startHashes, WalkSelection selection, int number, int endNumber) {
    if (firstStart < 0 || firstStart + startHashes.length > graph.adjacency().rows()) {
      throw new IllegalArgumentException(
          "Starts "
              + firstStart
              + " .. "
              + (firstStart + startHashes.length - 1)
              + " are not nodes of a graph of "
              + graph.adjacency().rows());
    }

    return new WalkBatches(
        this, Math.toIntExact(firstStart), startHashes, selection, number, endNumber);
  }

  /** Returns what this engine has counted so far. */
  public WalkCounts counts() {
    return counts;
  }

  int length() {
    return length;
  }

  int walksPerNode() {
    return walksPerNode;
  }

  /** Makes one walk a place of the arrays, the first {@code count} of them. */
  WalkBatch walk(int[] starts, long[] startHashes, int[] walkNumbers, int count) {
    int[] nodes = new int[Math.multiplyExact(count, length)];
    int[] offsets = new int[count + 1];
    int started = 0;
    while (started < count && started < GROUP) {
      walkers.add(key(startHashes[started], walkNumbers[started]), starts[started]);
      begin(started, started, starts, nodes);
      started++;
    }

    int last = length - 1;
    long trialsBefore = stepping.trials();
    long rejectionsBefore = stepping.rejections();
    while (walkers.count() > 0) {
      stepping.step(walkers);
      int[] next = walkers.next();
      int[] steps = walkers.steps();
      for (int i = walkers.count() - 1; i >= 0; i--) {
        int node = next[i];
        if (node >= 0) {
          nodes[position[i]++] = node;
          walkers.advance(i);
          if (steps[i] < last && (stops.length == 0 || !stops[i].add(node))) {
            continue;
          }
        } else {
          counts.deadEnd();
        }

        int walk = walkOf[i];
        offsets[walk + 1] = position[i] - walk * length;
        counts.walk(offsets[walk + 1]);
        if (started < count) {
          walkers.set(i, key(startHashes[started], walkNumbers[started]), starts[started]);
          begin(i, started, starts, nodes);
          started++;
        } else {
          walkers.remove(i);
          walkOf[i] = walkOf[walkers.count()];
          position[i] = position[walkers.count()];
          exchangeStops(i, walkers.count());
        }
      }
    }

    counts.trials(stepping.trials() - trialsBefore, stepping.rejections() - rejectionsBefore);
    return new WalkBatch(
        Arrays.copyOf(startHashes, count),
        Arrays.copyOf(walkNumbers, count),
        offsets,
        close(nodes, offsets));
  }

  private void begin(int place, int walk, int[] starts, int[] nodes) {
    walkOf[place] = walk;
    position[place] = walk * length + 1;
    nodes[walk * length] = starts[walk];
    if (stops.length > 0) {
      stops[place].begin(starts[walk]);
    }
  }

  private void exchangeStops(int one, int other) {
    if (stops.length > 0) {
      InformationStop stop = stops[one];
      stops[one] = stops[other];
      stops[other] = stop;
    }
  }

  private long key(long startHash, int walkNumber) {
    return Seeds.absorb(Seeds.absorb(stepKey, startHash), walkNumber);
  }

  /** Turns lengths into offsets and closes the gaps that short walks leave. */
  private int[] close(int[] nodes, int[] offsets) {
    int end = 0;
    for (int walk = 0; walk < offsets.length - 1; walk++) {
      int walkLength = offsets[walk + 1];
      System.arraycopy(nodes, walk * length, nodes, end, walkLength);
      end += walkLength;
      offsets[walk + 1] = end;
    }

    return end == nodes.length ? nodes : Arrays.copyOf(nodes, end);
  }
}
