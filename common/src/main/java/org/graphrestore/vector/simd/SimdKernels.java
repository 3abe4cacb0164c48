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
 * <p>Dot products are taken 16 (8) at a time in registers. Their lanes are then added in scalar
 * code from memory, which took half as long as a tree of blends and rearrangements (JDK 17,
 * AVX-512).
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
    float[] rows = scratch.rows();
    for (int a = 0; a < inputs; a++) {
      copy(input, inputAt[a], rows, a * stride, stride);
    }

    for (int t = 0; t < targets; t += 2) {
      // A missing second target is the first one again; its scores are never read.
      int x = targetAt[t];
      int y = targetAt[Math.min(t + 1, targets - 1)];
      for (int a = 0; a < inputs; a += W == 16 ? 8 : 4) {
        if (W == 16) {
          dots8x2(rows, a, inputs - 1, context, x, y, stride, scratch.lanes());
          addLanes(scratch, 8, a, t);
        } else {
          for (int part = 0; part < 16; part += W) {
            dots4x2(rows, a, inputs - 1, context, x, y, stride, scratch.lanes(), part);
          }

          addLanes(scratch, 4, a, t);
        }
      }
    }

    steps(scratch, inputs, 0, 1, 1f, positiveRate);
    steps(scratch, inputs, 1, targets, 0f, negativeRate);
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

  /** Rows a .. a + 7 (the last one again where there are fewer) and two targets, 16 lanes. */
  private static void dots8x2(
      float[] rows, int a, int last, float[] context, int x, int y, int stride, float[] lanes) {
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

    x0.intoArray(lanes, 0);
    x1.intoArray(lanes, 16);
    x2.intoArray(lanes, 32);
    x3.intoArray(lanes, 48);
    x4.intoArray(lanes, 64);
    x5.intoArray(lanes, 80);
    x6.intoArray(lanes, 96);
    x7.intoArray(lanes, 112);
    y0.intoArray(lanes, 128);
    y1.intoArray(lanes, 144);
    y2.intoArray(lanes, 160);
    y3.intoArray(lanes, 176);
    y4.intoArray(lanes, 192);
    y5.intoArray(lanes, 208);
    y6.intoArray(lanes, 224);
    y7.intoArray(lanes, 240);
  }

  /** Rows a .. a + 3 and two targets; the lanes from {@code part} on that one vector holds. */
  private static void dots4x2(
      float[] rows,
      int a,
      int last,
      float[] context,
      int x,
      int y,
      int stride,
      float[] lanes,
      int part) {
    int r0 = a * stride;
    int r1 = Math.min(a + 1, last) * stride;
    int r2 = Math.min(a + 2, last) * stride;
    int r3 = Math.min(a + 3, last) * stride;
    FloatVector x0 = FloatVector.zero(S);
    FloatVector x1 = x0;
    FloatVector x2 = x0;
    FloatVector x3 = x0;
    FloatVector y0 = x0;
    FloatVector y1 = x0;
    FloatVector y2 = x0;
    FloatVector y3 = x0;
    for (int c = part; c < stride; c += 16) {
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
    }

    x0.intoArray(lanes, 0 + part);
    x1.intoArray(lanes, 16 + part);
    x2.intoArray(lanes, 32 + part);
    x3.intoArray(lanes, 48 + part);
    y0.intoArray(lanes, 64 + part);
    y1.intoArray(lanes, 80 + part);
    y2.intoArray(lanes, 96 + part);
    y3.intoArray(lanes, 112 + part);
  }

  /** Adds the lanes of {@code count} rows and two targets in the fixed tree: 8, 4, 2, 1 apart. */
  private static void addLanes(GroupScratch scratch, int count, int a, int t) {
    float[] lanes = scratch.lanes();
    float[] scores = scratch.scores();
    int at = t * scratch.inputStride() + a;
    int next = scratch.inputStride() - count;
    for (int i = 0; i < 2 * count; i++) {
      int l = i * 16;
      float s0 = (lanes[l] + lanes[l + 8]) + (lanes[l + 4] + lanes[l + 12]);
      float s1 = (lanes[l + 1] + lanes[l + 9]) + (lanes[l + 5] + lanes[l + 13]);
      float s2 = (lanes[l + 2] + lanes[l + 10]) + (lanes[l + 6] + lanes[l + 14]);
      float s3 = (lanes[l + 3] + lanes[l + 11]) + (lanes[l + 7] + lanes[l + 15]);
      scores[at + i + (i < count ? 0 : next)] = (s0 + s2) + (s1 + s3);
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
    int g0 = t * scratch.inputStride();
    int g1 = (t + 1) * scratch.inputStride();
    int g2 = (t + 2) * scratch.inputStride();
    int g3 = (t + 3) * scratch.inputStride();
    int g4 = (t + 4) * scratch.inputStride();
    int g5 = (t + 5) * scratch.inputStride();
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
        FloatVector step = FloatVector.broadcast(S, steps[g0 + a]);
        d0 = step.fma(old, d0);
        u = step.fma(c0, u);
        step = FloatVector.broadcast(S, steps[g1 + a]);
        d1 = step.fma(old, d1);
        u = step.fma(c1, u);
        step = FloatVector.broadcast(S, steps[g2 + a]);
        d2 = step.fma(old, d2);
        u = step.fma(c2, u);
        step = FloatVector.broadcast(S, steps[g3 + a]);
        d3 = step.fma(old, d3);
        u = step.fma(c3, u);
        step = FloatVector.broadcast(S, steps[g4 + a]);
        d4 = step.fma(old, d4);
        u = step.fma(c4, u);
        step = FloatVector.broadcast(S, steps[g5 + a]);
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
    int g0 = t * scratch.inputStride();
    int g1 = (t + 1) * scratch.inputStride();
    for (int c = 0; c < stride; c += W) {
      FloatVector c0 = FloatVector.fromArray(S, context, targetAt[t] + c);
      FloatVector c1 = FloatVector.fromArray(S, context, targetAt[t + 1] + c);
      FloatVector d0 = FloatVector.zero(S);
      FloatVector d1 = d0;
      for (int a = 0; a < inputs; a++) {
        FloatVector old = FloatVector.fromArray(S, rows, a * stride + c);
        FloatVector u = FloatVector.fromArray(S, input, inputAt[a] + c);
        FloatVector step = FloatVector.broadcast(S, steps[g0 + a]);
        d0 = step.fma(old, d0);
        u = step.fma(c0, u);
        step = FloatVector.broadcast(S, steps[g1 + a]);
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
    int g0 = t * scratch.inputStride();
    for (int c = 0; c < stride; c += W) {
      FloatVector c0 = FloatVector.fromArray(S, context, targetAt[t] + c);
      FloatVector d0 = FloatVector.zero(S);
      for (int a = 0; a < inputs; a++) {
        FloatVector step = FloatVector.broadcast(S, steps[g0 + a]);
        d0 = step.fma(FloatVector.fromArray(S, rows, a * stride + c), d0);
        FloatVector u = FloatVector.fromArray(S, input, inputAt[a] + c);
        step.fma(c0, u).intoArray(input, inputAt[a] + c);
      }

      c0.add(d0).intoArray(context, targetAt[t] + c);
    }
  }
}
