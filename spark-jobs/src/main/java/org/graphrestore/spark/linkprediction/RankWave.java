package org.graphrestore.spark.linkprediction;

import java.io.Serializable;
import java.util.Arrays;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;

/**
 * Rankings that are done together: bounded, of one direction, sorted by head. Travels in closures.
 */
final class RankWave implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] tails;
  private final long[] headHashes;
  private final long[] tailHashes;
  private final long[] heads;
  private final int[] starts;
  private boolean incoming;
  private int size;
  private int headCount;
  private boolean full;

  RankWave(int most) {
    this.tails = new long[most];
    this.headHashes = new long[most];
    this.tailHashes = new long[most];
    this.heads = new long[most];
    this.starts = new int[most + 1];
  }

  /** Adds a ranking, unless it is of another direction than the first: then the wave ends. */
  void add(boolean ofIncoming, long head, long tail, long headHash, long tailHash) {
    if (size == 0) {
      this.incoming = ofIncoming;
    }

    this.full |= ofIncoming != incoming;
    if (full) {
      return;
    }

    if (headCount == 0 || heads[headCount - 1] != head) {
      heads[headCount++] = head;
    }

    tails[size] = tail;
    headHashes[size] = headHash;
    tailHashes[size] = tailHash;
    size++;
    starts[headCount] = size;
  }

  /** Returns whether heads look for nodes that lead to them. */
  boolean incoming() {
    return incoming;
  }

  /** Returns the number of rankings. */
  int size() {
    return size;
  }

  /** Returns the heads, ascending, each once. */
  long[] heads() {
    return Arrays.copyOf(heads, headCount);
  }

  /** Returns the first ranking of every head, and the number of rankings. */
  int[] starts() {
    return Arrays.copyOf(starts, headCount + 1);
  }

  /** Returns the true node of a ranking. */
  long tail(int ranking) {
    return tails[ranking];
  }

  /** Returns the key of a ranking's candidates. */
  long candidateKey(int ranking, long seed) {
    return Seeds.key(
        seed, Purpose.LINK_NEGATIVE, headHashes[ranking], tailHashes[ranking], incoming ? 2 : 1);
  }

  /** Returns what both rankings of an edge are resampled by. */
  long edgeHash(int ranking) {
    long one = Math.min(headHashes[ranking], tailHashes[ranking]);
    long other = Math.max(headHashes[ranking], tailHashes[ranking]);
    return Seeds.absorb(Seeds.mix(one), other);
  }
}
