package org.graphrestore.vector.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.graphrestore.vector.ScoreKernels;

/**
 * The kernels on the vector module: a register holds one dimension of several candidates, so lanes
 * are never added to each other. Twelve accumulators: six queries by two registers, which with two
 * registers of candidates and one of a query fit the sixteen of AVX2, and are enough to hide the
 * latency of a multiply-add where two begin in a cycle. They are local variables, written out,
 * because only those stay in registers.
 */
public final class SimdScoreKernels extends ScoreKernels {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /**
   * How far the next dimension of the queries is. Not a constant, so that the compiler keeps a
   * check of bounds inside the loop: it does not move loads over that, and twelve sums stay in
   * registers. Without it the loop is unrolled, all loads come first, and half of the sums are
   * spilled.
   */
  private final int step;

  private SimdScoreKernels(int step) {
    this.step = step;
  }

  /** Returns the kernels, or null where registers are narrower than 256 bits. */
  public static ScoreKernels ifFast() {
    return LANES == 4 || LANES == 8 ? new SimdScoreKernels(QUERIES) : null;
  }

  @Override
  public String label() {
    return SPECIES.vectorBitSize() + " bit";
  }

  @Override
  public void dots(
      double[] queries,
      int group,
      int dim,
      double[] panels,
      int panel,
      double[] scores,
      int stride,
      int offset) {
    for (int sub = 0; sub < WIDTH; sub += 2 * LANES) {
      DoubleVector s00 = DoubleVector.zero(SPECIES);
      DoubleVector s01 = DoubleVector.zero(SPECIES);
      DoubleVector s10 = DoubleVector.zero(SPECIES);
      DoubleVector s11 = DoubleVector.zero(SPECIES);
      DoubleVector s20 = DoubleVector.zero(SPECIES);
      DoubleVector s21 = DoubleVector.zero(SPECIES);
      DoubleVector s30 = DoubleVector.zero(SPECIES);
      DoubleVector s31 = DoubleVector.zero(SPECIES);
      DoubleVector s40 = DoubleVector.zero(SPECIES);
      DoubleVector s41 = DoubleVector.zero(SPECIES);
      DoubleVector s50 = DoubleVector.zero(SPECIES);
      DoubleVector s51 = DoubleVector.zero(SPECIES);
      int at = panel * dim * WIDTH + sub;
      int q = group * dim * QUERIES;
      for (int k = 0; k < dim; k++, at += WIDTH) {
        DoubleVector c0 = DoubleVector.fromArray(SPECIES, panels, at);
        DoubleVector c1 = DoubleVector.fromArray(SPECIES, panels, at + LANES);
        DoubleVector u0 = DoubleVector.broadcast(SPECIES, queries[q]);
        s00 = u0.fma(c0, s00);
        s01 = u0.fma(c1, s01);
        DoubleVector u1 = DoubleVector.broadcast(SPECIES, queries[q + 1]);
        s10 = u1.fma(c0, s10);
        s11 = u1.fma(c1, s11);
        DoubleVector u2 = DoubleVector.broadcast(SPECIES, queries[q + 2]);
        s20 = u2.fma(c0, s20);
        s21 = u2.fma(c1, s21);
        DoubleVector u3 = DoubleVector.broadcast(SPECIES, queries[q + 3]);
        s30 = u3.fma(c0, s30);
        s31 = u3.fma(c1, s31);
        DoubleVector u4 = DoubleVector.broadcast(SPECIES, queries[q + 4]);
        s40 = u4.fma(c0, s40);
        s41 = u4.fma(c1, s41);
        DoubleVector u5 = DoubleVector.broadcast(SPECIES, queries[q + 5]);
        s50 = u5.fma(c0, s50);
        s51 = u5.fma(c1, s51);
        q += step;
      }
      int to = offset + sub;
      s00.intoArray(scores, to);
      s01.intoArray(scores, to + LANES);
      to += stride;
      s10.intoArray(scores, to);
      s11.intoArray(scores, to + LANES);
      to += stride;
      s20.intoArray(scores, to);
      s21.intoArray(scores, to + LANES);
      to += stride;
      s30.intoArray(scores, to);
      s31.intoArray(scores, to + LANES);
      to += stride;
      s40.intoArray(scores, to);
      s41.intoArray(scores, to + LANES);
      to += stride;
      s50.intoArray(scores, to);
      s51.intoArray(scores, to + LANES);
    }
  }

