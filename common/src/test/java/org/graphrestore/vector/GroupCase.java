package org.graphrestore.vector;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A random group: rows, positions and rates, made from a seed. */
final class GroupCase {
  static final int ROWS = 40;
  final int dim;
  final int stride;
  final int inputs;
  final int targets;
  final float[] input;
  final float[] context;
  final int[] inputAt;
  final int[] targetAt;
  final float positiveRate;
  final float negativeRate;

  GroupCase(long seed, int dim, int inputs, int targets) {
    SplittableRandom random = new SplittableRandom(seed);
    this.dim = dim;
    this.stride = VectorKernels.stride(dim);
    this.inputs = inputs;
    this.targets = targets;
    this.input = rows(random);
    this.context = rows(random);
    this.inputAt = new int[inputs];
    for (int a = 0; a < inputs; a++) {
      // Few rows, so that inputs repeat.
      inputAt[a] = random.nextInt(8) * stride;
    }

    int[] order = random.ints(0, ROWS).distinct().limit(targets).toArray();
    this.targetAt = Arrays.stream(order).map(row -> row * stride).toArray();
    this.positiveRate = (float) random.nextDouble(0.001, 0.1);
    this.negativeRate = (float) random.nextDouble(0.001, 0.1);
  }

  private float[] rows(SplittableRandom random) {
    float[] rows = new float[ROWS * stride];
    for (int r = 0; r < ROWS; r++) {
      for (int c = 0; c < dim; c++) {
        rows[r * stride + c] = (float) random.nextDouble(-1, 1) * 2 / (float) Math.sqrt(dim);
      }
    }

    return rows;
  }

  GroupScratch train(VectorKernels kernels) {
    GroupScratch scratch = new GroupScratch(Math.max(16, inputs), Math.max(6, targets), stride);
    kernels.trainGroup(
        input,
        inputAt,
        inputs,
        context,
        targetAt,
        targets,
        stride,
        positiveRate,
        negativeRate,
        scratch);
    return scratch;
  }
}
