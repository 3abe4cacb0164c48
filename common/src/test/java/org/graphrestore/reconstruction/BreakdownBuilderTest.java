package org.graphrestore.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.reconstruction.GroupList.Member;
import org.graphrestore.reconstruction.ReconstructionSummary.TruthSummary;
import org.graphrestore.reconstruction.SummaryParts.Breakdown;
import org.junit.jupiter.api.Test;

class BreakdownBuilderTest {
  private static final List<List<Integer>> KARATE = Karate.neighbours();

  private static final GroupList GROUPS =
      new GroupList(
          Grouping.LABEL,
          7,
          List.of(
              new Member("all", null, false, 34),
              new Member("hubs", null, false, 2),
              new Member("nobody", null, false, 1)));

  private static final ReconstructionParams PARAMS =
      new ReconstructionParams(2, List.of(ScoreKind.DOT), OptionalInt.of(34), 100, 0.9, 0, 1);

  private static List<QueryMetrics> metrics() {
    return InMemoryReconstruction.metrics(
        KARATE,
        Karate.degrees(),
        LongStream.range(0, 34).toArray(),
        2,
        ScoreKind.DOT,
        BlockLayout.ofBlocks(34, 2));
  }

  @Test
  void aGroupOfAllHasTheMeansAndIntervalsOfAll() {
    List<QueryMetrics> metrics = metrics();
    SummaryBuilder whole = new SummaryBuilder(PARAMS, 5);
    BreakdownBuilder builder = new BreakdownBuilder(PARAMS, 5, GROUPS);
    for (int v = 0; v < 34; v++) {
      Query query = new Query(v, -v, KARATE.get(v).size());
      whole.add(query, List.of(metrics.get(v)));
      int[] groups = v == 0 || v == 33 ? new int[] {0, 1} : new int[] {0};
      builder.add(query, groups, List.of(metrics.get(v)));
    }
    builder.add(new Query(40, 40, 0), new int[0], List.of(metrics.get(0)));

    Breakdown breakdown = builder.breakdown();
    assertThat(breakdown.by()).isEqualTo("label");
    assertThat(breakdown.count()).isEqualTo(7);
    assertThat(breakdown.ungrouped()).isEqualTo(1);
    assertThat(breakdown.groups().stream().map(g -> g.name() + " " + g.queries()))
        .containsExactly("all 34", "hubs 2");
    for (int hop = 0; hop < 2; hop++) {
      TruthSummary all = whole.summary(34, false).scores().get(0).hops().get(hop).ball();
      TruthSummary group = breakdown.groups().get(0).scores().get(0).hops().get(hop).ball();
      assertThat(group.map()).isEqualTo(all.map());
      assertThat(group.interval()).isEqualTo(all.interval());
      assertThat(group.ranking().ndcg()).isEqualTo(all.ranking().ndcg());
      assertThat(group.ranking().auc()).isEqualTo(all.ranking().auc());
      assertThat(group.ranking().mrr()).isEqualTo(all.ranking().mrr());
      assertThat(group.ranking().correctedInterval()).isEqualTo(all.ranking().correctedInterval());
      assertThat(group.byDegree()).isEmpty();
      assertThat(group.precisionAt().get(0).interval()).isNull();
      assertThat(all.precisionAt().get(0).interval()).isNotNull();
    }
  }

  @Test
  void aGroupWithoutTruthHasNoFigures() {
    BreakdownBuilder builder = new BreakdownBuilder(PARAMS, 5, GROUPS);
    QueryMetrics none =
        QueryMetrics.of(2, PositiveScores.of(new double[0], new double[0]), new int[] {33}, 33);
    builder.add(new Query(3, 3, 0), new int[] {2}, List.of(none));
    SummaryParts.Group nobody = builder.breakdown().groups().get(0);
    assertThat(nobody.queries()).isEqualTo(1);
    assertThat(nobody.scores().get(0).hops().get(0).shell().queries()).isZero();
    assertThat(nobody.scores().get(0).hops().get(0).shell().ranking().auc()).isNull();
    SummaryParts parts = new SummaryParts(List.of(), List.of(), List.of(builder.breakdown()));
    assertThat(PartFiles.csv(parts).lines()).hasSize(5);
    assertThat(PartFiles.csv(parts).lines().skip(1))
        .allSatisfy(row -> assertThat(row.split(",", -1)).hasSize(60));
  }
}