  @Override
  public void squaredDistances(
      double[] queries,
      int group,
      int dim,
      double[] panels,
      int panel,
      double[] scores,
      int stride,
      int offset) {
    for (int sub = 0; sub < WIDTH; sub += 2 * LANES) {
      DoubleVector s00 = DoubleVector.zero(SPECIES);
      DoubleVector s01 = DoubleVector.zero(SPECIES);
      DoubleVector s10 = DoubleVector.zero(SPECIES);
      DoubleVector s11 = DoubleVector.zero(SPECIES);
      DoubleVector s20 = DoubleVector.zero(SPECIES);
      DoubleVector s21 = DoubleVector.zero(SPECIES);
      DoubleVector s30 = DoubleVector.zero(SPECIES);
      DoubleVector s31 = DoubleVector.zero(SPECIES);
      DoubleVector s40 = DoubleVector.zero(SPECIES);
      DoubleVector s41 = DoubleVector.zero(SPECIES);
      DoubleVector s50 = DoubleVector.zero(SPECIES);
      DoubleVector s51 = DoubleVector.zero(SPECIES);
      int at = panel * dim * WIDTH + sub;
      int q = group * dim * QUERIES;
      for (int k = 0; k < dim; k++, at += WIDTH) {
        DoubleVector c0 = DoubleVector.fromArray(SPECIES, panels, at);
        DoubleVector c1 = DoubleVector.fromArray(SPECIES, panels, at + LANES);
        DoubleVector u0 = DoubleVector.broadcast(SPECIES, queries[q]);
        DoubleVector d00 = u0.sub(c0);
        s00 = d00.fma(d00, s00);
        DoubleVector d01 = u0.sub(c1);
        s01 = d01.fma(d01, s01);
        DoubleVector u1 = DoubleVector.broadcast(SPECIES, queries[q + 1]);
        DoubleVector d10 = u1.sub(c0);
        s10 = d10.fma(d10, s10);
        DoubleVector d11 = u1.sub(c1);
        s11 = d11.fma(d11, s11);
        DoubleVector u2 = DoubleVector.broadcast(SPECIES, queries[q + 2]);
        DoubleVector d20 = u2.sub(c0);
        s20 = d20.fma(d20, s20);
        DoubleVector d21 = u2.sub(c1);
        s21 = d21.fma(d21, s21);
        DoubleVector u3 = DoubleVector.broadcast(SPECIES, queries[q + 3]);
        DoubleVector d30 = u3.sub(c0);
        s30 = d30.fma(d30, s30);
        DoubleVector d31 = u3.sub(c1);
        s31 = d31.fma(d31, s31);
        DoubleVector u4 = DoubleVector.broadcast(SPECIES, queries[q + 4]);
        DoubleVector d40 = u4.sub(c0);
        s40 = d40.fma(d40, s40);
        DoubleVector d41 = u4.sub(c1);
        s41 = d41.fma(d41, s41);
        DoubleVector u5 = DoubleVector.broadcast(SPECIES, queries[q + 5]);
        DoubleVector d50 = u5.sub(c0);
        s50 = d50.fma(d50, s50);
        DoubleVector d51 = u5.sub(c1);
        s51 = d51.fma(d51, s51);
        q += step;
      }
      int to = offset + sub;
      s00.intoArray(scores, to);
      s01.intoArray(scores, to + LANES);
      to += stride;
      s10.intoArray(scores, to);
      s11.intoArray(scores, to + LANES);
      to += stride;
      s20.intoArray(scores, to);
      s21.intoArray(scores, to + LANES);
      to += stride;
      s30.intoArray(scores, to);
      s31.intoArray(scores, to + LANES);
      to += stride;
      s40.intoArray(scores, to);
      s41.intoArray(scores, to + LANES);
      to += stride;
      s50.intoArray(scores, to);
      s51.intoArray(scores, to + LANES);
    }
  }
}
