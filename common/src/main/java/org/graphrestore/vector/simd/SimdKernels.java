package org.graphrestore.vector.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.graphrestore.vector.GroupScratch;
import org.graphrestore.vector.Sigmoid;
import org.graphrestore.vector.VectorKernels;

/**
 * The kernels on vectors of the machine's preferred width: 512, 256 or 128 bits. Sixteen virtual
 * lanes are one, two or four vectors. One width a JVM: a second one would spoil the type profiles
 * of the first.
 *
 * <p>Every product is a method that goes through all rows itself, so that a call and what a loop
 * needs before it starts are paid once, and holds few sums at a time, for the compiler of JDK 17
 * loads early and would keep further ones in memory (docs/decisions/0007-kernels.md).
 */
public final class SimdKernels implements VectorKernels {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int W = S.length();

  private SimdKernels() {}

  /**
   * Makes the kernels.
   *
   * @throws IllegalStateException if the machine's vectors are narrower than 128 bits
   */
  public static VectorKernels create() {
    if (W != 4 && W != 8 && W != 16) {
      throw new IllegalStateException(
          "This machine's preferred vectors have " + 32 * W + " bits (needs 128, 256 or 512)");
    }

    return new SimdKernels();
  }

  @Override
  public String name() {
    return 32 * W + "-bit SIMD";
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
      copy(context, targetAt[t], old, t * stride, stride);
    }

    SimdDots.scores(input, inputAt, inputs, targets, stride, scratch);
    steps(scratch, inputs, 0, 1, 1f, positiveRate);
    steps(scratch, inputs, 1, targets, 0f, negativeRate);
    // Contexts first, while the inputs are the old ones; the old contexts are in the copies.
    SimdUpdates.contexts(input, inputAt, inputs, context, targetAt, targets, stride, scratch);
    SimdUpdates.inputs(input, inputAt, inputs, targets, stride, scratch);
  }

  private static void copy(float[] from, int fromAt, float[] to, int toAt, int stride) {
    for (int c = 0; c < stride; c += W) {
      FloatVector.fromArray(S, from, fromAt + c).intoArray(to, toAt + c);
    }
  }

  /** Steps of the targets from t on: rate times (label - sigmoid(score)). */
  private static void steps(
      GroupScratch scratch, int inputs, int from, int to, float label, float rate) {
    for (int t = from; t < to; t++) {
      int at = t * scratch.inputStride();
      for (int a = 0; a < inputs; a += W) {
        FloatVector score = FloatVector.fromArray(S, scratch.scores(), at + a);
        FloatVector.broadcast(S, label)
            .sub(sigmoid(score))
            .mul(rate)
            .intoArray(scratch.steps(), at + a);
      }
    }
  }

  /** As {@link Sigmoid#of}, lane by lane. */
  private static FloatVector sigmoid(FloatVector x) {
    FloatVector h = x.mul(0.5f).min(Sigmoid.CLAMP).max(-Sigmoid.CLAMP);
    FloatVector s = h.mul(h);
    FloatVector p = s.fma(Sigmoid.A13, Sigmoid.A11);
    p = s.fma(p, FloatVector.broadcast(S, Sigmoid.A9));
    p = s.fma(p, FloatVector.broadcast(S, Sigmoid.A7));
    p = s.fma(p, FloatVector.broadcast(S, Sigmoid.A5));
    p = s.fma(p, FloatVector.broadcast(S, Sigmoid.A3));
    p = s.fma(p, FloatVector.broadcast(S, Sigmoid.A1));
    p = p.mul(h);
    FloatVector q = s.fma(Sigmoid.B6, Sigmoid.B4);
    q = s.fma(q, FloatVector.broadcast(S, Sigmoid.B2));
    q = s.fma(q, FloatVector.broadcast(S, Sigmoid.B0));
    return p.div(q).fma(0.5f, 0.5f);
  }
}
