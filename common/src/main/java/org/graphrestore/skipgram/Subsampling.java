package org.graphrestore.skipgram;

import java.io.Serializable;
import java.util.Arrays;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.graphrestore.walk.WalkBatch;

/**
 * Leaves out tokens of frequent nodes before windows are laid, as word2vec does (Mikolov et al.,
 * NIPS 2013, section 2.3, in the form of its program): a token of a node that has the share f of
 * all tokens is kept with probability {@code sqrt(t/f) + t/f}.
 *
 * <p>That is below 1 where f is above 2.618 t, so at most 1 / (2.618 t) nodes are concerned,
 * however large the graph: their table is all that a task holds. Immutable and thread-safe.
 */
public final class Subsampling implements Serializable {
  private static final long serialVersionUID = 1L;

  /** (3 + √5) / 2: where sqrt(1/x) + 1/x is 1. */
  private static final double ALWAYS_KEPT = (3 + Math.sqrt(5)) / 2;

  private final long seed;
  private final int[] nodes;
  private final double[] kept;

  /**
   * Makes the table.
   *
   * @param seed the run's seed
   * @param nodes the frequent nodes, ascending
   * @param counts how many tokens each of them has
   * @param tokens number of all tokens
   * @param threshold t, above 0
   */
  public Subsampling(long seed, int[] nodes, long[] counts, long tokens, double threshold) {
    this.seed = seed;
    this.nodes = nodes.clone();
    this.kept = new double[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      kept[i] = kept(counts[i], tokens, threshold);
    }
  }

  /** Returns the probability of a node's tokens to be kept. */
  static double kept(long count, long tokens, double threshold) {
    double share = count / (double) tokens;
    return Math.min(1, Math.sqrt(threshold / share) + threshold / share);
  }

  /**
   * Returns above how many tokens a node loses some.
   *
   * @param tokens number of all tokens
   * @param threshold t, above 0
   */
  public static double limit(long tokens, double threshold) {
    return ALWAYS_KEPT * threshold * tokens;
  }

  /** Returns the number of nodes that lose tokens. */
  public int nodes() {
    return nodes.length;
  }

  /**
   * Returns a batch without the tokens that are left out, and without walks of which nothing is
   * left. A draw is keyed by the walk and counted by epoch and place.
   */
  public WalkBatch apply(WalkBatch batch, int epoch) {
    long[] hashes = new long[batch.walks()];
    int[] numbers = new int[batch.walks()];
    int[] offsets = new int[batch.walks() + 1];
    int[] left = new int[batch.tokens()];
    int walks = 0;
    int tokens = 0;
    for (int walk = 0; walk < batch.walks(); walk++) {
      long key =
          Seeds.key(seed, Purpose.SUBSAMPLE, batch.startHashes()[walk], batch.walkNumbers()[walk]);
      int start = batch.offsets()[walk];
      int before = tokens;
      for (int at = start; at < batch.offsets()[walk + 1]; at++) {
        int node = batch.nodes()[at];
        int place = Arrays.binarySearch(nodes, node);
        long counter = ((long) epoch << 32) | (at - start);
        if (place < 0 || Seeds.unit(Seeds.draw(key, counter)) < kept[place]) {
          left[tokens++] = node;
        }
      }

      if (tokens > before) {
        hashes[walks] = batch.startHashes()[walk];
        numbers[walks] = batch.walkNumbers()[walk];
        walks++;
        offsets[walks] = tokens;
      }
    }

    return new WalkBatch(
        Arrays.copyOf(hashes, walks),
        Arrays.copyOf(numbers, walks),
        Arrays.copyOf(offsets, walks + 1),
        Arrays.copyOf(left, tokens));
  }
}
