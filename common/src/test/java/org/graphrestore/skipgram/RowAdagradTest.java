package org.graphrestore.skipgram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.vector.Kernels;
import org.graphrestore.vector.VectorKernels;
import org.junit.jupiter.api.Test;

class RowAdagradTest {
  @Test
  void stepsAreScaledByTheRowsOwnGradients() throws InterruptedException {
    // Two nodes: input row 0, target row 1; the negative is row 0, with weight 5.
    int stride = VectorKernels.stride(2);
    float[] input = {1, 2};
    input = java.util.Arrays.copyOf(input, 2 * stride);
    float[] context = new float[2 * stride];
    context[0] = 0.25f;
    context[stride] = 0.5f;
    context[stride + 1] = -1;
    BucketPairs pairs = new BucketPairs(1, 1, 2, 0);
    long[] one = {PairChunks.pack(0, 1)};
    pairs.count(one, 1);
    pairs.allocate();
    pairs.place(one, 1);
    BlockLayout tile = BlockLayout.ofRows(2, 2);
    RowAdagrad sums = new RowAdagrad(new float[2], new float[] {0, 3});

    new BucketTrainer(new TrainerSettings(2, 5, 1, 0.1, 0.1, 1, 1), Kernels.active(), 1)
        .train(
            new Bucket(input, context, new int[] {1, 1}, tile, tile, 0, 0, pairs, null, sums),
            0,
            0,
            0,
            1);

    double up = 1 - 1 / (1 + Math.exp(1.5));
    double down = 5 / (1 + Math.exp(-0.25));
    double g0 = up * 0.5 - down * 0.25;
    double g1 = -up;
    double s = (g0 * g0 + g1 * g1) / 2;
    Offset<Float> close = within(2e-6f);
    assertThat(input[0]).isCloseTo((float) (1 + 0.1 * g0 / Math.sqrt(s)), close);
    assertThat(input[1]).isCloseTo((float) (2 + 0.1 * g1 / Math.sqrt(s)), close);
    assertThat(sums.inputs()[0]).isCloseTo((float) s, within(1e-5f));
    assertThat(sums.inputs()[1]).isZero();
    // The target's gradient is up (1, 2), and it has gathered 3 before.
    double t = 3 + up * up * 5 / 2;
    assertThat(sums.targets()[1]).isCloseTo((float) t, within(1e-5f));
    assertThat(context[stride]).isCloseTo((float) (0.5 + 0.1 * up / Math.sqrt(t)), close);
    assertThat(context[stride + 1]).isCloseTo((float) (-1 + 0.2 * up / Math.sqrt(t)), close);
  }
}
