package org.graphrestore.graph;

/**
 * Numbers the nodes of a set without gaps, in their order: the index that a node has after all
 * others are removed. Costs 8 bytes for 512 nodes besides the set, and at most eight words are
 * counted for an answer. Immutable as long as the set is not changed.
 */
public final class NodeRanks {
  private static final int WORDS_PER_SUM = 8;

  private final NodeBits set;
  private final long[] before;
  private final long size;

  /** Counts a set. */
  public NodeRanks(NodeBits set) {
    this.set = set;
    int words = set.words().length;
    this.before = new long[words / WORDS_PER_SUM + 1];
    long sum = 0;
    for (int s = 0; s < before.length; s++) {
      before[s] = sum;
      int from = s * WORDS_PER_SUM;
      sum += set.count(from, Math.min(words, from + WORDS_PER_SUM));
    }

    this.size = sum;
  }

  /** Returns the number of nodes in the set. */
  public long size() {
    return size;
  }

  /** Returns whether a node is in the set. */
  public boolean contains(long node) {
    return set.contains(node);
  }

  /**
   * Returns how many nodes of the set have a lower index.
   *
   * @param node 0 .. nodes, in the set or not
   */
  public long rank(long node) {
    int word = (int) (node >>> 6);
    int sum = word / WORDS_PER_SUM;
    long rank = before[sum] + set.count(sum * WORDS_PER_SUM, word);
    return (node & 63) == 0 ? rank : rank + Long.bitCount(set.words()[word] & ((1L << node) - 1));
  }
}
