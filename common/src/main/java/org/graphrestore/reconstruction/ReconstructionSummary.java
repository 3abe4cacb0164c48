package org.graphrestore.reconstruction;

import java.util.List;

/**
 * What the second job found, over all queries. Bounded in size whatever the graph's.
 *
 * @param nodes nodes of the graph; every query ranks {@code nodes - 1} candidates
 * @param directed whether distances run along the direction of edges
 * @param queries nodes that were asked
 * @param sampled whether the queries are a seeded sample of the nodes
 * @param scores results by score, in the order asked for
 * @param baselines results of scores of the graph alone, in the order asked for
 * @param parts results of some relations alone, and by groups of queries
 */
public record ReconstructionSummary(
    long nodes,
    boolean directed,
    long queries,
    boolean sampled,
    List<ScoreSummary> scores,
    List<BaselineSummary> baselines,
    SummaryParts parts) {

  /** Copies the lists; there are no baselines and no parts in a result of the first version. */
  public ReconstructionSummary {
    scores = List.copyOf(scores);
    baselines = baselines == null ? List.of() : List.copyOf(baselines);
    parts = parts == null ? SummaryParts.NONE : parts;
  }

  /** A summary without parts. */
  public ReconstructionSummary(
      long nodes,
      boolean directed,
      long queries,
      boolean sampled,
      List<ScoreSummary> scores,
      List<BaselineSummary> baselines) {
    this(nodes, directed, queries, sampled, scores, baselines, SummaryParts.NONE);
  }

  /** Returns the same with parts. */
  public ReconstructionSummary with(SummaryParts newParts) {
    return new ReconstructionSummary(
        nodes, directed, queries, sampled, scores, baselines, newParts);
  }

  /** A summary without baselines. */
  public ReconstructionSummary(
      long nodes, boolean directed, long queries, boolean sampled, List<ScoreSummary> scores) {
    this(nodes, directed, queries, sampled, scores, List.of());
  }

  /**
   * Results of one score.
   *
   * @param score the score
   * @param hops results by hop distance, 1 first
   */
  public record ScoreSummary(ScoreKind score, List<HopSummary> hops) {
    /** Copies the list. */
    public ScoreSummary {
      hops = List.copyOf(hops);
    }
  }

  /**
   * Results of one baseline.
   *
   * @param baseline the baseline
   * @param hops results by hop distance, 1 first
   */
  public record BaselineSummary(Baseline baseline, List<HopSummary> hops) {
    /** Copies the list. */
    public BaselineSummary {
      hops = List.copyOf(hops);
    }
  }

  /**
   * Results at one hop distance.
   *
   * @param hop the distance k
   * @param shell where the truth of u is {@code N_k(u)}, the nodes at distance k
   * @param ball where the truth of u is every node at distance 1 .. k
   */
  public record HopSummary(int hop, TruthSummary shell, TruthSummary ball) {}

  /**
   * Means over the queries whose truth is not empty; every mean is 0 where there is no such query.
   *
   * @param queries number of those queries
   * @param meanSize mean number of true nodes
   * @param map mean average precision
   * @param random mean of the exact expectation of AP under a random ranking
   * @param interval bootstrap interval of {@code map}, or null where none was asked for
   * @param precisionAt mean precision at the cut-offs 1, 5, 10, 50, 100
   * @param rPrecision mean precision at the number of true nodes
   * @param byDegree the same mAP by degree of the query, empty buckets left out
   * @param ranking what stands beside mAP, or null in the result of a version that did not measure
   *     it
   */
  public record TruthSummary(
      long queries,
      double meanSize,
      double map,
      double random,
      Interval interval,
      List<PrecisionAt> precisionAt,
      double rPrecision,
      List<DegreeBucket> byDegree,
      RankingSummary ranking) {
    /** Copies the lists. */
    public TruthSummary {
      precisionAt = List.copyOf(precisionAt);
      byDegree = List.copyOf(byDegree);
    }

    /** A summary as the first version measured it. */
    public TruthSummary(
        long queries,
        double meanSize,
        double map,
        double random,
        Interval interval,
        List<PrecisionAt> precisionAt,
        double rPrecision,
        List<DegreeBucket> byDegree) {
      this(queries, meanSize, map, random, interval, precisionAt, rPrecision, byDegree, null);
    }
  }

  /** Ends of a confidence interval and its level. */
  public record Interval(double low, double high, double level) {}

  /**
   * Mean precision among the first {@code n} candidates.
   *
   * @param n the cut-off
   * @param precision the mean
   * @param interval its bootstrap interval, or null
   */
  public record PrecisionAt(int n, double precision, Interval interval) {
    /** A mean without an interval. */
    public PrecisionAt(int n, double precision) {
      this(n, precision, null);
    }
  }

  /**
   * Queries whose degree is {@code from .. to}.
   *
   * @param from least degree: 0, or a power of two
   * @param to largest degree
   * @param queries their number
   * @param map their mean average precision
   * @param random their mean random expectation
   * @param beside what stands beside mAP, or null in the result of a version that did not measure
   *     it
   */
  public record DegreeBucket(
      long from, long to, long queries, double map, double random, Beside beside) {
    /** A bucket as the first version measured it. */
    public DegreeBucket(long from, long to, long queries, double map, double random) {
      this(from, to, queries, map, random, null);
    }
  }

  /**
   * Means over the queries of a bucket.
   *
   * @param ceiling mAP of a ranking by the true distances, nearest first
   * @param rPrecision precision at the number of true nodes
   * @param ndcg normalized discounted cumulative gain
   * @param mrr reciprocal rank of the first true node
   * @param meanSize number of true nodes
   * @param interval bootstrap interval of mAP, or null
   * @param precisionAt precision at the cut-offs
   * @param ranking the same figures and the others, with their intervals, or null in the result of
   *     a version that did not measure it
   */
  public record Beside(
      double ceiling,
      double rPrecision,
      double ndcg,
      double mrr,
      double meanSize,
      Interval interval,
      List<PrecisionAt> precisionAt,
      RankingSummary ranking) {
    /** Copies the list. */
    public Beside {
      precisionAt = precisionAt == null ? List.of() : List.copyOf(precisionAt);
    }
  }
}
