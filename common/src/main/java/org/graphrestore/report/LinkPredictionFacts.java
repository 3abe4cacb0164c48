package org.graphrestore.report;

import org.graphrestore.linkprediction.LinkPredictionSummary;

/**
 * How well hidden edges can be predicted from vectors of the rest of the graph.
 *
 * @param embeddings where the vectors came from: this run's method, or a path
 * @param dim numbers in a vector
 * @param summary the measures
 */
public record LinkPredictionFacts(String embeddings, int dim, LinkPredictionSummary summary) {
  /** Makes sure that there is something to show. */
  public LinkPredictionFacts {
    if (summary.pairs().isEmpty() || summary.rankings().isEmpty()) {
      throw new IllegalArgumentException(
          "A link prediction without measures (must have at least one score)");
    }
  }
}
