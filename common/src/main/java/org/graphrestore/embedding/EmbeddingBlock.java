package org.graphrestore.embedding;

/**
 * The vectors of a contiguous range of nodes: {@code float[rows * dim]}, row-major. The array is
 * shared, not copied.
 */
public final class EmbeddingBlock {
  private final long firstIndex;
  private final int dim;
  private final float[] values;

  /**
   * Wraps the values.
   *
   * @param firstIndex index of the node of row 0
   * @param dim length of a vector, at least 1
   * @param values {@code rows * dim} floats, row after row
   */
  public EmbeddingBlock(long firstIndex, int dim, float[] values) {
    if (dim < 1 || values.length % dim != 0) {
      throw new IllegalArgumentException(
          "Cannot cut " + values.length + " values into vectors of dimension " + dim);
    }

    this.firstIndex = firstIndex;
    this.dim = dim;
    this.values = values;
  }

  /** Returns the index of the first row's node. */
  public long firstIndex() {
    return firstIndex;
  }

  /** Returns the length of a vector. */
  public int dim() {
    return dim;
  }

  /** Returns the number of vectors. */
  public int rows() {
    return values.length / dim;
  }

  /** Returns the values, row-major. */
  public float[] values() {
    return values;
  }
}
