package org.graphrestore.vector.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.graphrestore.vector.ScoreKernels;

/**
 * The kernels on the vector module: a register holds one dimension of several candidates, so lanes
 * are never added to each other. Sixteen accumulators: four queries by four registers. They are
 * local variables, written out, because only those stay in registers.
 */
public final class SimdScoreKernels extends ScoreKernels {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private SimdScoreKernels() {}

  /** Returns the kernels, or null where registers are narrower than 256 bits. */
  public static ScoreKernels ifFast() {
    return LANES == 4 || LANES == 8 ? new SimdScoreKernels() : null;
  }

  @Override
  public String label() {
    return SPECIES.vectorBitSize() + " bit";
  }

  @Override
  public void dots(
      double[] queries,
      int query,
      int dim,
      double[] panels,
      int panel,
      double[] scores,
      int stride,
      int offset) {
    for (int sub = 0; sub < WIDTH; sub += 4 * LANES) {
      DoubleVector s00 = DoubleVector.zero(SPECIES);
      DoubleVector s01 = DoubleVector.zero(SPECIES);
      DoubleVector s02 = DoubleVector.zero(SPECIES);
      DoubleVector s03 = DoubleVector.zero(SPECIES);
      DoubleVector s10 = DoubleVector.zero(SPECIES);
      DoubleVector s11 = DoubleVector.zero(SPECIES);
      DoubleVector s12 = DoubleVector.zero(SPECIES);
      DoubleVector s13 = DoubleVector.zero(SPECIES);
      DoubleVector s20 = DoubleVector.zero(SPECIES);
      DoubleVector s21 = DoubleVector.zero(SPECIES);
      DoubleVector s22 = DoubleVector.zero(SPECIES);
      DoubleVector s23 = DoubleVector.zero(SPECIES);
      DoubleVector s30 = DoubleVector.zero(SPECIES);
      DoubleVector s31 = DoubleVector.zero(SPECIES);
      DoubleVector s32 = DoubleVector.zero(SPECIES);
      DoubleVector s33 = DoubleVector.zero(SPECIES);
      int at = panel * dim * WIDTH + sub;
      int q0 = query * dim;
      int q1 = q0 + dim;
      int q2 = q1 + dim;
      int q3 = q2 + dim;
      for (int k = 0; k < dim; k++, at += WIDTH) {
        DoubleVector c0 = DoubleVector.fromArray(SPECIES, panels, at);
        DoubleVector c1 = DoubleVector.fromArray(SPECIES, panels, at + LANES);
        DoubleVector c2 = DoubleVector.fromArray(SPECIES, panels, at + 2 * LANES);
        DoubleVector c3 = DoubleVector.fromArray(SPECIES, panels, at + 3 * LANES);
        DoubleVector u0 = DoubleVector.broadcast(SPECIES, queries[q0 + k]);
        s00 = u0.fma(c0, s00);
        s01 = u0.fma(c1, s01);
        s02 = u0.fma(c2, s02);
        s03 = u0.fma(c3, s03);
        DoubleVector u1 = DoubleVector.broadcast(SPECIES, queries[q1 + k]);
        s10 = u1.fma(c0, s10);
        s11 = u1.fma(c1, s11);
        s12 = u1.fma(c2, s12);
        s13 = u1.fma(c3, s13);
        DoubleVector u2 = DoubleVector.broadcast(SPECIES, queries[q2 + k]);
        s20 = u2.fma(c0, s20);
        s21 = u2.fma(c1, s21);
        s22 = u2.fma(c2, s22);
        s23 = u2.fma(c3, s23);
        DoubleVector u3 = DoubleVector.broadcast(SPECIES, queries[q3 + k]);
        s30 = u3.fma(c0, s30);
        s31 = u3.fma(c1, s31);
        s32 = u3.fma(c2, s32);
        s33 = u3.fma(c3, s33);
      }
      int o0 = offset + sub;
      s00.intoArray(scores, o0);
      s01.intoArray(scores, o0 + LANES);
      s02.intoArray(scores, o0 + 2 * LANES);
      s03.intoArray(scores, o0 + 3 * LANES);
      int o1 = stride + offset + sub;
      s10.intoArray(scores, o1);
      s11.intoArray(scores, o1 + LANES);
      s12.intoArray(scores, o1 + 2 * LANES);
      s13.intoArray(scores, o1 + 3 * LANES);
      int o2 = 2 * stride + offset + sub;
      s20.intoArray(scores, o2);
      s21.intoArray(scores, o2 + LANES);
      s22.intoArray(scores, o2 + 2 * LANES);
      s23.intoArray(scores, o2 + 3 * LANES);
      int o3 = 3 * stride + offset + sub;
      s30.intoArray(scores, o3);
      s31.intoArray(scores, o3 + LANES);
      s32.intoArray(scores, o3 + 2 * LANES);
      s33.intoArray(scores, o3 + 3 * LANES);
    }
  }

