package org.graphrestore.reconstruction;

import java.util.Arrays;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.vector.ScoreKernels;

/**
 * Scores of a group of queries against a block of candidates, a cache-sized tile at a time; scores
 * are handed out and never stored.
 *
 * <p>Cost: queries * rows * dim multiply-adds; memory one tile of candidates (4 MB), its scores for
 * a batch of queries, and the queries in double precision. Not thread-safe.
 */
public final class TileScorer {
  /** Candidates stay in the last-level cache while all queries pass. */
  private static final int TILE_BYTES = 4 << 20;

  /** Queries that pass over a tile together, a multiple of {@link ScoreKernels#QUERIES}. */
  private static final int BATCH = 48;

  private final ScoreKind kind;
  private final ScoreKernels kernels;
  private final int dim;
  private final int queries;
  private final double[] queryValues;
  private final double[] queryInverseNorms;

  /** Receives the scores of one query and a run of candidates. */
  public interface Visitor {
    /**
     * Called once for every query and tile, tiles ascending, queries ascending inside a tile.
     *
     * @param query position of the query in the group
     * @param firstRow first candidate's row in the block
     * @param scores the candidates' scores, to be read at once: the array is used again
     * @param from position of the first candidate's score
     * @param count number of candidates
     */
    void visit(int query, int firstRow, double[] scores, int from, int count);
  }

  /**
   * Prepares the queries.
   *
   * @param kind the score
   * @param vectors vectors of queries, row-major
   * @param dim dimension
   * @param from first query of the group
   * @param to end of the group
   */
  public TileScorer(ScoreKind kind, float[] vectors, int dim, int from, int to) {
    this(kind, ScoreKernels.best(), vectors, dim, from, to);
  }

  TileScorer(ScoreKind kind, ScoreKernels kernels, float[] vectors, int dim, int from, int to) {
    // Source and target vectors come from two blocks; what is computed is their dot product.
    this.kind =
        switch (kind) {
          case SOURCE_TARGET -> ScoreKind.DOT;
          case FITTED -> ScoreKind.COSINE;
          default -> kind;
        };
    this.kernels = kernels;
    this.dim = dim;
    this.queries = to - from;
    int padded = (queries + ScoreKernels.QUERIES - 1) / ScoreKernels.QUERIES * ScoreKernels.QUERIES;
    this.queryValues = new double[padded * dim];
    ScoreKernels.packQueries(vectors, from, queries, dim, queryValues);

    this.queryInverseNorms =
        kind == ScoreKind.COSINE ? inverseNorms(vectors, dim, from, to) : new double[queries];
    if (kind == ScoreKind.FITTED) {
      // The length of a query's vector ranks nothing; where nothing was to fit, it is zero.
      Arrays.fill(queryInverseNorms, 1);
    }
  }

  /** Scores every query against every row of a block, a tile at a time. */
  public void scan(EmbeddingBlock candidates, Visitor visitor) {
    int rows = candidates.rows();
    int tileRows =
        Math.min(
            CandidatePanels.padded(rows),
            CandidatePanels.padded(Math.max(1, TILE_BYTES / Double.BYTES / dim)));
    double[] panels = new double[tileRows * dim];
    for (int first = 0; first < rows; first += tileRows) {
      int count = Math.min(tileRows, rows - first);
      scan(CandidatePanels.of(candidates, first, count, panels), visitor);
    }
  }

  /**
   * Scores every query against all packed candidates as one tile: the visitor sees a query once,
   * with all its scores.
   */
  public void scan(CandidatePanels candidates, Visitor visitor) {
    int stride = CandidatePanels.padded(candidates.count());
    double[] scores = new double[Math.multiplyExact(BATCH, stride)];
    for (int query = 0; query < queries; query += BATCH) {
      int end = Math.min(queries, query + BATCH);
      score(query, end, candidates.panels(), candidates.count(), scores, stride);
      for (int q = query; q < end; q++) {
        int from = (q - query) * stride;
        finish(q, scores, from, candidates);
        visitor.visit(q, candidates.firstRow(), scores, from, candidates.count());
      }
    }
  }

  /** Returns the scorer of a block, which is packed a tile at a time. */
  public BlockScorer on(EmbeddingBlock candidates) {
    return new OnBlock(candidates, null);
  }

  /** Returns the scorer of a block that is packed already and handed out as one tile. */
  public BlockScorer on(EmbeddingBlock candidates, CandidatePanels packed) {
    return new OnBlock(candidates, packed);
  }

  /** The queries against one block. */
  private final class OnBlock implements BlockScorer {
    private final EmbeddingBlock candidates;
    private final CandidatePanels packed;

    OnBlock(EmbeddingBlock candidates, CandidatePanels packed) {
      this.candidates = candidates;
      this.packed = packed;
    }

    @Override
    public void scan(Visitor visitor) {
      if (packed == null) {
        TileScorer.this.scan(candidates, visitor);
      } else {
        TileScorer.this.scan(packed, visitor);
      }
    }

    @Override
    public double score(int query, int row) {
      return TileScorer.this.score(query, candidates, row);
    }

    @Override
    public int rows() {
      return candidates.rows();
    }

    @Override
    public boolean cheap() {
      return false;
    }
  }

  /** Scores a batch: a panel stays in the nearest cache while all queries of the batch pass. */
  private void score(
      int query, int end, double[] panels, int count, double[] scores, int tileRows) {
    int width = ScoreKernels.WIDTH;
    for (int panel = 0; panel * width < count; panel++) {
      for (int q = query; q < end; q += ScoreKernels.QUERIES) {
        int at = (q - query) * tileRows + panel * width;
        int group = q / ScoreKernels.QUERIES;
        if (kind == ScoreKind.L2) {
          kernels.squaredDistances(queryValues, group, dim, panels, panel, scores, tileRows, at);
        } else {
          kernels.dots(queryValues, group, dim, panels, panel, scores, tileRows, at);
        }
      }
    }
  }

  /**
   * Returns the score of one query and one row: bit-equal to what {@link #scan} hands out.
   *
   * @param query position of the query in the group
   * @param candidates the block
   * @param row row in the block
   */
  public double score(int query, EmbeddingBlock candidates, int row) {
    float[] values = candidates.values();
    int width = ScoreKernels.QUERIES;
    int q = query / width * width * dim + query % width;
    int c = row * dim;
    double sum = 0;
    if (kind == ScoreKind.L2) {
      for (int k = 0; k < dim; k++) {
        double difference = queryValues[q + k * width] - values[c + k];
        sum = Math.fma(difference, difference, sum);
      }
      return -sum;
    }

    for (int k = 0; k < dim; k++) {
      sum += queryValues[q + k * width] * values[c + k];
    }
    return kind == ScoreKind.DOT
        ? sum
        : sum * queryInverseNorms[query] * CandidatePanels.inverseNorm(values, dim, row);
  }

  private void finish(int query, double[] scores, int from, CandidatePanels candidates) {
    switch (kind) {
      case COSINE -> {
        double inverse = queryInverseNorms[query];
        for (int c = 0; c < candidates.count(); c++) {
          scores[from + c] = scores[from + c] * inverse * candidates.inverseNorm(c);
        }
      }
      case L2 -> {
        for (int c = 0; c < candidates.count(); c++) {
          scores[from + c] = -scores[from + c];
        }
      }
      default -> {}
    }
  }

  private static double[] inverseNorms(float[] values, int dim, int from, int to) {
    double[] inverse = new double[to - from];
    Arrays.setAll(inverse, i -> CandidatePanels.inverseNorm(values, dim, from + i));
    return inverse;
  }
}
