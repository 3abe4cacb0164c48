package org.graphrestore.vector.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.graphrestore.vector.GroupScratch;
import org.graphrestore.vector.Sigmoid;
import org.graphrestore.vector.VectorKernels;

/**
 * The kernels on vectors of the machine's preferred width: 512, 256 or 128 bits. Sixteen virtual
 * lanes are one, two or four vectors. One width a JVM: a second one would spoil the type profiles of
 * the first.
 *
 * <p>Scores come 16 (8, 4) at a time: as many dot products are kept in registers, and a tree of
 * blends and rearrangements adds their lanes all at once, so that the sigmoid is a vector too.
 */
public final class SimdKernels implements VectorKernels {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int W = S.length();
  private static final VectorMask<Float> BIT8 = bit(8);
  private static final VectorMask<Float> BIT4 = bit(4);
  private static final VectorMask<Float> BIT2 = bit(2);
  private static final VectorMask<Float> BIT1 = bit(1);
  private static final VectorShuffle<Float> XOR8 = xor(8);
  private static final VectorShuffle<Float> XOR4 = xor(4);
  private static final VectorShuffle<Float> XOR2 = xor(2);
  private static final VectorShuffle<Float> XOR1 = xor(1);

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
    float[] rows = scratch.rows();
    for (int a = 0; a < inputs; a++) {
      copy(input, inputAt[a], rows, a * stride, stride);
    }

    if (W == 16) {
      scoreWide(rows, inputs, context, targetAt, targets, stride, positiveRate, negativeRate, scratch);
    } else {
      scoreNarrow(
          rows, inputs, context, targetAt, targets, stride, positiveRate, negativeRate, scratch);
    }

