package org.graphrestore.reconstruction.fitted;

import java.util.ArrayList;
import java.util.List;

/**
 * Bilinear scores s(u, v) = x_u' W v / |v|, one for every shell and ball, x_u = (u / |u|, 1): what
 * vectors hold of a distance, whatever the plain scores read of it.
 *
 * <p>W is the ridge solution of the least squares over the pairs of one fold: 1 where the distance
 * is k, 0 elsewhere. With G = the mean of x x' over the fold, plus {@value #RIDGE}/dim on the
 * diagonal but for the constant, and B_k = the mean over the pairs of x_u x_v' where the distance
 * is k,
 *
 * <pre>
 * W_k = G^-1 B_k G^-1,     a ball's W is the sum of its shells'
 * </pre>
 *
 * <p>A query is judged by the decoders of the fold that it is not in: no pair that it is part of
 * was seen. Immutable; (dim + 1)^2 doubles a fold, shell and ball.
 */
public final class FittedDecoders {
  /** Ridge, as a multiple of the mean square of a value of a vector of unit length. */
  static final double RIDGE = 0.1;

  private final int dim;

  /** By fold and pass, row-major. */
  private final List<List<double[]>> decoders;

  private FittedDecoders(int dim, List<List<double[]>> decoders) {
    this.dim = dim;
    this.decoders = decoders;
  }

  /**
   * Fits.
   *
   * @param dim length of a vector
   * @param grams sum of x x' by fold ({@link FitSums#gram})
   * @param rows number of rows of the fit by fold
   * @param shells sums of x_u x_v' by fold and hop ({@link FitSums#shell})
   */
  public static FittedDecoders of(
      int dim, List<double[]> grams, long[] rows, List<List<double[]>> shells) {
    List<List<double[]>> decoders = new ArrayList<>();
    for (int fold = 0; fold < grams.size(); fold++) {
      decoders.add(passes(dim, grams.get(fold), rows[fold], shells.get(fold)));
    }

    return new FittedDecoders(dim, decoders);
  }

  private static List<double[]> passes(int dim, double[] gram, long rows, List<double[]> shells) {
    int width = dim + 1;
    double nodes = Math.max(1, gram[gram.length - 1]);
    double[] mean = new double[gram.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = gram[i] / nodes;
    }

    for (int k = 0; k < dim; k++) {
      mean[k * width + k] += RIDGE / dim;
    }

    // Without nodes the constant has no pivot, and all sums are zeros.
    mean[mean.length - 1] = Math.max(mean[mean.length - 1], RIDGE);
    Cholesky cholesky = new Cholesky(mean, width);
    List<double[]> passes = new ArrayList<>();
    double[] ball = new double[width * width];
    for (int hop = 1; hop <= shells.size(); hop++) {
      double[] scaled = new double[width * width];
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] = shells.get(hop - 1)[i] / (nodes * Math.max(1, rows));
      }

      double[] left = cholesky.solve(scaled);
      double[] shell = transposed(cholesky.solve(transposed(left, width)), width);
      ball = sum(ball, shell);
      passes.add(shell);
      if (hop > 1) {
        passes.add(ball);
      }
    }

    return passes;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i] + b[i];
    }

    return sum;
  }

  private static double[] transposed(double[] matrix, int width) {
    double[] transposed = new double[matrix.length];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        transposed[j * width + i] = matrix[i * width + j];
      }
    }

    return transposed;
  }

  /**
   * Returns vectors that rank candidates v by the dot product with v / |v| as the decoders do: the
   * queries' own vectors, then those of every pass ({@code Rankings}), each row-major. What the
   * constant of v adds is the same for all candidates and left out.
   *
   * @param vectors vectors of queries, row-major
   * @param indices their nodes
   */
  public float[] queryVectors(float[] vectors, long[] indices) {
    int passes = decoders.get(0).size();
    int set = vectors.length;
    float[] all = new float[Math.multiplyExact(set, 1 + passes)];
    System.arraycopy(vectors, 0, all, 0, set);
    int width = dim + 1;
    double[] x = new double[width];
    double[] sums = new double[dim];
    for (int query = 0; query < indices.length; query++) {
      boolean there = FitSums.features(vectors, query * dim, dim, x, 0);
      // The decoders of the other fold have not seen this node.
      List<double[]> own = decoders.get(1 - FitSums.fold(indices[query]));
      for (int pass = 0; pass < passes; pass++) {
        multiply(x, own.get(pass), sums);
        int at = (1 + pass) * set + query * dim;
        for (int k = 0; k < dim; k++) {
          all[at + k] = there ? (float) sums[k] : Float.NaN;
        }
      }
    }

    return all;
  }

  /** Returns W of a fold and pass, row-major; not a copy. */
  double[] decoder(int fold, int pass) {
    return decoders.get(fold).get(pass);
  }

  private void multiply(double[] x, double[] decoder, double[] sums) {
    int width = dim + 1;
    java.util.Arrays.fill(sums, 0);
    for (int i = 0; i < width; i++) {
      for (int k = 0; k < dim; k++) {
        sums[k] += x[i] * decoder[i * width + k];
      }
    }
  }
}
