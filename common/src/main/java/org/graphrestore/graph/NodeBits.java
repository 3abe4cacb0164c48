package org.graphrestore.graph;

import java.util.Arrays;

/**
 * A set of nodes of one graph: a bit a node. Not thread-safe while it is changed.
 *
 * <p>Words are kept as they lie in memory: bit {@code i % 64} of word {@code i / 64} is node i.
 */
public final class NodeBits {
  private final long nodes;
  private final long[] words;

  private NodeBits(long nodes, long[] words) {
    this.nodes = nodes;
    this.words = words;
  }

  /**
   * Returns the empty set.
   *
   * @param nodes number of nodes of the graph, 0 .. 2<sup>37</sup>-1
   */
  public static NodeBits none(long nodes) {
    return new NodeBits(nodes, new long[words(nodes)]);
  }

  /** Returns the set of all nodes. */
  public static NodeBits all(long nodes) {
    NodeBits all = none(nodes);
    Arrays.fill(all.words, -1);
    if ((nodes & 63) != 0) {
      all.words[all.words.length - 1] = (1L << nodes) - 1;
    }

    return all;
  }

  /** Returns how many words hold the bits of so many nodes. */
  public static int words(long nodes) {
    return Math.toIntExact((nodes + 63) >>> 6);
  }

  /** Returns the number of nodes of the graph. */
  public long nodes() {
    return nodes;
  }

  /** Returns the words: shared, not copied. */
  public long[] words() {
    return words;
  }

  /** Returns whether a node is in the set. */
  public boolean contains(long node) {
    return (words[(int) (node >>> 6)] >>> node & 1) != 0;
  }

  /** Adds a node. */
  public void add(long node) {
    words[(int) (node >>> 6)] |= 1L << node;
  }

  /** Takes a node out. */
  public void remove(long node) {
    words[(int) (node >>> 6)] &= ~(1L << node);
  }

  /** Returns the number of nodes in the set. */
  public long count() {
    return count(0, words.length);
  }

  /** Returns the number of nodes in the set whose words are {@code from .. to-1}. */
  long count(int from, int to) {
    long count = 0;
    for (int w = from; w < to; w++) {
      count += Long.bitCount(words[w]);
    }

    return count;
  }
}
