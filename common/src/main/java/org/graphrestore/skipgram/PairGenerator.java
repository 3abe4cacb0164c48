package org.graphrestore.skipgram;

import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.graphrestore.walk.WalkBatch;

/**
 * Makes pairs of walks with the dynamic window of word2vec: at every position the window is drawn
 * from 1 .. window, and each other token inside it is the input of one pair whose target is the
 * token at the position (as gensim trains them; pairs of a node with itself are kept, as there).
 *
 * <pre>
 * walk 7 3 7 5, all windows drawn as 1:    (3→7)   (7→3) (7→3)   (3→7) (5→7)   (7→5)
 * </pre>
 *
 * <p>A window is a function of (seed, hash of the walk's start, walk number, epoch, position): a
 * walk gives the same pairs wherever it is read. Immutable and thread-safe; nothing is allocated.
 */
public final class PairGenerator {
  private final long windowKey;
  private final PairRule rule;

  /**
   * Makes a generator.
   *
   * @param seed the run's seed
   * @param window largest distance of two paired tokens, at least 1
   */
  public PairGenerator(long seed, int window) {
    this(seed, PairRule.dynamic(window));
  }

  /** Makes a generator by another rule than that of word2vec. */
  public PairGenerator(long seed, PairRule rule) {
    this.windowKey = Seeds.key(seed, Purpose.WINDOW);
    this.rule = rule;
  }

  /**
   * Makes the pairs of one walk, by position and then by distance from left to right; one pair of a
   * walk of two nodes that is an arc.
   *
   * @param batch walks
   * @param walk which of them
   * @param epoch pass over the walks, from 0; every pass has other windows
   * @param sink takes the pairs
   */
  public void generate(WalkBatch batch, int walk, int epoch, PairSink sink) {
    int[] nodes = batch.nodes();
    int start = batch.offsets()[walk];
    int end = batch.offsets()[walk + 1];
    if (rule.kind() == PairRule.Kind.ARC) {
      sink.pair(nodes[start], nodes[start + 1]);
      return;
    }

    boolean drawn = rule.kind() == PairRule.Kind.DYNAMIC;
    boolean selfPairs = rule.selfPairs();
    long key = key(batch, walk);
    for (int position = start; position < end; position++) {
      int reach = drawn ? reach(key, epoch, position - start) : rule.window();
      int target = nodes[position];
      int last = Math.min(end - 1, position + reach);
      for (int other = Math.max(start, position - reach); other <= last; other++) {
        if (other != position && (selfPairs || nodes[other] != target)) {
          sink.pair(nodes[other], target);
        }
      }
    }
  }

  /** Returns the key of a walk's windows. */
  long key(WalkBatch batch, int walk) {
    return Seeds.absorb(
        Seeds.absorb(windowKey, batch.startHashes()[walk]), batch.walkNumbers()[walk]);
  }

  /**
   * Returns the window of a position, 1 .. window.
   *
   * @param key the walk's key
   * @param position place in the walk, from 0
   */
  int reach(long key, int epoch, int position) {
    return 1 + Seeds.bounded(Seeds.draw(key, ((long) epoch << 32) | position), rule.window());
  }

  /**
   * Returns the expected number of pairs of a walk: each distance k occurs twice between {@code
   * length - k} positions, where the window reaches it with probability (window - k + 1) / window.
   *
   * @param length tokens of the walk
   * @param window largest distance
   */
  public static double expectedPairs(int length, int window) {
    double pairs = 0;
    for (int k = 1; k <= Math.min(window, length - 1); k++) {
      pairs += 2.0 * (length - k) * (window - k + 1) / window;
    }

    return pairs;
  }
}
