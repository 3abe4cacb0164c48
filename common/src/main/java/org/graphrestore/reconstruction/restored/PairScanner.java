package org.graphrestore.reconstruction.restored;

import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.TileScorer;

/**
 * Scores some nodes against blocks of candidates, by the kernels that rank queries; a score is
 * handed out and forgotten.
 *
 * <p>Cost: rows times candidates times dimension multiply-adds. Memory: the rows in double
 * precision, and one tile of candidates. Not thread-safe.
 */
public final class PairScanner {
  /** Rows that pass over a block together. */
  private static final int GROUP = 512;

  private final EmbeddingBlock rows;
  private final TileScorer[] groups;

  /** Takes the scores of a node and a run of candidates. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Takes scores. The candidates of one node come in ascending order.
     *
     * @param u the node
     * @param first index of the first candidate
     * @param scores to be read at once: the array is used again
     * @param from position of the first candidate's score
     * @param count number of candidates
     */
    void visit(long u, long first, double[] scores, int from, int count);
  }

  /**
   * Prepares.
   *
   * @param rows vectors of the nodes
   */
  public PairScanner(ScoreKind kind, EmbeddingBlock rows) {
    this.rows = rows;
    this.groups = new TileScorer[(rows.rows() + GROUP - 1) / GROUP];
    for (int g = 0; g < groups.length; g++) {
      int from = g * GROUP;
      int to = Math.min(rows.rows(), from + GROUP);
      groups[g] = new TileScorer(kind, rows.values(), rows.dim(), from, to);
    }
  }

  /** Scores the pairs (u, v) with u among the rows, v in the block and u &lt; v. */
  public void scanAbove(EmbeddingBlock candidates, Visitor visitor) {
    scan(
        candidates,
        (u, first, scores, from, count) -> {
          int skipped = (int) Math.max(0, Math.min(count, u + 1 - first));
          if (skipped < count) {
            visitor.visit(u, first + skipped, scores, from + skipped, count - skipped);
          }
        });
  }

  /** Scores all pairs of a row and a candidate, a node and itself included. */
  public void scan(EmbeddingBlock candidates, Visitor visitor) {
    for (int g = 0; g < groups.length; g++) {
      long firstRow = rows.firstIndex() + (long) g * GROUP;
      groups[g].scan(
          candidates,
          (query, firstCandidate, scores, from, count) ->
              visitor.visit(
                  firstRow + query, candidates.firstIndex() + firstCandidate, scores, from, count));
    }
  }
}
