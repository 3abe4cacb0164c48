package org.graphrestore.walk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.stream.IntStream;
import org.graphrestore.graph.AdjacencyBlock;

/**
 * Says of most arcs that are not there that they are not, by one load instead of a bisection: a
 * Bloom filter of the arcs of long rows, of which every arc sets {@value #BITS} bits of one word
 * (Putze, Sanders and Singler, "Cache-, hash- and space-efficient Bloom filters", WEA 2007, section
 * 3). On large graphs most candidates of a second-order step hang on such an arc.
 *
 * <p>"Perhaps" is bisected, so answers stay exact: about a 20th of the arcs that are not there is
 * taken for one that may be. Rows shorter than {@value #LEAST_DEGREE}, which lie in a cache line or
 * two, have no bits and may have any arc.
 *
 * <p>Memory: 8 bits an arc of long rows. Immutable and thread-safe.
 */
final class ArcFilter {
  static final int LEAST_DEGREE = 16;
  private static final int BITS = 3;
  private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final long ROWS = 0x9E3779B97F4A7C15L;
  private static final long MIXED = 0xD6E8FEB86659FD93L;

  private final long[] words;

  private ArcFilter(long[] words) {
    this.words = words;
  }

  /** Returns the filter of a graph, or null where no row is long; on all cores of this JVM. */
  static ArcFilter of(AdjacencyBlock graph) {
    long arcs = 0;
    for (int row = 0; row < graph.rows(); row++) {
      arcs += graph.degree(row) >= LEAST_DEGREE ? graph.degree(row) : 0;
    }

    if (arcs == 0) {
      return null;
    }

    long[] words = new long[(int) (arcs / Long.BYTES + 1)];
    int pieces = Math.min(graph.rows(), 256);
    IntStream.range(0, pieces)
        .parallel()
        .forEach(
            piece -> {
              int end = (int) ((piece + 1L) * graph.rows() / pieces);
              for (int row = (int) ((long) piece * graph.rows() / pieces); row < end; row++) {
                add(graph, row, words);
              }
            });
    return new ArcFilter(words);
  }

  private static void add(AdjacencyBlock graph, int row, long[] words) {
    if (graph.degree(row) < LEAST_DEGREE) {
      return;
    }

    for (int i = graph.offsets()[row]; i < graph.offsets()[row + 1]; i++) {
      long hash = hash(row, graph.targets()[i]);
      WORDS.getAndBitwiseOr(words, word(hash, words.length), bits(hash));
    }
  }

  /**
   * Returns whether an arc of a long row may be there; always true if it is.
   *
   * @param row a row of at least {@value #LEAST_DEGREE} arcs
   * @param target any node
   */
  boolean mayHave(int row, int target) {
    long hash = hash(row, target);
    long bits = bits(hash);
    return (words[word(hash, words.length)] & bits) == bits;
  }

  /** Returns the memory that the bits take. */
  long bytes() {
    return (long) Long.BYTES * words.length;
  }

  private static long hash(int row, int target) {
    long hash = (((long) row << 32) | target) * ROWS;
    return (hash ^ (hash >>> 32)) * MIXED;
  }

  /** The upper half of the hash chooses the word. */
  private static int word(long hash, int words) {
    return (int) ((hash >>> 32) * words >>> 32);
  }

  /** The lower half chooses the bits; its highest ones are mixed best. */
  private static long bits(long hash) {
    return 1L << (hash >>> 26) | 1L << (hash >>> 20) | 1L << (hash >>> 14);
  }
}
