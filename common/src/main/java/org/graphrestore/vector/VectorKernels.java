package org.graphrestore.vector;

/**
 * The float kernels. Every implementation gives the same bits for the same arguments: sums run over
 * {@link #LANES} virtual lanes with fused multiply-adds, lane {@code l} of a row taking the
 * components {@code l, l + 16, l + 32, ...} in order, and the lanes are added in a fixed tree
 * (lanes whose numbers differ by 8, then by 4, 2 and 1). Rows are padded with zeros to a multiple
 * of 16; zeros stay zero.
 *
 * <p>Implementations are stateless and thread-safe; {@link Kernels#active()} has the one to use.
 */
public interface VectorKernels {
  /** Virtual lanes of every sum; rows are padded to a multiple of it. */
  int LANES = 16;

  /** Returns the length of a padded row: {@code dim} rounded up to a multiple of {@link #LANES}. */
  static int stride(int dim) {
    return (dim + LANES - 1) / LANES * LANES;
  }

  /** Returns what this is, for logs and reports: "scalar", "512-bit SIMD". */
  String name();

  /**
   * Trains one group: {@code inputs} pairs that share one positive target, and negatives that all
   * of them share. With u_a the input rows, c_0 the positive and c_1 .. c_T-1 the negative targets:
   *
   * <pre>
   * s_at = u_a · c_t                                    from the rows at the start of the call
   * g_a0 = positiveRate (1 - σ(s_a0)),  g_at = - negativeRate σ(s_at)
   * u_a += Σ_t g_at c_t      c_t += Σ_a g_at u_a        both with the rows at the start of the call
   * </pre>
   *
   * <p>It is one step of stochastic gradient descent on -log σ(s_a0) - Σ_t log σ(-s_at), summed
   * over the group. An input may occur several times (its steps add up); the targets must be
   * distinct. Nothing is allocated.
   *
   * @param input the input rows, row-major with the given stride
   * @param inputAt position in {@code input} of the first component of every input
   * @param inputs number of inputs, 1 .. {@code scratch.maxInputs()}
   * @param context the context rows, row-major with the given stride; another array than {@code
   *     input}, or the same one where no row is input and target of the group
   * @param targetAt position in {@code context} of every target, the positive one first
   * @param targets number of targets, 1 .. {@code scratch.maxTargets()}
   * @param stride floats of a row, a multiple of {@link #LANES}
   * @param positiveRate learning rate of the positive target
   * @param negativeRate learning rate of a negative target
   * @param scratch room for the group; holds its scores afterwards
   */
  void trainGroup(
      float[] input,
      int[] inputAt,
      int inputs,
      float[] context,
      int[] targetAt,
      int targets,
      int stride,
      float positiveRate,
      float negativeRate,
      GroupScratch scratch);
}
