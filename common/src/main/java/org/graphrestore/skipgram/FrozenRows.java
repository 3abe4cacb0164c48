package org.graphrestore.skipgram;

/**
 * Which rows of a bucket stay as they are. The kernels know nothing of it: rows of a group that are
 * frozen are copied before its step and put back afterwards, and a group of which all are frozen is
 * left out.
 *
 * @param inputs whether each input row is frozen
 * @param targets whether each target row is; the same array where rows are both
 */
@SuppressWarnings("ArrayRecordComponent")
public record FrozenRows(boolean[] inputs, boolean[] targets) {

  /** The copies of one thread. */
  static final class Keeper {
    private final FrozenRows frozen;
    private final int stride;
    private final float[] copies;
    private final int[] positions;
    private int inputs;
    private int all;

    Keeper(FrozenRows frozen, int most, int stride) {
      this.frozen = frozen;
      this.stride = stride;
      this.copies = new float[most * stride];
      this.positions = new int[most];
    }

    /**
     * Copies the frozen rows of a group.
     *
     * @return whether all of its rows are frozen
     */
    boolean keep(Bucket bucket, int[] inputAt, int inputCount, int[] targetAt, int targetCount) {
      this.all = 0;
      for (int i = 0; i < inputCount; i++) {
        keep(frozen.inputs, bucket.input(), inputAt[i]);
      }

      this.inputs = all;
      for (int t = 0; t < targetCount; t++) {
        keep(frozen.targets, bucket.context(), targetAt[t]);
      }

      return all == inputCount + targetCount;
    }

    private void keep(boolean[] rows, float[] values, int at) {
      if (rows[at / stride]) {
        System.arraycopy(values, at, copies, all * stride, stride);
        positions[all++] = at;
      }
    }

    /** Puts the copies back. */
    void restore(Bucket bucket) {
      for (int i = 0; i < all; i++) {
        float[] values = i < inputs ? bucket.input() : bucket.context();
        System.arraycopy(copies, i * stride, values, positions[i], stride);
      }
    }
  }
}
