package org.graphrestore.reconstruction;

/**
 * Ranks nodes without a vector: a score that is NaN, because one of the two vectors is, becomes
 * minus infinity. So such a candidate comes behind all others and ties with its like, and all
 * candidates of such a query tie. Not thread-safe.
 */
public final class MissingLast implements BlockScorer {
  private final BlockScorer scorer;

  /** Wraps the scorer of an embedding with vectors of NaN. */
  public MissingLast(BlockScorer scorer) {
    this.scorer = scorer;
  }

  /** Returns the score that ranks. */
  public static double score(double score) {
    return Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score;
  }

  @Override
  public void scan(TileScorer.Visitor visitor) {
    scorer.scan(
        (query, firstRow, scores, from, count) -> {
          for (int i = from; i < from + count; i++) {
            scores[i] = score(scores[i]);
          }
          visitor.visit(query, firstRow, scores, from, count);
        });
  }

  @Override
  public double score(int query, int row) {
    return score(scorer.score(query, row));
  }

  @Override
  public int rows() {
    return scorer.rows();
  }

  @Override
  public boolean cheap() {
    return scorer.cheap();
  }
}
