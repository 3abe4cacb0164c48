package org.graphrestore.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VectorKernelsTest {
  private static final int[] DIMS = {1, 3, 16, 17, 64, 100, 128, 300};
  private static final int[] INPUTS = {1, 2, 7, 8, 9, 16, 24};
  private static final int[] TARGETS = {1, 2, 3, 4, 6, 7, 8, 9, 14, 21};

  @Test
  void scalarAndSimdGiveTheSameBits() {
    VectorKernels active = Kernels.active();
    assertThat(active.name()).as("tests run with the vector module").endsWith("-bit SIMD");
    for (int dim : DIMS) {
      for (int inputs : INPUTS) {
        for (int targets : TARGETS) {
          long seed = dim * 10_000L + inputs * 100L + targets;
          GroupCase scalar = new GroupCase(seed, dim, inputs, targets);
          GroupCase simd = new GroupCase(seed, dim, inputs, targets);
          GroupScratch scalarScratch = scalar.train(Kernels.scalar());
          GroupScratch simdScratch = simd.train(active);

          String what = "dim " + dim + ", inputs " + inputs + ", targets " + targets;
          assertThat(simd.input).as(what).containsExactly(scalar.input);
          assertThat(simd.context).as(what).containsExactly(scalar.context);
          for (int a = 0; a < inputs; a++) {
            for (int t = 0; t < targets; t++) {
              assertThat(simdScratch.score(a, t)).as(what).isEqualTo(scalarScratch.score(a, t));
            }
          }
        }
      }
    }
  }

  @Test
  void groupFollowsTheFormulaPairByPair() {
    for (int dim : DIMS) {
      for (int inputs : INPUTS) {
        for (int targets : TARGETS) {
          GroupCase expected = new GroupCase(dim + inputs + targets, dim, inputs, targets);
          GroupCase actual = new GroupCase(dim + inputs + targets, dim, inputs, targets);
          ReferenceSkipGram reference = ReferenceSkipGram.train(expected);
          actual.train(Kernels.active());

          // Sums of at most 24 x 300 products of floats below 1: rounding stays below 1e-5.
          for (int i = 0; i < actual.input.length; i++) {
            assertThat((double) actual.input[i]).isCloseTo(reference.input[i], within(1e-5));
            assertThat((double) actual.context[i]).isCloseTo(reference.context[i], within(1e-5));
          }
        }
      }
    }
  }

  @Test
  void paddingStaysZero() {
    GroupCase group = new GroupCase(1, 17, 16, 6);
    group.train(Kernels.active());

    for (int r = 0; r < GroupCase.ROWS; r++) {
      for (int c = 17; c < group.stride; c++) {
        assertThat(group.input[r * group.stride + c]).isEqualTo(0f);
        assertThat(group.context[r * group.stride + c]).isEqualTo(0f);
      }
    }
  }

  @Test
  void oneHandComputedPair() {
    // u = (1, 2), positive target (0.5, -1): s = -1.5, 1 - sigma(-1.5) = 0.8175744761936437.
    float[] input = new float[16];
    float[] context = new float[16];
    input[0] = 1;
    input[1] = 2;
    context[0] = 0.5f;
    context[1] = -1;
    GroupScratch scratch = new GroupScratch(1, 1, 16);

    Kernels.active()
        .trainGroup(input, new int[1], 1, context, new int[1], 1, 16, 0.1f, 0.1f, scratch);

    assertThat(scratch.score(0, 0)).isEqualTo(-1.5f);
    assertThat(input[0]).isCloseTo(1.0408787f, within(1e-6f));
    assertThat(input[1]).isCloseTo(1.9182426f, within(1e-6f));
    assertThat(context[0]).isCloseTo(0.5817574f, within(1e-6f));
    assertThat(context[1]).isCloseTo(-0.8364851f, within(1e-6f));
  }

  @Test
  void sigmoidIsWithinItsBound() {
    for (int i = -4_000; i <= 4_000; i++) {
      float x = i * 0.01f;
      assertThat((double) Sigmoid.of(x))
          .isCloseTo(1 / (1 + StrictMath.exp(-(double) x)), within(4e-7));
    }

    assertThat(Sigmoid.of(0)).isEqualTo(0.5f);
    assertThat(Sigmoid.of(Float.NaN)).isNaN();
  }
}
