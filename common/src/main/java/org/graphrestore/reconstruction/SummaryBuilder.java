package org.graphrestore.reconstruction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.graphrestore.reconstruction.ReconstructionSummary.BaselineSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.HopSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.ScoreSummary;

/**
 * Adds up the metrics of queries, which must come in query order: the sums, and so the bits of
 * every mean, depend on it. Keeps no query but the best and worst restored ones. Not thread-safe.
 */
public final class SummaryBuilder {
  private final ReconstructionParams params;
  private final long seed;
  private final List<List<TruthSums>> sums = new ArrayList<>();
  private final List<Extremes> extremes = new ArrayList<>();
  private long queries;

  /** A query among the best or worst, and its average precision at the first hop. */
  public record Extreme(Query query, double averagePrecision) {}

  /**
   * Starts with no query.
   *
   * @param params what is measured
   * @param seed the run's seed, for the bootstrap
   */
  public SummaryBuilder(ReconstructionParams params, long seed) {
    this.params = params;
    this.seed = seed;
    int replicates = params.replicates();
    for (int s = 0; s < params.rankings().size(); s++) {
      List<TruthSums> ofScore = new ArrayList<>();
      for (int i = 0; i < 2 * params.hops(); i++) {
        ofScore.add(new TruthSums(replicates));
      }
      sums.add(ofScore);
      extremes.add(new Extremes(params.examples()));
    }
  }

  /**
   * Adds the next query.
   *
   * @param query the query
   * @param metrics its metrics by score and then by baseline, in the order of the parameters
   */
  public void add(Query query, List<QueryMetrics> metrics) {
    queries++;
    int[] weights = PoissonBootstrap.weights(seed, query.hash(), params.replicates());
    for (int s = 0; s < metrics.size(); s++) {
      QueryMetrics m = metrics.get(s);
      for (int hop = 1; hop <= params.hops(); hop++) {
        sums.get(s).get(2 * hop - 2).add(query, m, hop, true, weights);
        sums.get(s).get(2 * hop - 1).add(query, m, hop, false, weights);
      }
      if (m.size(1, true) > 0 && query.degree() >= params.examplesMinDegree()) {
        extremes.get(s).add(new Extreme(query, m.averagePrecision(1, true)));
      }
    }
  }

  /** Returns the best restored queries of a score at the first hop, best first, then by hash. */
  public List<Extreme> best(int score) {
    return extremes.get(score).best();
  }

  /** Returns the worst restored queries of a score at the first hop, worst first, then by hash. */
  public List<Extreme> worst(int score) {
    return extremes.get(score).worst();
  }

  /**
   * Returns the means.
   *
   * @param nodes nodes of the graph
   * @param directed whether it is directed
   */
  public ReconstructionSummary summary(long nodes, boolean directed) {
    List<ScoreSummary> scores = new ArrayList<>();
    for (int s = 0; s < params.scores().size(); s++) {
      scores.add(new ScoreSummary(params.scores().get(s), hops(s)));
    }
    List<BaselineSummary> baselines = new ArrayList<>();
    for (int b = 0; b < params.baselines().size(); b++) {
      baselines.add(
          new BaselineSummary(params.baselines().get(b), hops(params.scores().size() + b)));
    }
    return new ReconstructionSummary(
        nodes, directed, queries, params.queries().isPresent(), scores, baselines);
  }

  private List<HopSummary> hops(int ranking) {
    List<HopSummary> hops = new ArrayList<>();
    for (int hop = 1; hop <= params.hops(); hop++) {
      hops.add(
          new HopSummary(
              hop,
              sums.get(ranking).get(2 * hop - 2).summary(params.confidence()),
              sums.get(ranking).get(2 * hop - 1).summary(params.confidence())));
    }
    return hops;
  }

  /** The first few in two orders. */
  private static final class Extremes {
    private static final Comparator<Extreme> BY_NODE =
        Comparator.<Extreme>comparingLong(e -> e.query().hash())
            .thenComparingLong(e -> e.query().index());
    private static final Comparator<Extreme> WORST_FIRST =
        Comparator.comparingDouble(Extreme::averagePrecision).thenComparing(BY_NODE);
    private static final Comparator<Extreme> BEST_FIRST =
        Comparator.comparingDouble(Extreme::averagePrecision).reversed().thenComparing(BY_NODE);

    private final int size;
    private final PriorityQueue<Extreme> best = new PriorityQueue<>(BEST_FIRST.reversed());
    private final PriorityQueue<Extreme> worst = new PriorityQueue<>(WORST_FIRST.reversed());

    Extremes(int size) {
      this.size = size;
    }

    void add(Extreme extreme) {
      best.add(extreme);
      worst.add(extreme);
      if (best.size() > size) {
        best.remove();
        worst.remove();
      }
    }

    List<Extreme> best() {
      return best.stream().sorted(BEST_FIRST).toList();
    }

    List<Extreme> worst() {
      return worst.stream().sorted(WORST_FIRST).toList();
    }
  }
}
