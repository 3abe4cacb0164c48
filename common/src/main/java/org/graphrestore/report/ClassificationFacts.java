package org.graphrestore.report;

import org.graphrestore.classification.ClassificationSummary;

/**
 * How well labels of nodes can be told from their vectors.
 *
 * @param embeddings where the vectors came from: this run's method, or a path
 * @param dim numbers in a vector
 * @param source the file or folder of labels
 * @param summary the figures by share of training nodes
 */
public record ClassificationFacts(
    String embeddings, int dim, String source, ClassificationSummary summary) {

  /** Makes sure that there is something to show. */
  public ClassificationFacts {
    if (summary.fractions().isEmpty()) {
      throw new IllegalArgumentException(
          "A classification without shares of training nodes (must have at least one)");
    }
  }
}