  @Override
  public void squaredDistances(
      double[] queries,
      int query,
      int dim,
      double[] panels,
      int panel,
      double[] scores,
      int stride,
      int offset) {
    for (int sub = 0; sub < WIDTH; sub += 4 * LANES) {
      DoubleVector s00 = DoubleVector.zero(SPECIES);
      DoubleVector s01 = DoubleVector.zero(SPECIES);
      DoubleVector s02 = DoubleVector.zero(SPECIES);
      DoubleVector s03 = DoubleVector.zero(SPECIES);
      DoubleVector s10 = DoubleVector.zero(SPECIES);
      DoubleVector s11 = DoubleVector.zero(SPECIES);
      DoubleVector s12 = DoubleVector.zero(SPECIES);
      DoubleVector s13 = DoubleVector.zero(SPECIES);
      DoubleVector s20 = DoubleVector.zero(SPECIES);
      DoubleVector s21 = DoubleVector.zero(SPECIES);
      DoubleVector s22 = DoubleVector.zero(SPECIES);
      DoubleVector s23 = DoubleVector.zero(SPECIES);
      DoubleVector s30 = DoubleVector.zero(SPECIES);
      DoubleVector s31 = DoubleVector.zero(SPECIES);
      DoubleVector s32 = DoubleVector.zero(SPECIES);
      DoubleVector s33 = DoubleVector.zero(SPECIES);
      int at = panel * dim * WIDTH + sub;
      int q0 = query * dim;
      int q1 = q0 + dim;
      int q2 = q1 + dim;
      int q3 = q2 + dim;
      for (int k = 0; k < dim; k++, at += WIDTH) {
        DoubleVector c0 = DoubleVector.fromArray(SPECIES, panels, at);
        DoubleVector c1 = DoubleVector.fromArray(SPECIES, panels, at + LANES);
        DoubleVector c2 = DoubleVector.fromArray(SPECIES, panels, at + 2 * LANES);
        DoubleVector c3 = DoubleVector.fromArray(SPECIES, panels, at + 3 * LANES);
        DoubleVector u0 = DoubleVector.broadcast(SPECIES, queries[q0 + k]);
        DoubleVector d00 = u0.sub(c0);
        s00 = d00.fma(d00, s00);
        DoubleVector d01 = u0.sub(c1);
        s01 = d01.fma(d01, s01);
        DoubleVector d02 = u0.sub(c2);
        s02 = d02.fma(d02, s02);
        DoubleVector d03 = u0.sub(c3);
        s03 = d03.fma(d03, s03);
        DoubleVector u1 = DoubleVector.broadcast(SPECIES, queries[q1 + k]);
        DoubleVector d10 = u1.sub(c0);
        s10 = d10.fma(d10, s10);
        DoubleVector d11 = u1.sub(c1);
        s11 = d11.fma(d11, s11);
        DoubleVector d12 = u1.sub(c2);
        s12 = d12.fma(d12, s12);
        DoubleVector d13 = u1.sub(c3);
        s13 = d13.fma(d13, s13);
        DoubleVector u2 = DoubleVector.broadcast(SPECIES, queries[q2 + k]);
        DoubleVector d20 = u2.sub(c0);
        s20 = d20.fma(d20, s20);
        DoubleVector d21 = u2.sub(c1);
        s21 = d21.fma(d21, s21);
        DoubleVector d22 = u2.sub(c2);
        s22 = d22.fma(d22, s22);
        DoubleVector d23 = u2.sub(c3);
        s23 = d23.fma(d23, s23);
        DoubleVector u3 = DoubleVector.broadcast(SPECIES, queries[q3 + k]);
        DoubleVector d30 = u3.sub(c0);
        s30 = d30.fma(d30, s30);
        DoubleVector d31 = u3.sub(c1);
        s31 = d31.fma(d31, s31);
        DoubleVector d32 = u3.sub(c2);
        s32 = d32.fma(d32, s32);
        DoubleVector d33 = u3.sub(c3);
        s33 = d33.fma(d33, s33);
      }
      int o0 = offset + sub;
      s00.intoArray(scores, o0);
      s01.intoArray(scores, o0 + LANES);
      s02.intoArray(scores, o0 + 2 * LANES);
      s03.intoArray(scores, o0 + 3 * LANES);
      int o1 = stride + offset + sub;
      s10.intoArray(scores, o1);
      s11.intoArray(scores, o1 + LANES);
      s12.intoArray(scores, o1 + 2 * LANES);
      s13.intoArray(scores, o1 + 3 * LANES);
      int o2 = 2 * stride + offset + sub;
      s20.intoArray(scores, o2);
      s21.intoArray(scores, o2 + LANES);
      s22.intoArray(scores, o2 + 2 * LANES);
      s23.intoArray(scores, o2 + 3 * LANES);
      int o3 = 3 * stride + offset + sub;
      s30.intoArray(scores, o3);
      s31.intoArray(scores, o3 + LANES);
      s32.intoArray(scores, o3 + 2 * LANES);
      s33.intoArray(scores, o3 + 3 * LANES);
    }
  }
}