    for (int t = 0; t < targets; t += GroupScratch.strip(targets - t)) {
      switch (GroupScratch.strip(targets - t)) {
        case 6 -> update6(input, inputAt, inputs, context, targetAt, t, stride, scratch);
        case 2 -> update2(input, inputAt, inputs, context, targetAt, t, stride, scratch);
        default -> update1(input, inputAt, inputs, context, targetAt, t, stride, scratch);
      }
    }
  }

  private static void copy(float[] from, int fromAt, float[] to, int toAt, int stride) {
    for (int c = 0; c < stride; c += W) {
      FloatVector.fromArray(S, from, fromAt + c).intoArray(to, toAt + c);
    }
  }

  /** Scores and steps of 8 inputs × 2 targets at a time, in 16 accumulators of 16 lanes. */
  private static void scoreWide(
      float[] rows,
      int inputs,
      float[] context,
      int[] targetAt,
      int targets,
      int stride,
      float positiveRate,
      float negativeRate,
      GroupScratch scratch) {
    float[] scores = scratch.scores();
    float[] steps = scratch.steps();
    for (int t = 0; t < targets; t += 2) {
      // A missing second target is the first one again; its scores are never read.
      int x = targetAt[t];
      int y = targetAt[Math.min(t + 1, targets - 1)];
      FloatVector rate = FloatVector.broadcast(S, negativeRate);
      FloatVector label = FloatVector.zero(S);
      if (t == 0) {
        rate = FloatVector.broadcast(S, positiveRate).blend(negativeRate, BIT8);
        label = FloatVector.broadcast(S, 1f).blend(0f, BIT8);
      }

      for (int a = 0; a < inputs; a += 8) {
        FloatVector score = dots8x2(rows, a, inputs - 1, context, x, y, stride);
        int at = scratch.targetAt(t) + GroupScratch.inputAt(a);
        score.intoArray(scores, at);
        rate.mul(label.sub(sigmoid(score))).intoArray(steps, at);
      }
    }
  }

  /** Lane 8 j + i is the product of row min(a + i, last) and target j. */
  private static FloatVector dots8x2(
      float[] rows, int a, int last, float[] context, int x, int y, int stride) {
    int r0 = a * stride;
    int r1 = Math.min(a + 1, last) * stride;
    int r2 = Math.min(a + 2, last) * stride;
    int r3 = Math.min(a + 3, last) * stride;
    int r4 = Math.min(a + 4, last) * stride;
    int r5 = Math.min(a + 5, last) * stride;
    int r6 = Math.min(a + 6, last) * stride;
    int r7 = Math.min(a + 7, last) * stride;
    FloatVector x0 = FloatVector.zero(S);
    FloatVector x1 = x0;
    FloatVector x2 = x0;
    FloatVector x3 = x0;
    FloatVector x4 = x0;
    FloatVector x5 = x0;
    FloatVector x6 = x0;
    FloatVector x7 = x0;
    FloatVector y0 = x0;
    FloatVector y1 = x0;
    FloatVector y2 = x0;
    FloatVector y3 = x0;
    FloatVector y4 = x0;
    FloatVector y5 = x0;
    FloatVector y6 = x0;
    FloatVector y7 = x0;
    for (int c = 0; c < stride; c += 16) {
      FloatVector cx = FloatVector.fromArray(S, context, x + c);
      FloatVector cy = FloatVector.fromArray(S, context, y + c);
      FloatVector u = FloatVector.fromArray(S, rows, r0 + c);
      x0 = u.fma(cx, x0);
      y0 = u.fma(cy, y0);
      u = FloatVector.fromArray(S, rows, r1 + c);
      x1 = u.fma(cx, x1);
      y1 = u.fma(cy, y1);
      u = FloatVector.fromArray(S, rows, r2 + c);
      x2 = u.fma(cx, x2);
      y2 = u.fma(cy, y2);
      u = FloatVector.fromArray(S, rows, r3 + c);
      x3 = u.fma(cx, x3);
      y3 = u.fma(cy, y3);
      u = FloatVector.fromArray(S, rows, r4 + c);
      x4 = u.fma(cx, x4);
      y4 = u.fma(cy, y4);
      u = FloatVector.fromArray(S, rows, r5 + c);
      x5 = u.fma(cx, x5);
      y5 = u.fma(cy, y5);
      u = FloatVector.fromArray(S, rows, r6 + c);
      x6 = u.fma(cx, x6);
      y6 = u.fma(cy, y6);
      u = FloatVector.fromArray(S, rows, r7 + c);
      x7 = u.fma(cx, x7);
      y7 = u.fma(cy, y7);
    }

    FloatVector z0 = tree4(meet8(x0, y0), meet8(x4, y4), meet8(x2, y2), meet8(x6, y6));
    FloatVector z1 = tree4(meet8(x1, y1), meet8(x5, y5), meet8(x3, y3), meet8(x7, y7));
    return meet(z0, z1, BIT1, XOR1);
  }

  /** Scores and steps of 8 (4) inputs × 1 target at a time, in as many accumulators a half. */
  private static void scoreNarrow(
      float[] rows,
      int inputs,
      float[] context,
      int[] targetAt,
      int targets,
      int stride,
      float positiveRate,
      float negativeRate,
      GroupScratch scratch) {
    float[] scores = scratch.scores();
    float[] steps = scratch.steps();
    for (int t = 0; t < targets; t++) {
      FloatVector rate = FloatVector.broadcast(S, t == 0 ? positiveRate : negativeRate);
      FloatVector label = FloatVector.broadcast(S, t == 0 ? 1f : 0f);
      for (int a = 0; a < inputs; a += W) {
        FloatVector score =
            W == 8
                ? dots8(rows, a, inputs - 1, context, targetAt[t], stride)
                : dots4(rows, a, inputs - 1, context, targetAt[t], stride);
        int at = scratch.targetAt(t) + GroupScratch.inputAt(a);
        score.intoArray(scores, at);
        rate.mul(label.sub(sigmoid(score))).intoArray(steps, at);
      }
    }
  }

  /** Lane i is the product of row min(a + i, last) and the target, on vectors of 8 lanes. */
  private static FloatVector dots8(
      float[] rows, int a, int last, float[] context, int x, int stride) {
    FloatVector x0 = dotHalves(rows, a * stride, context, x, stride);
    FloatVector x1 = dotHalves(rows, Math.min(a + 1, last) * stride, context, x, stride);
    FloatVector x2 = dotHalves(rows, Math.min(a + 2, last) * stride, context, x, stride);
    FloatVector x3 = dotHalves(rows, Math.min(a + 3, last) * stride, context, x, stride);
    FloatVector x4 = dotHalves(rows, Math.min(a + 4, last) * stride, context, x, stride);
    FloatVector x5 = dotHalves(rows, Math.min(a + 5, last) * stride, context, x, stride);
    FloatVector x6 = dotHalves(rows, Math.min(a + 6, last) * stride, context, x, stride);
    FloatVector x7 = dotHalves(rows, Math.min(a + 7, last) * stride, context, x, stride);
    return meet(tree4(x0, x4, x2, x6), tree4(x1, x5, x3, x7), BIT1, XOR1);
  }

  /** The 8 lanes that are left after lanes 8 apart were added. */
  private static FloatVector dotHalves(float[] rows, int r, float[] context, int x, int stride) {
    FloatVector low = FloatVector.zero(S);
    FloatVector high = low;
    for (int c = 0; c < stride; c += 16) {
      low = FloatVector.fromArray(S, rows, r + c).fma(FloatVector.fromArray(S, context, x + c), low);
      high =
          FloatVector.fromArray(S, rows, r + c + 8)
              .fma(FloatVector.fromArray(S, context, x + c + 8), high);
    }

    return low.add(high);
  }

  /** Lane i is the product of row min(a + i, last) and the target, on vectors of 4 lanes. */
  private static FloatVector dots4(
      float[] rows, int a, int last, float[] context, int x, int stride) {
    FloatVector x0 = dotQuarters(rows, a * stride, context, x, stride);
    FloatVector x1 = dotQuarters(rows, Math.min(a + 1, last) * stride, context, x, stride);
    FloatVector x2 = dotQuarters(rows, Math.min(a + 2, last) * stride, context, x, stride);
    FloatVector x3 = dotQuarters(rows, Math.min(a + 3, last) * stride, context, x, stride);
    return meet(meet(x0, x2, BIT2, XOR2), meet(x1, x3, BIT2, XOR2), BIT1, XOR1);
  }

  /** The 4 lanes that are left after lanes 8 and then 4 apart were added. */
  private static FloatVector dotQuarters(float[] rows, int r, float[] context, int x, int stride) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int c = 0; c < stride; c += 16) {
      s0 = FloatVector.fromArray(S, rows, r + c).fma(FloatVector.fromArray(S, context, x + c), s0);
      s1 =
          FloatVector.fromArray(S, rows, r + c + 4)
              .fma(FloatVector.fromArray(S, context, x + c + 4), s1);
      s2 =
          FloatVector.fromArray(S, rows, r + c + 8)
              .fma(FloatVector.fromArray(S, context, x + c + 8), s2);
      s3 =
          FloatVector.fromArray(S, rows, r + c + 12)
              .fma(FloatVector.fromArray(S, context, x + c + 12), s3);
    }

    return s0.add(s2).add(s1.add(s3));
  }

  private static FloatVector tree4(FloatVector p, FloatVector q, FloatVector r, FloatVector s) {
    return meet(meet(p, q, BIT4, XOR4), meet(r, s, BIT4, XOR4), BIT2, XOR2);
  }

  private static FloatVector meet8(FloatVector p, FloatVector q) {
    return meet(p, q, BIT8, XOR8);
  }

  /**
   * Adds the lanes of p that lie a power of two apart, and those of q, and keeps p's sums in the
   * lanes where that bit is clear and q's where it is set.
   */
  private static FloatVector meet(
      FloatVector p, FloatVector q, VectorMask<Float> bit, VectorShuffle<Float> xor) {
    return p.blend(q, bit).add(q.blend(p, bit).rearrange(xor));
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

  /** Six targets and their changes in registers, chunk by chunk over all inputs. */
  private static void update6(
      float[] input,
      int[] inputAt,
      int inputs,
      float[] context,
      int[] targetAt,
      int t,
      int stride,
      GroupScratch scratch) {
    float[] rows = scratch.rows();
    float[] steps = scratch.steps();
    int g0 = scratch.targetAt(t);
    int g1 = scratch.targetAt(t + 1);
    int g2 = scratch.targetAt(t + 2);
    int g3 = scratch.targetAt(t + 3);
    int g4 = scratch.targetAt(t + 4);
    int g5 = scratch.targetAt(t + 5);
    for (int c = 0; c < stride; c += W) {
      FloatVector c0 = FloatVector.fromArray(S, context, targetAt[t] + c);
      FloatVector c1 = FloatVector.fromArray(S, context, targetAt[t + 1] + c);
      FloatVector c2 = FloatVector.fromArray(S, context, targetAt[t + 2] + c);
      FloatVector c3 = FloatVector.fromArray(S, context, targetAt[t + 3] + c);
      FloatVector c4 = FloatVector.fromArray(S, context, targetAt[t + 4] + c);
      FloatVector c5 = FloatVector.fromArray(S, context, targetAt[t + 5] + c);
      FloatVector d0 = FloatVector.zero(S);
      FloatVector d1 = d0;
      FloatVector d2 = d0;
      FloatVector d3 = d0;
      FloatVector d4 = d0;
      FloatVector d5 = d0;
      for (int a = 0; a < inputs; a++) {
        FloatVector old = FloatVector.fromArray(S, rows, a * stride + c);
        FloatVector u = FloatVector.fromArray(S, input, inputAt[a] + c);
        int g = GroupScratch.inputAt(a);
        FloatVector step = FloatVector.broadcast(S, steps[g0 + g]);
        d0 = step.fma(old, d0);
        u = step.fma(c0, u);
        step = FloatVector.broadcast(S, steps[g1 + g]);
        d1 = step.fma(old, d1);
        u = step.fma(c1, u);
        step = FloatVector.broadcast(S, steps[g2 + g]);
        d2 = step.fma(old, d2);
        u = step.fma(c2, u);
        step = FloatVector.broadcast(S, steps[g3 + g]);
        d3 = step.fma(old, d3);
        u = step.fma(c3, u);
        step = FloatVector.broadcast(S, steps[g4 + g]);
        d4 = step.fma(old, d4);
        u = step.fma(c4, u);
        step = FloatVector.broadcast(S, steps[g5 + g]);
        d5 = step.fma(old, d5);
        u = step.fma(c5, u);
        u.intoArray(input, inputAt[a] + c);
      }

      c0.add(d0).intoArray(context, targetAt[t] + c);
      c1.add(d1).intoArray(context, targetAt[t + 1] + c);
      c2.add(d2).intoArray(context, targetAt[t + 2] + c);
      c3.add(d3).intoArray(context, targetAt[t + 3] + c);
      c4.add(d4).intoArray(context, targetAt[t + 4] + c);
      c5.add(d5).intoArray(context, targetAt[t + 5] + c);
    }
  }

  /** Two targets and their changes in registers. */
  private static void update2(
      float[] input,
      int[] inputAt,
      int inputs,
      float[] context,
      int[] targetAt,
      int t,
      int stride,
      GroupScratch scratch) {
    float[] rows = scratch.rows();
    float[] steps = scratch.steps();
    int g0 = scratch.targetAt(t);
    int g1 = scratch.targetAt(t + 1);
    for (int c = 0; c < stride; c += W) {
      FloatVector c0 = FloatVector.fromArray(S, context, targetAt[t] + c);
      FloatVector c1 = FloatVector.fromArray(S, context, targetAt[t + 1] + c);
      FloatVector d0 = FloatVector.zero(S);
      FloatVector d1 = d0;
      for (int a = 0; a < inputs; a++) {
        FloatVector old = FloatVector.fromArray(S, rows, a * stride + c);
        FloatVector u = FloatVector.fromArray(S, input, inputAt[a] + c);
        int g = GroupScratch.inputAt(a);
        FloatVector step = FloatVector.broadcast(S, steps[g0 + g]);
        d0 = step.fma(old, d0);
        u = step.fma(c0, u);
        step = FloatVector.broadcast(S, steps[g1 + g]);
        d1 = step.fma(old, d1);
        u = step.fma(c1, u);
        u.intoArray(input, inputAt[a] + c);
      }

      c0.add(d0).intoArray(context, targetAt[t] + c);
      c1.add(d1).intoArray(context, targetAt[t + 1] + c);
    }
  }

  /** One target and its change in registers. */
  private static void update1(
      float[] input,
      int[] inputAt,
      int inputs,
      float[] context,
      int[] targetAt,
      int t,
      int stride,
      GroupScratch scratch) {
    float[] rows = scratch.rows();
    float[] steps = scratch.steps();
    int g0 = scratch.targetAt(t);
    for (int c = 0; c < stride; c += W) {
      FloatVector c0 = FloatVector.fromArray(S, context, targetAt[t] + c);
      FloatVector d0 = FloatVector.zero(S);
      for (int a = 0; a < inputs; a++) {
        FloatVector step = FloatVector.broadcast(S, steps[g0 + GroupScratch.inputAt(a)]);
        d0 = step.fma(FloatVector.fromArray(S, rows, a * stride + c), d0);
        FloatVector u = FloatVector.fromArray(S, input, inputAt[a] + c);
        step.fma(c0, u).intoArray(input, inputAt[a] + c);
      }

      c0.add(d0).intoArray(context, targetAt[t] + c);
    }
  }

  private static VectorMask<Float> bit(int bit) {
    boolean[] set = new boolean[W];
    for (int l = 0; l < W; l++) {
      set[l] = (l & bit) != 0;
    }

    return VectorMask.fromArray(S, set, 0);
  }

  private static VectorShuffle<Float> xor(int bit) {
    return VectorShuffle.fromOp(S, l -> (l ^ bit) & (W - 1));
  }
}
