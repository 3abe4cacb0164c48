package org.graphrestore.vector.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.graphrestore.vector.GroupScratch;

/** Adds a group's steps to its rows. */
final class SimdUpdates {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int W = S.length();

  private SimdUpdates() {}

  /** Adds the steps of all inputs to all targets, two by two. */
  static void contexts(
      float[] input,
      int[] inputAt,
      int inputs,
      float[] context,
      int[] targetAt,
      int targets,
      int stride,
      GroupScratch scratch) {
    for (int t = 0; t < targets; t += 2) {
      int u = Math.min(t + 1, targets - 1);
      contexts(input, inputAt, inputs, context, targetAt[t], targetAt[u], t, u, stride, scratch);
    }
  }

  /** Adds the steps of all inputs to two targets, or to one that is given twice. */
  private static void contexts(
      float[] input,
      int[] inputAt,
      int inputs,
      float[] context,
      int x,
      int y,
      int tx,
      int ty,
      int stride,
      GroupScratch scratch) {
    int gx = tx * scratch.inputStride();
    int gy = ty * scratch.inputStride();
    int done = stride / (4 * W) * (4 * W);
    contexts2x4(input, inputAt, inputs, context, x, y, scratch.steps(), gx, gy, done);
    contexts2x1(input, inputAt, inputs, context, x, y, scratch.steps(), gx, gy, done, stride);
  }

  /** Two targets, four vectors at a time. */
  private static void contexts2x4(
      float[] input,
      int[] inputAt,
      int inputs,
      float[] context,
      int x,
      int y,
      float[] steps,
      int gx,
      int gy,
      int end) {
    for (int c = 0; c < end; c += 4 * W) {
      FloatVector x0 = FloatVector.zero(S);
      FloatVector x1 = x0;
      FloatVector x2 = x0;
      FloatVector x3 = x0;
      FloatVector y0 = x0;
      FloatVector y1 = x0;
      FloatVector y2 = x0;
      FloatVector y3 = x0;
      for (int a = 0; a < inputs; a++) {
        int r = inputAt[a] + c;
        FloatVector stepX = FloatVector.broadcast(S, steps[gx + a]);
        FloatVector stepY = FloatVector.broadcast(S, steps[gy + a]);
        FloatVector u = FloatVector.fromArray(S, input, r);
        x0 = stepX.fma(u, x0);
        y0 = stepY.fma(u, y0);
        u = FloatVector.fromArray(S, input, r + W);
        x1 = stepX.fma(u, x1);
        y1 = stepY.fma(u, y1);
        u = FloatVector.fromArray(S, input, r + 2 * W);
        x2 = stepX.fma(u, x2);
        y2 = stepY.fma(u, y2);
        u = FloatVector.fromArray(S, input, r + 3 * W);
        x3 = stepX.fma(u, x3);
        y3 = stepY.fma(u, y3);
      }

      // All sums before the first store: x and y may be the same row.
      y0 = y0.add(FloatVector.fromArray(S, context, y + c));
      y1 = y1.add(FloatVector.fromArray(S, context, y + c + W));
      y2 = y2.add(FloatVector.fromArray(S, context, y + c + 2 * W));
      y3 = y3.add(FloatVector.fromArray(S, context, y + c + 3 * W));
      x0.add(FloatVector.fromArray(S, context, x + c)).intoArray(context, x + c);
      x1.add(FloatVector.fromArray(S, context, x + c + W)).intoArray(context, x + c + W);
      x2.add(FloatVector.fromArray(S, context, x + c + 2 * W)).intoArray(context, x + c + 2 * W);
      x3.add(FloatVector.fromArray(S, context, x + c + 3 * W)).intoArray(context, x + c + 3 * W);
      y0.intoArray(context, y + c);
      y1.intoArray(context, y + c + W);
      y2.intoArray(context, y + c + 2 * W);
      y3.intoArray(context, y + c + 3 * W);
    }
  }

  /** Two targets, one vector at a time. */
  private static void contexts2x1(
      float[] input,
      int[] inputAt,
      int inputs,
      float[] context,
      int x,
      int y,
      float[] steps,
      int gx,
      int gy,
      int from,
      int end) {
    for (int c = from; c < end; c += W) {
      FloatVector x0 = FloatVector.zero(S);
      FloatVector y0 = x0;
      for (int a = 0; a < inputs; a++) {
        FloatVector u = FloatVector.fromArray(S, input, inputAt[a] + c);
        x0 = FloatVector.broadcast(S, steps[gx + a]).fma(u, x0);
        y0 = FloatVector.broadcast(S, steps[gy + a]).fma(u, y0);
      }

      y0 = y0.add(FloatVector.fromArray(S, context, y + c));
      x0.add(FloatVector.fromArray(S, context, x + c)).intoArray(context, x + c);
      y0.intoArray(context, y + c);
    }
  }

