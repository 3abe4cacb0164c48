package org.graphrestore.reconstruction.fitted;

import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.ShellPanel;

/**
 * The sums that a fit needs of a block of nodes: over features x = (z / |z|, 1), the vector of unit
 * length and a constant. Nodes belong to two folds by their index, which is a rank by hashes: even
 * ones are a random half. Nodes without a vector (NaN), and zero vectors, are in neither.
 *
 * <p>Sums run over nodes in order, so that their bits depend on the cut into blocks alone. Memory
 * (dim + 1)^2 doubles, and dim + 1 a row of the fit.
 */
public final class FitSums {
  private FitSums() {}

  /** Returns the fold of a node, 0 or 1. */
  public static int fold(long index) {
    return (int) (index & 1);
  }

  /**
   * Writes the features of a vector.
   *
   * @param features receives dim + 1 values; zeros where there is no vector
   * @return whether there is one
   */
  static boolean features(float[] values, int from, int dim, double[] features, int at) {
    double sum = 0;
    for (int k = 0; k < dim; k++) {
      sum += (double) values[from + k] * values[from + k];
    }

    boolean there = sum > 0 && sum < Double.POSITIVE_INFINITY;
    double inverse = 1 / Math.sqrt(sum);
    for (int k = 0; k < dim; k++) {
      features[at + k] = there ? values[from + k] * inverse : 0;
    }

    features[at + dim] = there ? 1 : 0;
    return there;
  }

  /**
   * Adds up x x' over the nodes of a fold.
   *
   * @return (dim + 1)^2 values, row-major; the last one is the number of nodes
   */
  public static double[] gram(EmbeddingBlock block, int fold) {
    int width = block.dim() + 1;
    double[] sum = new double[width * width];
    double[] x = new double[width];
    for (int row = 0; row < block.rows(); row++) {
      if (fold(block.firstIndex() + row) == fold
          && features(block.values(), row * block.dim(), block.dim(), x, 0)) {
        addOuter(x, 0, x, 0, width, sum);
      }
    }

    return sum;
  }

  /**
   * Adds up x_u x_v' over the pairs of a fit's row u and a node v of the block, of one fold, whose
   * distance is that of the shells.
   *
   * @param shells which rows have a node of the block in their shells
   * @param rows vectors of the rows, row-major, all of one fold
   * @param fold that fold
   * @return (dim + 1)^2 values, row-major
   */
  public static double[] shell(ShellPanel shells, EmbeddingBlock block, float[] rows, int fold) {
    int dim = block.dim();
    int width = dim + 1;
    int count = rows.length / dim;
    double[] sums = new double[count * width];
    double[] x = new double[width];
    int words = shells.words();
    for (int i = 0; i < shells.rows().length; i++) {
      int row = shells.rows()[i];
      if (fold(block.firstIndex() + row) == fold
          && features(block.values(), row * dim, dim, x, 0)) {
        for (int word = 0; word < words; word++) {
          long bits = shells.masks()[i * words + word];
          for (; bits != 0; bits &= bits - 1) {
            add(x, sums, (word * Long.SIZE + Long.numberOfTrailingZeros(bits)) * width, width);
          }
        }
      }
    }

    double[] sum = new double[width * width];
    for (int u = 0; u < count; u++) {
      if (features(rows, u * dim, dim, x, 0)) {
        addOuter(x, 0, sums, u * width, width, sum);
      }
    }

    return sum;
  }

  private static void add(double[] x, double[] sums, int at, int width) {
    for (int k = 0; k < width; k++) {
      sums[at + k] += x[k];
    }
  }

  private static void addOuter(
      double[] left, int leftAt, double[] right, int rightAt, int width, double[] sum) {
    for (int i = 0; i < width; i++) {
      double factor = left[leftAt + i];
      for (int j = 0; j < width; j++) {
        sum[i * width + j] += factor * right[rightAt + j];
      }
    }
  }
}
