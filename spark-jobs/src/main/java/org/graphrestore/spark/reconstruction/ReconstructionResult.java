package org.graphrestore.spark.reconstruction;

import java.util.List;
import org.graphrestore.reconstruction.ReconstructionSummary;
import org.graphrestore.report.ReconstructionFacts;

/**
 * What the second job found. Bounded in size whatever the graph's; lives on the driver.
 *
 * @param summary the means, by score and hop
 * @param examples the best and worst restored nodes, one entry a score, in the summary's order
 */
public record ReconstructionResult(ReconstructionSummary summary, List<Examples> examples) {
  /** Copies the list. */
  public ReconstructionResult {
    examples = List.copyOf(examples);
  }

  /**
   * Nodes to show for one score, by average precision at the first hop.
   *
   * @param best best first; ties by the hash of the id
   * @param worst worst first; ties by the hash of the id
   */
  public record Examples(
      List<ReconstructionFacts.RestoredNode> best, List<ReconstructionFacts.RestoredNode> worst) {
    /** Copies the lists. */
    public Examples {
      best = List.copyOf(best);
      worst = List.copyOf(worst);
    }
  }

  /**
   * Returns the result as the report shows it.
   *
   * @param embeddings where the vectors came from
   * @param dim numbers in a vector
   */
  public ReconstructionFacts facts(String embeddings, int dim) {
    return ReportFacts.of(this, embeddings, dim);
  }
}