  /** Adds the steps of all targets to every input. */
  static void inputs(
      float[] input, int[] inputAt, int inputs, int targets, int stride, GroupScratch scratch) {
    float[] old = scratch.contexts();
    float[] steps = scratch.steps();
    int width = scratch.inputStride();
    for (int t = 0; t < targets; ) {
      int k = t * stride;
      int g = t * width;
      int strip = GroupScratch.strip(targets - t);
      switch (strip) {
        case 6 -> inputs6(input, inputAt, inputs, old, k, stride, steps, g, width);
        case 4 -> inputs4(input, inputAt, inputs, old, k, stride, steps, g, width);
        case 2 -> inputs2(input, inputAt, inputs, old, k, stride, steps, g, width);
        default -> inputs1(input, inputAt, inputs, old, k, stride, steps, g);
      }

      t += strip;
    }
  }

  private static void inputs6(
      float[] input,
      int[] inputAt,
      int inputs,
      float[] old,
      int k,
      int stride,
      float[] steps,
      int g,
      int width) {
    for (int a = 0; a < inputs; a++) {
      int r = inputAt[a];
      FloatVector g0 = FloatVector.broadcast(S, steps[g + a]);
      FloatVector g1 = FloatVector.broadcast(S, steps[g + a + width]);
      FloatVector g2 = FloatVector.broadcast(S, steps[g + a + 2 * width]);
      FloatVector g3 = FloatVector.broadcast(S, steps[g + a + 3 * width]);
      FloatVector g4 = FloatVector.broadcast(S, steps[g + a + 4 * width]);
      FloatVector g5 = FloatVector.broadcast(S, steps[g + a + 5 * width]);
      for (int c = 0; c < stride; c += W) {
        FloatVector u = FloatVector.fromArray(S, input, r + c);
        u = g0.fma(FloatVector.fromArray(S, old, k + c), u);
        u = g1.fma(FloatVector.fromArray(S, old, k + stride + c), u);
        u = g2.fma(FloatVector.fromArray(S, old, k + 2 * stride + c), u);
        u = g3.fma(FloatVector.fromArray(S, old, k + 3 * stride + c), u);
        u = g4.fma(FloatVector.fromArray(S, old, k + 4 * stride + c), u);
        u = g5.fma(FloatVector.fromArray(S, old, k + 5 * stride + c), u);
        u.intoArray(input, r + c);
      }
    }
  }

  private static void inputs4(
      float[] input,
      int[] inputAt,
      int inputs,
      float[] old,
      int k,
      int stride,
      float[] steps,
      int g,
      int width) {
    for (int a = 0; a < inputs; a++) {
      int r = inputAt[a];
      FloatVector g0 = FloatVector.broadcast(S, steps[g + a]);
      FloatVector g1 = FloatVector.broadcast(S, steps[g + a + width]);
      FloatVector g2 = FloatVector.broadcast(S, steps[g + a + 2 * width]);
      FloatVector g3 = FloatVector.broadcast(S, steps[g + a + 3 * width]);
      for (int c = 0; c < stride; c += W) {
        FloatVector u = FloatVector.fromArray(S, input, r + c);
        u = g0.fma(FloatVector.fromArray(S, old, k + c), u);
        u = g1.fma(FloatVector.fromArray(S, old, k + stride + c), u);
        u = g2.fma(FloatVector.fromArray(S, old, k + 2 * stride + c), u);
        u = g3.fma(FloatVector.fromArray(S, old, k + 3 * stride + c), u);
        u.intoArray(input, r + c);
      }
    }
  }

  private static void inputs2(
      float[] input,
      int[] inputAt,
      int inputs,
      float[] old,
      int k,
      int stride,
      float[] steps,
      int g,
      int width) {
    for (int a = 0; a < inputs; a++) {
      int r = inputAt[a];
      FloatVector g0 = FloatVector.broadcast(S, steps[g + a]);
      FloatVector g1 = FloatVector.broadcast(S, steps[g + a + width]);
      for (int c = 0; c < stride; c += W) {
        FloatVector u = FloatVector.fromArray(S, input, r + c);
        u = g0.fma(FloatVector.fromArray(S, old, k + c), u);
        u = g1.fma(FloatVector.fromArray(S, old, k + stride + c), u);
        u.intoArray(input, r + c);
      }
    }
  }

  private static void inputs1(
      float[] input,
      int[] inputAt,
      int inputs,
      float[] old,
      int k,
      int stride,
      float[] steps,
      int g) {
    for (int a = 0; a < inputs; a++) {
      int r = inputAt[a];
      FloatVector g0 = FloatVector.broadcast(S, steps[g + a]);
      for (int c = 0; c < stride; c += W) {
        FloatVector u = FloatVector.fromArray(S, input, r + c);
        u = g0.fma(FloatVector.fromArray(S, old, k + c), u);
        u.intoArray(input, r + c);
      }
    }
  }
}
