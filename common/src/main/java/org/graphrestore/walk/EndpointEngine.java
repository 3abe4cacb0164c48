package org.graphrestore.walk;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;

/**
 * Samples of personalised PageRank: the node where a walk with restart ends (Tsitsulin, Mottin,
 * Karras and Müller, "VERSE: versatile graph embeddings from similarity measures", WWW 2018,
 * section 3.3). A walk makes one step and then goes on with probability alpha after every step, so
 * that the chance of k steps is (1 - alpha) alpha^(k-1); walks that end where they started say
 * nothing and are left out, and so are those of nodes without out-neighbours.
 *
 * <p>Sample {@code s} from start {@code u} is a function of (graph, law, seed, hash of u's id, s):
 * its key is {@code key(seed, ENDPOINT, hash(u), s)}, counted by step; the number of its steps is
 * drawn with a counter that no step has. Not thread-safe: one engine a task, on one shared graph.
 */
public final class EndpointEngine {
  private static final int GROUP = WalkEngine.GROUP;

  /** Samples of a batch: 1.5 MB. */
  private static final int BATCH = 1 << 16;

  private static final long LENGTH = 1L << 40;

  /** So many steps are never made: alpha = .99 goes that far once in 10^43 walks. */
  private static final int MOST_STEPS = 10_000;

  private final WalkGraph graph;
  private final TransitionLaw law;
  private final double logAlpha;
  private final long stepKey;
  private final Walkers walkers = new Walkers(GROUP);
  private final int[] lengths = new int[GROUP];

  /**
   * Makes an engine.
   *
   * @param graph what the law has {@linkplain TransitionLaw#prepare prepared} of all nodes
   * @param law a law of first order
   * @param alpha probability that a walk goes on after a step, 0 .. .99
   * @param seed the run's seed
   */
  public EndpointEngine(WalkGraph graph, TransitionLaw law, double alpha, long seed) {
    this.graph = graph;
    this.law = law;
    this.logAlpha = alpha == 0 ? Double.NEGATIVE_INFINITY : StrictMath.log(alpha);
    this.stepKey = Seeds.key(seed, Purpose.ENDPOINT);
  }

  /**
   * Returns start and end of walks as walks of two nodes, lazily, in an order that means nothing.
   *
   * @param firstStart index of the first start
   * @param startHashes hashes of the original ids of the starts
   * @param from number of the first sample of every start
   * @param to number after its last
   */
  public Iterator<WalkBatch> ends(long firstStart, long[] startHashes, long from, long to) {
    return new Iterator<>() {
      private final long all = startHashes.length * Math.max(0, to - from);
      private long at;

      @Override
      public boolean hasNext() {
        return at < all;
      }

      @Override
      public WalkBatch next() {
        if (!hasNext()) {
          throw new NoSuchElementException("No more samples");
        }

        long end = Math.min(all, at + BATCH);
        WalkBatch batch = batch(Math.toIntExact(firstStart), startHashes, from, to, at, end);
        at = end;
        return batch;
      }
    };
  }

  private WalkBatch batch(int first, long[] hashes, long from, long to, long begin, long end) {
    long[] sources = new long[(int) (end - begin)];
    int[] nodes = new int[2 * sources.length];
    int found = 0;
    long samples = to - from;
    long next = begin;
    while (next < end && walkers.count() < GROUP) {
      int row = (int) (next / samples);
      int place = walkers.count();
      walkers.add(key(hashes[row], from + next % samples), first + row);
      lengths[place] = length(walkers.keys()[place]);
      next++;
    }

    while (walkers.count() > 0) {
      law.begin(graph, walkers);
      for (int i = walkers.count() - 1; i >= 0; i--) {
        boolean dead = walkers.next()[i] == TransitionLaw.DEAD_END;
        if (!dead) {
          walkers.advance(i);
          if (walkers.steps()[i] < lengths[i]) {
            continue;
          }
        }

        int start = walkers.starts()[i];
        if (walkers.current()[i] != start) {
          sources[found] = hashes[start - first];
          nodes[2 * found] = start;
          nodes[2 * found + 1] = walkers.current()[i];
          found++;
        }

        if (next < end) {
          int row = (int) (next / samples);
          walkers.set(i, key(hashes[row], from + next % samples), first + row);
          lengths[i] = length(walkers.keys()[i]);
          next++;
        } else {
          walkers.remove(i);
          lengths[i] = lengths[walkers.count()];
        }
      }
    }

    int[] offsets = new int[found + 1];
    Arrays.setAll(offsets, i -> 2 * i);
    return new WalkBatch(
        Arrays.copyOf(sources, found), new int[found], offsets, Arrays.copyOf(nodes, 2 * found));
  }

  /** Returns the number of steps of a walk, at least 1. */
  private int length(long key) {
    double unit = 1 - Seeds.unit(Seeds.draw(key, LENGTH));
    return 1 + (int) Math.min(MOST_STEPS, StrictMath.log(unit) / logAlpha);
  }

  private long key(long startHash, long sample) {
    return Seeds.absorb(Seeds.absorb(stepKey, startHash), sample);
  }
}
