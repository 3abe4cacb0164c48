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
    float[] old = scratch.contexts();
    for (int t = 0; t < targets; t++) {
      System.arraycopy(context, targetAt[t], old, t * stride, stride);
    }

    float[] scores = scratch.scores();
    float[] steps = scratch.steps();
    for (int t = 0; t < targets; t++) {
      float label = t == 0 ? 1 : 0;
      float rate = t == 0 ? positiveRate : negativeRate;
      for (int a = 0; a < inputs; a++) {
        int at = t * scratch.inputStride() + a;
        scores[at] = dot(input, inputAt[a], old, t * stride, stride);
        steps[at] = rate * (label - Sigmoid.of(scores[at]));
      }
    }

    // Contexts first, while the inputs are the old ones; the old contexts are in the copies.
    for (int t = 0; t < targets; t++) {
      int stepsAt = t * scratch.inputStride();
      addSum(steps, stepsAt, input, inputAt, inputs, context, targetAt[t], stride);
    }

    for (int t = 0; t < targets; t += GroupScratch.strip(targets - t)) {
      int end = t + GroupScratch.strip(targets - t);
      for (int a = 0; a < inputs; a++) {
        for (int i = t; i < end; i++) {
          float step = steps[i * scratch.inputStride() + a];
          addScaled(step, old, i * stride, input, inputAt[a], stride);
        }
      }
    }
  }

  private static float dot(float[] x, int xAt, float[] y, int yAt, int stride) {
    float even = fourLanes(x, xAt, y, yAt, stride) + fourLanes(x, xAt + 2, y, yAt + 2, stride);
    float odd =
        fourLanes(x, xAt + 1, y, yAt + 1, stride) + fourLanes(x, xAt + 3, y, yAt + 3, stride);
    return even + odd;
  }

  /** The lanes 0, 4, 8 and 12 from a position on: they meet before they meet others. */
  private static float fourLanes(float[] x, int xAt, float[] y, int yAt, int stride) {
    float s0 = 0;
    float s4 = 0;
    float s8 = 0;
    float s12 = 0;
    for (int c = 0; c < stride; c += LANES) {
      s0 = Math.fma(x[xAt + c], y[yAt + c], s0);
      s4 = Math.fma(x[xAt + c + 4], y[yAt + c + 4], s4);
      s8 = Math.fma(x[xAt + c + 8], y[yAt + c + 8], s8);
      s12 = Math.fma(x[xAt + c + 12], y[yAt + c + 12], s12);
    }

    return (s0 + s8) + (s4 + s12);
  }

  private static void addScaled(
      float factor, float[] x, int xAt, float[] into, int intoAt, int stride) {
    for (int c = 0; c < stride; c++) {
      into[intoAt + c] = Math.fma(factor, x[xAt + c], into[intoAt + c]);
    }
  }

  private static void addSum(
      float[] steps,
      int stepsAt,
      float[] rows,
      int[] rowAt,
      int inputs,
      float[] into,
      int intoAt,
      int stride) {
    for (int c = 0; c < stride; c++) {
      float sum = 0;
      for (int a = 0; a < inputs; a++) {
        sum = Math.fma(steps[stepsAt + a], rows[rowAt[a] + c], sum);
      }

      into[intoAt + c] += sum;
    }
  }
}
