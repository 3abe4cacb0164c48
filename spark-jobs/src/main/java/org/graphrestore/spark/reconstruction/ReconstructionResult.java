package org.graphrestore.spark.reconstruction;

import java.util.List;
import org.graphrestore.reconstruction.ReconstructionSummary;
import org.graphrestore.report.ReconstructionFacts;

/**
 * What the second job found. Bounded in size whatever the graph's; lives on the driver.
 *
 * @param summary the means, by score and hop
 * @param examples the best and worst restored nodes by score; empty where none were asked for
 */
public record ReconstructionResult(
    ReconstructionSummary summary, List<ReconstructionFacts.Examples> examples) {
  /** Copies the list. */
  public ReconstructionResult {
    examples = List.copyOf(examples);
  }

  /**
   * Returns the result as the report shows it.
   *
   * @param embeddings where the vectors came from
   * @param dim numbers in a vector
   */
  public ReconstructionFacts facts(String embeddings, int dim) {
    return new ReconstructionFacts(embeddings, dim, summary, examples);
  }
}
