package org.graphrestore.linkprediction;

import java.util.List;
import org.graphrestore.reconstruction.ReconstructionSummary.Interval;

/**
 * What link prediction found. Scores are {@code dot}, {@code cosine}, {@code l2} and the baselines
 * {@code degree} (the product of degrees), {@code common-neighbours}, {@code adamic-adar} and
 * {@code random} (the expectation of a random order).
 *
 * @param nodes nodes of the graph
 * @param directed whether edges lead one way
 * @param edges pairs of nodes that an edge joins, hidden ones included
 * @param testEdges hidden edges that are predicted
 * @param validationEdges hidden edges that are not
 * @param negatives non-edges that AUC and average precision are measured against
 * @param candidates candidates that are drawn for a ranking
 * @param rankedEdges test edges that are ranked
 * @param pairs AUC and average precision by score
 * @param rankings MRR and hits by score and candidates
 */
public record LinkPredictionSummary(
    long nodes,
    boolean directed,
    long edges,
    long testEdges,
    long validationEdges,
    long negatives,
    int candidates,
    long rankedEdges,
    List<PairMeasures> pairs,
    List<Ranking> rankings) {
  /** Name of the expectation of a random order. */
  public static final String RANDOM = "random";

  /** Says that every node without an edge to the head is a candidate. */
  public static final String ALL = "all";

  /** Says that candidates are drawn among them. */
  public static final String SAMPLED = "sampled";

  /** Copies the lists. */
  public LinkPredictionSummary {
    pairs = List.copyOf(pairs);
    rankings = List.copyOf(rankings);
  }

  /**
   * Test edges against non-edges.
   *
   * @param score the score's name
   * @param auc probability that a test edge scores above a non-edge, ties counting half
   * @param averagePrecision area under precision and recall
   */
  public record PairMeasures(String score, double auc, double averagePrecision) {}

  /**
   * Test edges among the candidates of their ends; both ends of an edge rank the other.
   *
   * @param score the score's name
   * @param candidates {@code all} or {@code sampled}
   * @param rankings number of rankings
   * @param mrr mean of 1 / rank, where ties share their mean rank
   * @param mrrInterval its confidence interval, or null
   * @param hits share of true nodes among the first n, for several n
   */
  public record Ranking(
      String score,
      String candidates,
      long rankings,
      double mrr,
      Interval mrrInterval,
      List<HitsAt> hits) {
    /** Copies the list. */
    public Ranking {
      hits = List.copyOf(hits);
    }
  }

  /**
   * Hits at n.
   *
   * @param n how many candidates count
   * @param share share of rankings with the true node among them; a tie across the border counts by
   *     the expectation of a random order in it
   */
  public record HitsAt(int n, double share) {}
}
