package org.graphrestore.skipgram;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.graphrestore.walk.WalkBatch;

/**
 * Draws arcs in proportion to their weights, as LINE trains them (Tang, Qu, Wang, Zhang, Yan and
 * Mei, "LINE: large-scale information network embedding", WWW 2015, section 4.2).
 *
 * <p>An arc of weight w is expected x = w · {@code pairsPerWeight} times in an episode: it comes
 * ⌊x⌋ times, and once more with the probability of the rest. So a whole graph is drawn block by
 * block, without a table of all arcs, and with less variance than independent draws would have.
 * Arcs of a node with itself are left out.
 *
 * <pre>
 * x = 2.25     comes 2, 2, 3, 2, ... times: 3 times in one of four episodes on average
 * </pre>
 *
 * <p>A draw is keyed by the hash of the source's id and the index of the target, which is the rank
 * of its hash. Immutable and thread-safe. Cost: one draw an arc and episode, one write a pair.
 */
public final class ArcSampler {
  /** Pairs of a batch at most: 1.5 MB. */
  static final int BATCH = 1 << 16;

  private final long seed;
  private final double pairsPerWeight;

  /**
   * Makes a sampler.
   *
   * @param seed the run's seed
   * @param pairsPerWeight pairs of an episode that an arc of weight 1 is expected to give
   */
  public ArcSampler(long seed, double pairsPerWeight) {
    if (!(pairsPerWeight >= 0 && pairsPerWeight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid pairs a weight of 1: " + pairsPerWeight + " (must be finite and at least 0)");
    }

    this.seed = seed;
    this.pairsPerWeight = pairsPerWeight;
  }

  /** Returns the weight of all arcs of a block, those of a node with itself left out. */
  public static double weight(AdjacencyBlock block) {
    double sum = 0;
    int[] targets = block.targets();
    for (int row = 0; row < block.rows(); row++) {
      for (int at = block.offsets()[row]; at < block.offsets()[row + 1]; at++) {
        if (targets[at] != block.firstIndex() + row) {
          sum += block.weights() == null ? 1 : block.weights()[at];
        }
      }
    }

    return sum;
  }

  /**
   * Returns how often an arc comes.
   *
   * @param sourceHash hash of the source's original id
   * @param target index of the target
   * @param weight of the arc
   * @param time epoch and episode, as {@link #time} joins them
   */
  long times(long sourceHash, int target, double weight, long time) {
    double expected = weight * pairsPerWeight;
    long whole = (long) expected;
    double rest = expected - whole;
    long key = Seeds.key(seed, Purpose.ARC_SAMPLE, sourceHash, target);
    return whole + (Seeds.unit(Seeds.draw(key, time)) < rest ? 1 : 0);
  }

  static long time(int epoch, int episode) {
    return ((long) epoch << 32) | episode;
  }

  /**
   * Returns the arcs that come in an episode, as walks of two nodes, lazily.
   *
   * @param block out-neighbours of a range of nodes
   * @param hashes hashes of the nodes' original ids
   */
  public Iterator<WalkBatch> draw(AdjacencyBlock block, long[] hashes, int epoch, int episode) {
    return new Draws(block, hashes, time(epoch, episode));
  }

  private final class Draws implements Iterator<WalkBatch> {
    private final AdjacencyBlock block;
    private final long[] hashes;
    private final long time;
    private int row;
    private int arc;
    private long left;
    private boolean begun;

    Draws(AdjacencyBlock block, long[] hashes, long time) {
      this.block = block;
      this.hashes = hashes;
      this.time = time;
    }

    @Override
    public boolean hasNext() {
      return row < block.rows();
    }

    @Override
    public WalkBatch next() {
      if (!hasNext()) {
        throw new NoSuchElementException("No more arcs");
      }

      long[] sources = new long[BATCH];
      int[] nodes = new int[2 * BATCH];
      int pairs = 0;
      while (row < block.rows() && pairs < BATCH) {
        if (arc == block.offsets()[row + 1]) {
          row++;
          continue;
        }

        int source = (int) block.firstIndex() + row;
        int target = block.targets()[arc];
        if (!begun) {
          double weight = block.weights() == null ? 1 : block.weights()[arc];
          left = source == target ? 0 : times(hashes[row], target, weight, time);
          begun = true;
        }

        int some = (int) Math.min(left, BATCH - pairs);
        for (int i = 0; i < some; i++) {
          sources[pairs] = hashes[row];
          nodes[2 * pairs] = source;
          nodes[2 * pairs + 1] = target;
          pairs++;
        }

        left -= some;
        if (left == 0) {
          arc++;
          begun = false;
        }
      }

      int[] offsets = new int[pairs + 1];
      Arrays.setAll(offsets, i -> 2 * i);
      return new WalkBatch(
          Arrays.copyOf(sources, pairs), new int[pairs], offsets, Arrays.copyOf(nodes, 2 * pairs));
    }
  }
}
