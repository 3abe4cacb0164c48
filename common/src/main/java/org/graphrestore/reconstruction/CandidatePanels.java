package org.graphrestore.reconstruction;

import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.vector.ScoreKernels;

/**
 * Candidates laid out for the score kernels, in double precision, with the inverse of their
 * lengths. Memory 8 bytes a value. Read-only once packed.
 */
public final class CandidatePanels {
  private final int firstRow;
  private final int count;
  private final double[] panels;
  private final double[] inverseNorms;

  private CandidatePanels(int firstRow, int count, double[] panels, double[] inverseNorms) {
    this.firstRow = firstRow;
    this.count = count;
    this.panels = panels;
    this.inverseNorms = inverseNorms;
  }

  /** Packs all rows of a block. */
  public static CandidatePanels of(EmbeddingBlock block) {
    double[] panels = new double[Math.multiplyExact(padded(block.rows()), block.dim())];
    return of(block, 0, block.rows(), panels);
  }

  /** Packs some rows of a block into an array that is used again. */
  static CandidatePanels of(EmbeddingBlock block, int firstRow, int count, double[] panels) {
    ScoreKernels.pack(block.values(), firstRow, count, block.dim(), panels);
    double[] inverseNorms = new double[count];
    for (int row = 0; row < count; row++) {
      inverseNorms[row] = inverseNorm(block.values(), block.dim(), firstRow + row);
    }
    return new CandidatePanels(firstRow, count, panels, inverseNorms);
  }

  /** Returns the least multiple of a panel's width that is not below {@code rows}. */
  static int padded(int rows) {
    return (rows + ScoreKernels.WIDTH - 1) / ScoreKernels.WIDTH * ScoreKernels.WIDTH;
  }

  /** Returns 1 / |v|, infinite for a zero vector. */
  static double inverseNorm(float[] values, int dim, int row) {
    double sum = 0;
    for (int k = row * dim; k < (row + 1) * dim; k++) {
      sum += (double) values[k] * values[k];
    }
    return 1 / Math.sqrt(sum);
  }

  int firstRow() {
    return firstRow;
  }

  int count() {
    return count;
  }

  double[] panels() {
    return panels;
  }

  double inverseNorm(int row) {
    return inverseNorms[row];
  }
}
