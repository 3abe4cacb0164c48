package org.graphrestore.walk;

import java.util.stream.IntStream;
import org.graphrestore.graph.AdjacencyBlock;

/**
 * Says of most arcs that are not there that they are not, by one load instead of a bisection: a
 * Bloom filter a long row, of which every arc sets three bits of one word (Putze, Sanders and
 * Singler, "Cache-, hash- and space-efficient Bloom filters", WEA 2007, section 3). On large graphs
 * most candidates of a second-order step hang on such an arc.
 *
 * <p>The words of a row lie where its arcs lie, so that walkers who come in the order of rows find
 * them in the cache. "Perhaps" is bisected, so answers stay exact: about a 20th of the arcs that
 * are not there is taken for one that may be. Rows shorter than {@value #LEAST_DEGREE}, which lie
 * in a cache line or two, have no bits and may have any arc.
 *
 * <p>Memory: 8 bits an arc. Immutable and thread-safe.
 */
final class ArcFilter {
  static final int LEAST_DEGREE = 32;
  private static final int ARCS_A_WORD_LOG = 3;
  private static final long MIXED = 0xD6E8FEB86659FD93L;

  private final long[] words;

  private ArcFilter(long[] words) {
    this.words = words;
  }

  /** Returns the filter of a graph, or null where no row is long; on all cores of this JVM. */
  static ArcFilter of(AdjacencyBlock graph) {
    boolean none = true;
    for (int row = 0; none && row < graph.rows(); row++) {
      none = graph.degree(row) < LEAST_DEGREE;
    }

    if (none) {
      return null;
    }

    long[] words = new long[(graph.arcs() >>> ARCS_A_WORD_LOG) + 1];
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
    int from = graph.offsets()[row];
    int end = graph.offsets()[row + 1];
    for (int i = from; end - from >= LEAST_DEGREE && i < end; i++) {
      long hash = hash(graph.targets()[i]);
      words[word(from, end, hash)] |= bits(hash);
    }
  }

  /**
   * Returns whether an arc of a long row may be there; always true if it is.
   *
   * @param from where the row's arcs begin
   * @param end where they end, at least {@value #LEAST_DEGREE} later
   * @param target any node
   */
  boolean mayHave(int from, int end, int target) {
    long hash = hash(target);
    long bits = bits(hash);
    return (words[word(from, end, hash)] & bits) == bits;
  }

  /** Returns the memory that the bits take. */
  long bytes() {
    return (long) Long.BYTES * words.length;
  }

  private static long hash(int target) {
    long hash = (target + 1) * 0x9E3779B97F4A7C15L;
    return (hash ^ (hash >>> 32)) * MIXED;
  }

  /** The upper half of the hash chooses one of the words that no other row has. */
  private static int word(int from, int end, long hash) {
    int first = (from + (1 << ARCS_A_WORD_LOG) - 1) >>> ARCS_A_WORD_LOG;
    int count = (end >>> ARCS_A_WORD_LOG) - first;
    return first + (int) (((hash >>> 32) * count) >>> 32);
  }

  /** The lower half chooses the bits; its highest ones are mixed best. */
  private static long bits(long hash) {
    return 1L << (hash >>> 26) | 1L << (hash >>> 20) | 1L << (hash >>> 14);
  }
}
