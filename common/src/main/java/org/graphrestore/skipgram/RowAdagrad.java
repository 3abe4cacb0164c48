package org.graphrestore.skipgram;

/**
 * Adagrad with one number a row (Duchi, Hazan and Singer, JMLR 2011; by row as in PyTorch-BigGraph,
 * Lerer et al., MLSys 2019, section 3): with g the gradient of a row in a group,
 *
 * <pre>
 * s += mean of g²      row += rate · g / √s
 * </pre>
 *
 * <p>The kernels know nothing of it: a group is trained with the rate 1, and what it added to a row
 * is the gradient, which is then scaled from a copy of the row. So plain descent pays nothing.
 *
 * @param inputs the sum of every input row
 * @param targets the sum of every target row; the same array where rows are both
 */
@SuppressWarnings("ArrayRecordComponent")
public record RowAdagrad(float[] inputs, float[] targets) {

  /** The copies of one thread. */
  static final class Scaler {
    private final RowAdagrad sums;
    private final int dim;
    private final int stride;
    private final float[] copies;
    private final int[] positions;
    private int inputs;
    private int all;

    Scaler(RowAdagrad sums, int most, int dim, int stride) {
      this.sums = sums;
      this.dim = dim;
      this.stride = stride;
      this.copies = new float[most * stride];
      this.positions = new int[most];
    }

    /** Copies the rows of a group, each once. */
    void keep(Bucket bucket, int[] inputAt, int inputCount, int[] targetAt, int targetCount) {
      this.all = 0;
      for (int i = 0; i < inputCount; i++) {
        boolean again = false;
        for (int j = 0; j < all && !again; j++) {
          again = positions[j] == inputAt[i];
        }

        if (!again) {
          keep(bucket.input(), inputAt[i]);
        }
      }

      this.inputs = all;
      for (int t = 0; t < targetCount; t++) {
        keep(bucket.context(), targetAt[t]);
      }
    }

    private void keep(float[] values, int at) {
      System.arraycopy(values, at, copies, all * stride, stride);
      positions[all++] = at;
    }

    /** Scales what the group has added. */
    void scale(Bucket bucket, float rate) {
      for (int i = 0; i < all; i++) {
        float[] values = i < inputs ? bucket.input() : bucket.context();
        float[] squares = i < inputs ? sums.inputs : sums.targets;
        scale(values, positions[i], squares, i * stride, rate);
      }
    }

    private void scale(float[] values, int at, float[] squares, int copyAt, float rate) {
      float sum = 0;
      for (int c = 0; c < dim; c++) {
        float step = values[at + c] - copies[copyAt + c];
        sum = Math.fma(step, step, sum);
      }

      int row = at / stride;
      squares[row] += sum / dim;
      if (sum > 0) {
        float factor = rate / (float) Math.sqrt(squares[row]);
        for (int c = 0; c < dim; c++) {
          float step = values[at + c] - copies[copyAt + c];
          values[at + c] = Math.fma(factor, step, copies[copyAt + c]);
        }
      }
    }
  }
}
