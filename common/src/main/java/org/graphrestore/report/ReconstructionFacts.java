package org.graphrestore.report;

import java.util.List;

/**
 * How much of the graph the embedding still holds.
 *
 * @param embeddings where the vectors came from: this run's method, or a path
 * @param dim numbers in a vector
 * @param candidates nodes that every query ranks (all but itself)
 * @param queries nodes asked for their neighbours
 * @param sampled whether the queries are a sample of the nodes
 * @param scores results by score, the first is the one in the headline
 */
public record ReconstructionFacts(
    String embeddings,
    int dim,
    long candidates,
    long queries,
    boolean sampled,
    List<ScoreFacts> scores) {

  /** Copies the list, so that the record cannot change. */
  public ReconstructionFacts {
    scores = List.copyOf(scores);
    if (scores.isEmpty()) {
      throw new IllegalArgumentException("A reconstruction without scores (must have at least one)");
    }
  }

  /**
   * Results of one score.
   *
   * @param score its name: dot, cosine, l2
   * @param hops results by hop, nearest first
   * @param best nodes restored best at the first hop; empty where not asked for
   * @param worst nodes restored worst at the first hop; empty where not asked for
   */
  public record ScoreFacts(
      String score, List<HopFacts> hops, List<RestoredNode> best, List<RestoredNode> worst) {

    /** Copies the lists, so that the record cannot change. */
    public ScoreFacts {
      hops = List.copyOf(hops);
      best = List.copyOf(best);
      worst = List.copyOf(worst);
    }
  }

  /**
   * Results of one score at one hop.
   *
   * @param hop the distance k
   * @param queries queries whose shell is not empty: what the means run over
   * @param shell mAP where the truth is the nodes at distance k exactly
   * @param ball mAP where the truth is the nodes at distance 1 .. k
   * @param meanShellSize mean number of nodes at distance k
   * @param precisionAt precision among the first n, by n ascending
   * @param rPrecision precision among the first |shell|
   * @param byDegree shell mAP by the query's degree, smallest first
   */
  public record HopFacts(
      int hop,
      long queries,
      MeanAp shell,
      MeanAp ball,
      double meanShellSize,
      List<PrecisionAt> precisionAt,
      double rPrecision,
      List<DegreeAp> byDegree) {

    /** Copies the lists, so that the record cannot change. */
    public HopFacts {
      precisionAt = List.copyOf(precisionAt);
      byDegree = List.copyOf(byDegree);
    }
  }

  /**
   * A mean average precision and what stands beside it.
   *
   * @param map the mean, 0 .. 1
   * @param random what a random ranking would get on average, exact
   * @param interval confidence interval over the queries, or null where all nodes were asked
   */
  public record MeanAp(double map, double random, Interval interval) {}

  /**
   * A confidence interval.
   *
   * @param low lower end
   * @param high upper end
   * @param level share of samples that it covers, for example 0.95
   */
  public record Interval(double low, double high, double level) {}

  /** Precision among the first {@code n} candidates, mean over the queries. */
  public record PrecisionAt(int n, double precision) {}

  /**
   * Mean average precision of the queries whose degree lies in a range, both ends included.
   *
   * @param from smallest degree
   * @param to largest degree
   * @param queries queries in it
   * @param map their mean average precision
   */
  public record DegreeAp(long from, long to, long queries, double map) {}

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
