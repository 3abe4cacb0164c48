package org.graphrestore.reconstruction.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graphrestore.reconstruction.ReconstructionSummary.Interval;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.HopComparison;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.MetricComparison;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.TruthComparison;

/**
 * Makes figures, intervals and verdicts of sums. A family is one metric: all its rankings, hops and
 * truths are judged together, so that the chance of any wrong verdict among them is held, and not
 * that of each.
 */
public final class ComparisonBuilder {
  private final ComparisonSums sums;
  private final int pairs;
  private final int hops;
  private final double confidence;
  private final Set<ComparedMetric> known;
  private final Map<List<Integer>, Replicates> replicates = new HashMap<>();
  private final Map<ComparedMetric, Double> critical = new HashMap<>();

  /**
   * Takes finished sums.
   *
   * @param known metrics that both sides have measured
   */
  public ComparisonBuilder(
      ComparisonSums sums, int pairs, int hops, double confidence, Set<ComparedMetric> known) {
    this.sums = sums;
    this.pairs = pairs;
    this.hops = hops;
    this.confidence = confidence;
    this.known = known;
    for (ComparedMetric metric : known) {
      List<Replicates> family = new ArrayList<>();
      for (int pair = 0; pair < pairs; pair++) {
        for (int truth = 0; truth < 2 * hops; truth++) {
          if (divisor(metric, truth, 0) > 0) {
            Replicates member = replicates(pair, truth, metric);
            replicates.put(key(pair, truth, metric), member);
            family.add(member);
          }
        }
      }

      critical.put(metric, Replicates.critical(family, sums.replicates(), confidence));
    }
  }

  /** Returns the comparisons of a pair by hop. */
  public List<HopComparison> hops(int pair) {
    List<HopComparison> byHop = new ArrayList<>();
    for (int hop = 1; hop <= hops; hop++) {
      byHop.add(
          new HopComparison(
              hop,
              truth(pair, ComparedQuery.truth(hop, true)),
              truth(pair, ComparedQuery.truth(hop, false))));
    }

    return byHop;
  }

  /** Returns how many comparisons one metric has. */
  public int family() {
    return pairs * 2 * hops;
  }

  private TruthComparison truth(int pair, int truth) {
    long queries = sums.count(truth, ComparisonSums.COUNT, 0);
    double divisor = Math.max(1, queries);
    double random = sums.random(truth) / divisor;
    List<MetricComparison> metrics =
        Arrays.stream(ComparedMetric.values())
            .filter(metric -> replicates.containsKey(key(pair, truth, metric)))
            .map(metric -> compare(pair, truth, metric))
            .toList();
    return new TruthComparison(
        queries,
        random,
        known.contains(ComparedMetric.CORRECTED)
            ? random + sums.room(truth, 0) / divisor
            : Double.NaN,
        metrics);
  }

  private MetricComparison compare(int pair, int truth, ComparedMetric metric) {
    Replicates drawn = replicates.get(key(pair, truth, metric));
    int mean = mean(metric);
    double divisor = divisor(metric, truth, 0);
    double random = metric == ComparedMetric.CORRECTED ? sums.random(truth) : 0;
    Interval interval = drawn.interval(confidence);
    Interval adjusted = drawn.within(critical.get(metric), confidence);
    long higherA = sums.higher(pair, truth, mean, ComparisonSums.HIGHER_A);
    long higherB = sums.higher(pair, truth, mean, ComparisonSums.HIGHER_B);
    return new MetricComparison(
        metric,
        (sums.side(pair, truth, mean, ComparisonSums.SUM_A) - random) / divisor,
        (sums.side(pair, truth, mean, ComparisonSums.SUM_B) - random) / divisor,
        sums.difference(pair, truth, mean, 0) / divisor,
        interval,
        adjusted,
        higherA,
        higherB,
        verdict(interval, adjusted, higherA + higherB));
  }

  private static Verdict verdict(Interval interval, Interval adjusted, long differing) {
    if (interval == null) {
      return Verdict.UNKNOWN;
    }

    if (differing == 0) {
      return Verdict.SAME;
    }

    if (interval.low() > 0) {
      return adjusted.low() > 0 ? Verdict.A : Verdict.LEANS_A;
    }

    if (interval.high() < 0) {
      return adjusted.high() < 0 ? Verdict.B : Verdict.LEANS_B;
    }

    return Verdict.OPEN;
  }

  private Replicates replicates(int pair, int truth, ComparedMetric metric) {
    double[] values = new double[sums.replicates()];
    for (int r = 0; r < values.length; r++) {
      double divisor = divisor(metric, truth, r + 1);
      values[r] =
          divisor > 0 ? sums.difference(pair, truth, mean(metric), r + 1) / divisor : Double.NaN;
    }

    return new Replicates(
        sums.difference(pair, truth, mean(metric), 0) / divisor(metric, truth, 0), values);
  }

  /** The corrected mAP has the numerators of mAP. */
  private static int mean(ComparedMetric metric) {
    return metric == ComparedMetric.CORRECTED ? ComparedMetric.MAP.place() : metric.place();
  }

  private double divisor(ComparedMetric metric, int truth, int r) {
    return switch (metric) {
      case CORRECTED -> sums.room(truth, r);
      case AUC -> sums.count(truth, ComparisonSums.AUC_COUNT, r);
      default -> sums.count(truth, ComparisonSums.COUNT, r);
    };
  }

  private static List<Integer> key(int pair, int truth, ComparedMetric metric) {
    return List.of(pair, truth, metric.place());
  }
}
