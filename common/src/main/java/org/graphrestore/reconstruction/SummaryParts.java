package org.graphrestore.reconstruction;

import java.util.ArrayList;
import java.util.List;
import org.graphrestore.reconstruction.ReconstructionSummary.BaselineSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.ScoreSummary;

/**
 * What was asked for beside the result of the whole graph. Bounded in size whatever the graph's.
 *
 * @param bands upper ends of the bands of weighted distance that take the place of hops, or empty
 * @param relations results whose truth is the edges of some relations, in the order asked for
 * @param breakdowns the whole graph's result by groups of queries, in the order asked for
 */
public record SummaryParts(
    List<Double> bands, List<RelationTruth> relations, List<Breakdown> breakdowns) {
  /** Nothing was asked for. */
  public static final SummaryParts NONE = new SummaryParts(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public SummaryParts {
    bands = bands == null ? List.of() : List.copyOf(bands);
    relations = relations == null ? List.of() : List.copyOf(relations);
    breakdowns = breakdowns == null ? List.of() : List.copyOf(breakdowns);
  }

  /**
   * The result where only the edges of some relations are true.
   *
   * @param name the group's name
   * @param relations its relations, as they were asked for
   * @param edges edges of these relations in the graph
   * @param scores results by score
   * @param baselines results by baseline, over the same edges
   */
  public record RelationTruth(
      String name,
      String relations,
      long edges,
      List<ScoreSummary> scores,
      List<BaselineSummary> baselines) {
    /** Copies the lists. */
    public RelationTruth {
      scores = List.copyOf(scores);
      baselines = List.copyOf(baselines);
    }
  }

  /**
   * The result by groups of queries.
   *
   * @param by what makes a group: {@code relation}, {@code component}, ...
   * @param count groups that the graph has
   * @param ungrouped queries that are in no group
   * @param groups the largest groups that have a query, most nodes first, and then all others
   *     together
   */
  public record Breakdown(String by, long count, long ungrouped, List<Group> groups) {
    /** Copies the list. */
    public Breakdown {
      groups = List.copyOf(groups);
    }
  }

  /**
   * A group of queries.
   *
   * @param name its name: a label, or the id of a node that stands for it
   * @param label the label of that node, or null where there is none
   * @param others whether these are all groups beyond the largest ones
   * @param nodes nodes of the graph in it
   * @param queries queries in it
   * @param scores results by score
   * @param baselines results by baseline
   */
  public record Group(
      String name,
      String label,
      boolean others,
      long nodes,
      long queries,
      List<ScoreSummary> scores,
      List<BaselineSummary> baselines) {
    /** Copies the lists. */
    public Group {
      scores = List.copyOf(scores);
      baselines = List.copyOf(baselines);
    }
  }

  /** Returns the names that the parts of a result will have, all numbers 0. */
  static SummaryParts expected(ReconstructionParams params) {
    ReconstructionSummary empty = new SummaryBuilder(params, 0).summary(2, false);
    List<RelationTruth> relations = new ArrayList<>();
    for (RelationGroup group : params.truth().relations()) {
      relations.add(
          new RelationTruth(group.name(), group.relations(), 0, empty.scores(), empty.baselines()));
    }
    List<Breakdown> breakdowns =
        params.truth().groupings().stream()
            .map(grouping -> new Breakdown(grouping.label(), 0, 0, List.of()))
            .toList();
    return new SummaryParts(params.truth().bands(), relations, breakdowns);
  }
}
