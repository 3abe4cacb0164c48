package org.graphrestore.vector.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.graphrestore.vector.GroupScratch;
import org.graphrestore.vector.VectorKernels;

/** Dot products of the rows of a group: every input with every target. */
final class SimdDots {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int W = S.length();
  private static final int LANES = VectorKernels.LANES;

  /** Lanes of a product that are kept: on vectors of up to 256 bits, half of the virtual ones. */
  private static final int KEPT = Math.max(W, 8);

  private SimdDots() {}

  /** Scores of all inputs and targets. */
  static void scores(
      float[] input, int[] inputAt, int inputs, int targets, int stride, GroupScratch scratch) {
    float[] old = scratch.contexts();
    float[] lanes = scratch.lanes();
    int next = scratch.inputStride() * KEPT;
    for (int t = 0; t < targets; ) {
      int left = targets - t;
      boolean three = left == 3 || left > 4;
      // A missing second target is the first one again; its lanes go to a place of their own.
      int y = left == 1 ? t * stride : (t + 1) * stride;
      for (int part = 0; part < LANES; part += W) {
        if (three) {
          dots2x3(input, inputAt, inputs, old, t * stride, stride, lanes, t * next, next, part);
        } else {
          dots2x2(input, inputAt, inputs, old, t * stride, y, stride, lanes, t * next, next, part);
        }
      }

      t += three ? 3 : 2;
    }

    for (int t = 0; t < targets; t++) {
      int at = t * scratch.inputStride();
      if (KEPT == LANES) {
        addSixteen(lanes, at * KEPT, inputs, scratch.scores(), at);
      } else {
        addEight(lanes, at * KEPT, inputs, scratch.scores(), at);
      }
    }
  }

  /**
   * All rows, two by two, and three targets: the virtual lanes from {@code part} on that one vector
   * holds. Six sums in registers at a time: the compiler loads early, and with more of them it runs
   * out of 16 registers and keeps sums in memory.
   */
  private static void dots2x3(
      float[] rows,
      int[] rowAt,
      int count,
      float[] old,
      int k,
      int stride,
      float[] lanes,
      int at,
      int next,
      int part) {
    int l = k + stride;
    int m = l + stride;
    for (int a = 0; a < count; a += 2) {
      int r0 = rowAt[a];
      int r1 = rowAt[Math.min(a + 1, count - 1)];
      FloatVector x0 = FloatVector.zero(S);
      FloatVector x1 = x0;
      FloatVector y0 = x0;
      FloatVector y1 = x0;
      FloatVector z0 = x0;
      FloatVector z1 = x0;
      for (int c = part; c < stride; c += LANES) {
        FloatVector cx = FloatVector.fromArray(S, old, k + c);
        FloatVector cy = FloatVector.fromArray(S, old, l + c);
        FloatVector cz = FloatVector.fromArray(S, old, m + c);
        FloatVector u = FloatVector.fromArray(S, rows, r0 + c);
        x0 = u.fma(cx, x0);
        y0 = u.fma(cy, y0);
        z0 = u.fma(cz, z0);
        u = FloatVector.fromArray(S, rows, r1 + c);
        x1 = u.fma(cx, x1);
        y1 = u.fma(cy, y1);
        z1 = u.fma(cz, z1);
      }

      int place = at + a * KEPT + part % KEPT;
      keep(x0, lanes, place, part);
      keep(x1, lanes, place + KEPT, part);
      keep(y0, lanes, place + next, part);
      keep(y1, lanes, place + next + KEPT, part);
      keep(z0, lanes, place + 2 * next, part);
      keep(z1, lanes, place + 2 * next + KEPT, part);
    }
  }

  /** As {@link #dots2x3}, with the two targets at x and y, which may be the same one. */
  private static void dots2x2(
      float[] rows,
      int[] rowAt,
      int count,
      float[] old,
      int x,
      int y,
      int stride,
      float[] lanes,
      int at,
      int next,
      int part) {
    for (int a = 0; a < count; a += 2) {
      int r0 = rowAt[a];
      int r1 = rowAt[Math.min(a + 1, count - 1)];
      FloatVector x0 = FloatVector.zero(S);
      FloatVector x1 = x0;
      FloatVector y0 = x0;
      FloatVector y1 = x0;
      for (int c = part; c < stride; c += LANES) {
        FloatVector cx = FloatVector.fromArray(S, old, x + c);
        FloatVector cy = FloatVector.fromArray(S, old, y + c);
        FloatVector u = FloatVector.fromArray(S, rows, r0 + c);
        x0 = u.fma(cx, x0);
        y0 = u.fma(cy, y0);
        u = FloatVector.fromArray(S, rows, r1 + c);
        x1 = u.fma(cx, x1);
        y1 = u.fma(cy, y1);
      }

      int place = at + a * KEPT + part % KEPT;
      keep(x0, lanes, place, part);
      keep(x1, lanes, place + KEPT, part);
      keep(y0, lanes, place + next, part);
      keep(y1, lanes, place + next + KEPT, part);
    }
  }

  /** Stores lanes; where only eight are kept, the upper virtual ones are added to the lower. */
  private static void keep(FloatVector sum, float[] lanes, int at, int part) {
    FloatVector kept = part < KEPT ? sum : FloatVector.fromArray(S, lanes, at).add(sum);
    kept.intoArray(lanes, at);
  }

  /** Adds sixteen lanes of every input in the fixed tree: 8, 4, 2, 1 apart. */
  private static void addSixteen(float[] lanes, int first, int inputs, float[] scores, int at) {
    for (int a = 0; a < inputs; a++) {
      int l = first + 16 * a;
      float s0 = (lanes[l] + lanes[l + 8]) + (lanes[l + 4] + lanes[l + 12]);
      float s1 = (lanes[l + 1] + lanes[l + 9]) + (lanes[l + 5] + lanes[l + 13]);
      float s2 = (lanes[l + 2] + lanes[l + 10]) + (lanes[l + 6] + lanes[l + 14]);
      float s3 = (lanes[l + 3] + lanes[l + 11]) + (lanes[l + 7] + lanes[l + 15]);
      scores[at + a] = (s0 + s2) + (s1 + s3);
    }
  }

  /** The same where lanes 8 apart have been added. */
  private static void addEight(float[] lanes, int first, int inputs, float[] scores, int at) {
    for (int a = 0; a < inputs; a++) {
      int l = first + 8 * a;
      float even = (lanes[l] + lanes[l + 4]) + (lanes[l + 2] + lanes[l + 6]);
      float odd = (lanes[l + 1] + lanes[l + 5]) + (lanes[l + 3] + lanes[l + 7]);
      scores[at + a] = even + odd;
    }
  }
}
