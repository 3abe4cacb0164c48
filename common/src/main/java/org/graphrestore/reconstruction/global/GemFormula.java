package org.graphrestore.reconstruction.global;

import java.util.List;
import org.graphrestore.reconstruction.ScoreKind;

/**
 * What GEM's evaluation computes (P. Goyal, E. Ferrara, "Graph embedding techniques, applications,
 * and performance: a survey", Knowledge-Based Systems 151, 2018; the conventions are those of its
 * code, docs/evaluation.md): nodes predict the candidates of a positive score, of an undirected
 * graph only those numbered above them; average precision is divided by the true ones that were
 * predicted, not by all.
 */
public final class GemFormula {
  /** Where GEM prints its precision, besides the number of edges. */
  private static final List<Long> POSITIONS = List.of(2L, 10L, 100L, 200L, 300L, 500L, 1000L);

  private GemFormula() {}

  /** Returns the cut-offs at which GEM prints its precision. */
  public static List<Long> positions() {
    return POSITIONS;
  }

  /**
   * Returns whether a pair is predicted at all: not where a node has no vector. Distances are
   * turned into {@code exp(-d^2)}, which is positive.
   */
  public static boolean predicts(ScoreKind kind, double score) {
    return kind == ScoreKind.L2 ? !Double.isNaN(score) : score > 0;
  }

  /**
   * Returns the mean over nodes, added up in their order.
   *
   * @param averages average precision by node
   * @param degrees out-degree by node
   * @param undirected whether all nodes count; otherwise only those with a neighbour
   * @return the mean, or NaN where no node counts
   */
  public static double map(double[] averages, int[] degrees, boolean undirected) {
    double sum = 0;
    long count = 0;
    for (int node = 0; node < averages.length; node++) {
      if (undirected || degrees[node] > 0) {
        sum += averages[node];
        count++;
      }
    }

    return sum / count;
  }
}
