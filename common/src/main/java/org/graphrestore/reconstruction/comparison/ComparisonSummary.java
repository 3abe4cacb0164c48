package org.graphrestore.reconstruction.comparison;

import java.util.List;
import org.graphrestore.reconstruction.ReconstructionSummary.Interval;

/**
 * Two reconstructions of one graph side by side. Bounded in size whatever the graph's.
 *
 * @param a the first
 * @param b the second
 * @param graph fingerprint of the graph
 * @param nodes its nodes
 * @param directed whether distances run along the direction of edges
 * @param queries nodes that both have asked
 * @param seed seed of the bootstrap
 * @param replicates its replicates
 * @param confidence level of the intervals
 * @param notes what a reader must know beside the figures
 * @param scores the comparisons, by pair of rankings
 */
public record ComparisonSummary(
    Side a,
    Side b,
    String graph,
    long nodes,
    boolean directed,
    long queries,
    long seed,
    int replicates,
    double confidence,
    List<String> notes,
    List<PairSummary> scores) {
  /** Copies the lists. */
  public ComparisonSummary {
    notes = List.copyOf(notes);
    scores = List.copyOf(scores);
  }

  /**
   * A reconstruction.
   *
   * @param name what it is called
   * @param path where it lies
   * @param embeddings fingerprint of its vectors
   * @param queries nodes that it has asked
   * @param sampled whether they are a sample
   * @param hops its largest distance
   */
  public record Side(
      String name, String path, String embeddings, long queries, boolean sampled, int hops) {}

  /**
   * Two rankings compared.
   *
   * @param pair which ones
   * @param a what the first is called in a sentence
   * @param b what the second is called in a sentence
   * @param told the verdict in words, on the mAP of shells
   * @param hops the comparisons by hop distance, 1 first
   */
  public record PairSummary(
      ScorePair pair, String a, String b, String told, List<HopComparison> hops) {
    /** Copies the list. */
    public PairSummary {
      hops = List.copyOf(hops);
    }
  }

  /**
   * The comparisons at one hop distance.
   *
   * @param hop the distance
   * @param shell where the truth is the nodes at this distance
   * @param ball where it is the nodes at this or a smaller one
   */
  public record HopComparison(int hop, TruthComparison shell, TruthComparison ball) {}

  /**
   * The comparisons over the queries that have a true node.
   *
   * @param queries their number
   * @param random mean random expectation of AP
   * @param ceiling mAP of a ranking by distance; NaN where it was not measured
   * @param metrics the comparisons; those that are not known are left out
   */
  public record TruthComparison(
      long queries, double random, double ceiling, List<MetricComparison> metrics) {
    /** Copies the list. */
    public TruthComparison {
      metrics = List.copyOf(metrics);
    }

    /** Returns the comparison of a metric, or null. */
    public MetricComparison metric(ComparedMetric wanted) {
      return metrics.stream().filter(m -> m.metric() == wanted).findFirst().orElse(null);
    }
  }

  /**
   * One figure of both.
   *
   * @param metric which figure
   * @param a of the first
   * @param b of the second
   * @param difference the first less the second
   * @param interval bootstrap interval of the difference, as if it were the only one
   * @param adjusted interval that holds together with those of all other rankings, hops and truths
   *     of this metric
   * @param higherA queries at which the first is higher
   * @param higherB queries at which the second is higher
   * @param verdict what may be said
   */
  public record MetricComparison(
      ComparedMetric metric,
      double a,
      double b,
      double difference,
      Interval interval,
      Interval adjusted,
      long higherA,
      long higherB,
      Verdict verdict) {}
}
