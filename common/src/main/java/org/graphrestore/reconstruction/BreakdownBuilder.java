package org.graphrestore.reconstruction;

import java.util.ArrayList;
import java.util.List;
import org.graphrestore.reconstruction.ReconstructionSummary.BaselineSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.HopSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.ScoreSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.TruthSummary;
import org.graphrestore.reconstruction.SummaryParts.Breakdown;
import org.graphrestore.reconstruction.SummaryParts.Group;

/**
 * Adds up the metrics of queries by group. Queries come in query order, so that sums have the same
 * bits whatever else is measured. A query may be in several groups, and counts in each of them; its
 * weights in a bootstrap are the same in all. Not thread-safe.
 *
 * <p>At most 51 groups with some 6 intervals a ranking, hop, and shell or ball: 8 bytes a replicate
 * each, 120 MB where there are 1,000 replicates, 5 rankings and 3 hops.
 */
public final class BreakdownBuilder {
  private final ReconstructionParams params;
  private final long seed;
  private final GroupList groups;
  private final QuerySums[][] sums;
  private final long[] queries;
  private long ungrouped;

  /**
   * Starts with no query.
   *
   * @param params what is measured
   * @param seed the run's seed, for the bootstrap
   * @param groups the groups
   */
  public BreakdownBuilder(ReconstructionParams params, long seed, GroupList groups) {
    this.params = params;
    this.seed = seed;
    this.groups = groups;
    this.sums = new QuerySums[groups.groups().size()][params.rankings().size() * 2 * params.hops()];
    this.queries = new long[groups.groups().size()];
  }

  /**
   * Adds the next query.
   *
   * @param query the query
   * @param of numbers of its groups, each once
   * @param metrics its metrics by score and then by baseline
   */
  public void add(Query query, int[] of, List<QueryMetrics> metrics) {
    int[] weights = PoissonBootstrap.weights(seed, query.hash(), params.replicates());
    ungrouped += of.length == 0 ? 1 : 0;
    for (int group : of) {
      queries[group]++;
      for (int ranking = 0; ranking < metrics.size(); ranking++) {
        QueryMetrics m = metrics.get(ranking);
        for (int hop = 1; hop <= params.hops(); hop++) {
          add(group, at(ranking, hop, true), m, hop, true, weights);
          add(group, at(ranking, hop, false), m, hop, false, weights);
        }
      }
    }
  }

  private void add(int group, int at, QueryMetrics m, int hop, boolean shell, int[] weights) {
    if (m.size(hop, shell) > 0) {
      if (sums[group][at] == null) {
        sums[group][at] = new QuerySums(params.replicates(), false);
      }
      sums[group][at].add(m, hop, shell, weights);
    }
  }

  private int at(int ranking, int hop, boolean shell) {
    return ranking * 2 * params.hops() + 2 * hop - (shell ? 2 : 1);
  }

  /** Returns the means of the groups that have a query. */
  public Breakdown breakdown() {
    List<Group> found = new ArrayList<>();
    for (int g = 0; g < queries.length; g++) {
      if (queries[g] > 0) {
        GroupList.Member member = groups.groups().get(g);
        found.add(
            new Group(
                member.name(),
                member.label(),
                member.others(),
                member.nodes(),
                queries[g],
                scores(g),
                baselines(g)));
      }
    }
    return new Breakdown(groups.by().label(), groups.count(), ungrouped, found);
  }

  private List<ScoreSummary> scores(int group) {
    List<ScoreSummary> scores = new ArrayList<>();
    for (int s = 0; s < params.scores().size(); s++) {
      scores.add(new ScoreSummary(params.scores().get(s), hops(group, s)));
    }
    return scores;
  }

  private List<BaselineSummary> baselines(int group) {
    List<BaselineSummary> baselines = new ArrayList<>();
    for (int b = 0; b < params.baselines().size(); b++) {
      baselines.add(
          new BaselineSummary(params.baselines().get(b), hops(group, params.scores().size() + b)));
    }
    return baselines;
  }

  private List<HopSummary> hops(int group, int ranking) {
    List<HopSummary> hops = new ArrayList<>();
    for (int hop = 1; hop <= params.hops(); hop++) {
      hops.add(
          new HopSummary(
              hop,
              summary(group, at(ranking, hop, true)),
              summary(group, at(ranking, hop, false))));
    }
    return hops;
  }

  private TruthSummary summary(int group, int at) {
    QuerySums found = sums[group][at] == null ? new QuerySums(0, false) : sums[group][at];
    return found.summary(params.confidence(), List.of());
  }
}
