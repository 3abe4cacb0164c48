package org.graphrestore.skipgram;

import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.graphrestore.vector.VectorKernels;

/**
 * First values of the input vectors: uniform in [-1/dim, 1/dim) as in gensim, drawn by the hash of
 * the node's original id. Context vectors start at zero.
 */
public final class InputInit {
  private InputInit() {}

  /**
   * Returns the padded rows of a range of nodes.
   *
   * @param seed the run's seed
   * @param hashes hashes of the nodes' ids
   * @param dim length of a vector
   */
  public static float[] rows(long seed, long[] hashes, int dim) {
    int stride = VectorKernels.stride(dim);
    float[] rows = new float[Math.multiplyExact(hashes.length, stride)];
    long initKey = Seeds.key(seed, Purpose.INIT);
    for (int r = 0; r < hashes.length; r++) {
      long key = Seeds.absorb(initKey, hashes[r]);
      for (int c = 0; c < dim; c++) {
        rows[r * stride + c] = (2 * Seeds.unitFloat(Seeds.draw(key, c)) - 1) / dim;
      }
    }

    return rows;
  }
}
