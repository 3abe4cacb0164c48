package org.graphrestore.vector;

/**
 * The kernels in plain Java: the definition of the bits, and what runs where the vector module is
 * absent. {@link Math#fma} must be an instruction of the machine to be fast.
 */
final class ScalarKernels implements VectorKernels {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void trainGroup(
      float[] input,
      int[] inputAt,
      int inputs,
      float[] context,
      int[] targetAt,
      int targets,
      int stride,
      float positiveRate,
      float negativeRate,
      GroupScratch scratch) {
    float[] rows = scratch.rows();
    for (int a = 0; a < inputs; a++) {
      System.arraycopy(input, inputAt[a], rows, a * stride, stride);
    }

    float[] scores = scratch.scores();
    float[] steps = scratch.steps();
    for (int t = 0; t < targets; t++) {
      float label = t == 0 ? 1 : 0;
      float rate = t == 0 ? positiveRate : negativeRate;
      for (int a = 0; a < inputs; a++) {
        int at = scratch.targetAt(t) + GroupScratch.inputAt(a);
        scores[at] = dot(rows, a * stride, context, targetAt[t], stride);
        steps[at] = rate * (label - Sigmoid.of(scores[at]));
      }
    }

    // Inputs first: they need the old targets, while the targets use the copies of the old inputs.
    for (int a = 0; a < inputs; a++) {
      for (int t = 0; t < targets; t++) {
        float step = steps[scratch.targetAt(t) + GroupScratch.inputAt(a)];
        addScaled(step, context, targetAt[t], input, inputAt[a], stride);
      }
    }

    for (int t = 0; t < targets; t++) {
      addSum(steps, scratch.targetAt(t), rows, inputs, context, targetAt[t], stride);
    }
  }

  private static float dot(float[] x, int xAt, float[] y, int yAt, int stride) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    // Lanes l, l+8, l+4 and l+12 meet first in the tree, so four lanes at a time are enough.
    float[] quarter = {0, 0, 0, 0};
    for (int l = 0; l < 4; l++) {
      s0 = 0;
      s1 = 0;
      s2 = 0;
      s3 = 0;
      for (int c = l; c < stride; c += LANES) {
        s0 = Math.fma(x[xAt + c], y[yAt + c], s0);
        s1 = Math.fma(x[xAt + c + 4], y[yAt + c + 4], s1);
        s2 = Math.fma(x[xAt + c + 8], y[yAt + c + 8], s2);
        s3 = Math.fma(x[xAt + c + 12], y[yAt + c + 12], s3);
      }

      quarter[l] = (s0 + s2) + (s1 + s3);
    }

    return (quarter[0] + quarter[2]) + (quarter[1] + quarter[3]);
  }

  private static void addScaled(
      float factor, float[] x, int xAt, float[] into, int intoAt, int stride) {
    for (int c = 0; c < stride; c++) {
      into[intoAt + c] = Math.fma(factor, x[xAt + c], into[intoAt + c]);
    }
  }

  private static void addSum(
      float[] steps, int stepsAt, float[] rows, int inputs, float[] into, int intoAt, int stride) {
    for (int c = 0; c < stride; c++) {
      float sum = 0;
      for (int a = 0; a < inputs; a++) {
        sum = Math.fma(steps[stepsAt + GroupScratch.inputAt(a)], rows[a * stride + c], sum);
      }

      into[intoAt + c] += sum;
    }
  }
}
