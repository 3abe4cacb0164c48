package org.graphrestore.report;

import java.util.List;
import org.graphrestore.reconstruction.ReconstructionSummary;
import org.graphrestore.reconstruction.ScoreKind;

/**
 * How much of the graph the embedding still holds.
 *
 * @param embeddings where the vectors came from: this run's method, or a path
 * @param dim numbers in a vector
 * @param summary the means over all queries; the first score is the one in the headline
 * @param examples best and worst restored nodes by score; empty where none were asked for
 * @param coverage how vectors that were made elsewhere fit the graph, or null
 */
public record ReconstructionFacts(
    String embeddings,
    int dim,
    ReconstructionSummary summary,
    List<Examples> examples,
    VectorCoverage coverage) {
  /** Facts about vectors that were made for this graph. */
  public ReconstructionFacts(
      String embeddings, int dim, ReconstructionSummary summary, List<Examples> examples) {
    this(embeddings, dim, summary, examples, null);
  }

  /** Returns the same with how the vectors fit the graph. */
  public ReconstructionFacts with(VectorCoverage newCoverage) {
    return new ReconstructionFacts(embeddings, dim, summary, examples, newCoverage);
  }

  /** Copies the list, so that the record cannot change. */
  public ReconstructionFacts {
    examples = List.copyOf(examples);
    if (summary.scores().isEmpty()) {
      throw new IllegalArgumentException(
          "A reconstruction without scores (must have at least one)");
    }
  }

  /**
   * The nodes that a score restores best and worst, by average precision at the first hop.
   *
   * @param score the score
   * @param best highest average precision first
   * @param worst lowest average precision first
   */
  public record Examples(ScoreKind score, List<RestoredNode> best, List<RestoredNode> worst) {

    /** Copies the lists, so that the record cannot change. */
    public Examples {
      best = List.copyOf(best);
      worst = List.copyOf(worst);
    }
  }

  /**
   * A node with what it should have restored and what it did.
   *
   * @param id the node's original id
   * @param label its label, or null where the graph has none
   * @param degree its degree
   * @param averagePrecision its average precision at the first hop
   * @param truthSize number of its true neighbours
   * @param truth its true neighbours, at most as many as are shown
   * @param restored the candidates that the score ranks first, best first
   */
  public record RestoredNode(
      String id,
      String label,
      long degree,
      double averagePrecision,
      long truthSize,
      List<Neighbour> truth,
      List<Neighbour> restored) {

    /** Copies the lists, so that the record cannot change. */
    public RestoredNode {
      truth = List.copyOf(truth);
      restored = List.copyOf(restored);
    }
  }

  /**
   * A node in a list of neighbours.
   *
   * @param id its original id
   * @param label its label, or null where the graph has none
   * @param hit whether it stands in both lists: a true neighbour among the first, or one that was
   *     restored
   */
  public record Neighbour(String id, String label, boolean hit) {}
}
