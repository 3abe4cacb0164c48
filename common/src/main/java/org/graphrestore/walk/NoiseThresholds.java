package org.graphrestore.walk;

import org.graphrestore.graph.AdjacencyBlock;

/**
 * What an arc must weigh to be no noise, a node: {@code max(0, mean + γ · deviation)} of the
 * weights of its out-arcs, the deviation that of the whole row (divided by its length); 0 for a
 * node without arcs (Liu, Hirn and Krishnan, "Accurately modeling biased random walks on weighted
 * networks using node2vec+", Bioinformatics 2023, section 2.2). Sums are in double, in the order of
 * the row, so the same for any way to cut a graph. Where all weights of a row are alike, the
 * threshold is exactly that weight.
 */
public final class NoiseThresholds {
  private NoiseThresholds() {}

  /**
   * Writes the thresholds of a block's rows.
   *
   * @param into where they go, from {@code at} on
   */
  public static void write(AdjacencyBlock block, double gamma, float[] into, int at) {
    for (int row = 0; row < block.rows(); row++) {
      into[at + row] = of(block.weights(), block.offsets()[row], block.offsets()[row + 1], gamma);
    }
  }

  private static float of(float[] weights, int from, int end, double gamma) {
    if (weights == null || from == end) {
      return from == end ? 0 : 1;
    }

    double sum = 0;
    for (int i = from; i < end; i++) {
      sum += weights[i];
    }

    double mean = sum / (end - from);
    double squares = 0;
    for (int i = from; i < end && gamma != 0; i++) {
      squares += (weights[i] - mean) * (weights[i] - mean);
    }

    return (float) Math.max(0, mean + gamma * Math.sqrt(squares / (end - from)));
  }
}
