package org.graphrestore.vector;

/**
 * Scores of a few queries against a panel of candidates, in double precision: the inner loop of
 * reconstruction. One implementation is plain Java, one uses the vector module; both give the same
 * bits on every machine, because every score is its own sum over the dimensions in order, one
 * candidate a lane, and never a sum across lanes.
 *
 * <pre>
 * group      double[dim * QUERIES]   dimension by dimension, {@link #QUERIES} queries side by side
 * panel      double[dim * WIDTH]     dimension by dimension, {@link #WIDTH} candidates side by side
 * scores     double[QUERIES * stride], the i-th query and candidate c at i * stride + offset + c
 * </pre>
 *
 * <p>A product of two floats is exact in a double, so a dot product is the same with and without
 * fused multiply-add. Stateless and thread-safe.
 *
 * <p>A panel (16 KB at 128 dimensions) and a group (6 KB) lie in the nearest cache together.
 */
public abstract class ScoreKernels {
  /** Candidates in a panel. */
  public static final int WIDTH = 16;

  /** Queries that are scored at once. */
  public static final int QUERIES = 6;

  /** For the two implementations. */
  protected ScoreKernels() {}

  /** Returns the implementation in plain Java. */
  public static ScoreKernels scalar() {
    return Chosen.SCALAR;
  }

  /** Returns the fastest implementation that this JVM can run. */
  public static ScoreKernels best() {
    return Chosen.BEST;
  }

  /** Returns a name for logs: scalar, or the width of the vectors. */
  public abstract String label();

  /**
   * Computes dot products of the queries of a group with a panel.
   *
   * @param queries groups of queries, one after the other
   * @param group which of them
   * @param dim dimension
   * @param panels panels, one after the other
   * @param panel which of them
   * @param scores where the scores go
   * @param stride distance between the scores of two queries
   * @param offset position of the first query's score of the panel's first candidate
   */
  public abstract void dots(
      double[] queries,
      int group,
      int dim,
      double[] panels,
      int panel,
      double[] scores,
      int stride,
      int offset);

  /** Computes squared Euclidean distances; the parameters are those of {@link #dots}. */
  public abstract void squaredDistances(
      double[] queries,
      int group,
      int dim,
      double[] panels,
      int panel,
      double[] scores,
      int stride,
      int offset);

  /**
   * Lays candidates out in panels.
   *
   * @param values vectors, row-major
   * @param firstRow first candidate
   * @param rows number of candidates; lanes beyond the last one are zero
   * @param dim dimension
   * @param panels {@code ceil(rows / WIDTH) * WIDTH * dim} doubles to fill
   */
  public static void pack(float[] values, int firstRow, int rows, int dim, double[] panels) {
    pack(values, firstRow, rows, dim, WIDTH, panels);
  }

  /**
   * Lays queries out in groups.
   *
   * @param values vectors, row-major
   * @param firstRow first query
   * @param rows number of queries; lanes beyond the last one are zero
   * @param dim dimension
   * @param groups {@code ceil(rows / QUERIES) * QUERIES * dim} doubles to fill
   */
  public static void packQueries(float[] values, int firstRow, int rows, int dim, double[] groups) {
    pack(values, firstRow, rows, dim, QUERIES, groups);
  }

  private static void pack(
      float[] values, int firstRow, int rows, int dim, int width, double[] packed) {
    for (int first = 0; first < rows; first += width) {
      int lanes = Math.min(width, rows - first);
      for (int k = 0; k < dim; k++) {
        int to = first * dim + k * width;
        for (int lane = 0; lane < lanes; lane++) {
          packed[to + lane] = values[(firstRow + first + lane) * dim + k];
        }
        for (int lane = lanes; lane < width; lane++) {
          packed[to + lane] = 0;
        }
      }
    }
  }

  /**
   * A class of its own, so that a subclass that is loaded first does not wait for its superclass.
   */
  private static final class Chosen {
    static final ScoreKernels SCALAR = new ScalarScoreKernels();
    static final ScoreKernels BEST = load();

    private static ScoreKernels load() {
      try {
        Object kernels =
            Class.forName("org.graphrestore.vector.simd.SimdScoreKernels")
                .getDeclaredMethod("ifFast")
                .invoke(null);
        return kernels == null ? SCALAR : (ScoreKernels) kernels;
      } catch (ReflectiveOperationException | LinkageError e) {
        // The JVM was started without --add-modules=jdk.incubator.vector: slower, never wrong.
        return SCALAR;
      }
    }
  }
}
