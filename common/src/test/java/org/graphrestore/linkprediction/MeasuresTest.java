package org.graphrestore.linkprediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.graphrestore.graph.AdjacencyBlock;

class MeasuresTest {
  @Example
  void aucAndAveragePrecisionByHand() {
    // Scores 4+ 3- 2+ 2- 1+: of 6 (positive, negative), 4+ beats 2, 2+ beats 0 and ties 1.
    CurvePart part = new CurvePart(0, 0, 2);
    part.add(4, true);
    part.add(3, false);
    part.add(2, true);
    part.add(2, false);
    part.add(1, true);
    assertThat(CurvePart.auc(part.twiceWins(), 3, 2)).isEqualTo(2.5 / 6);
    assertThat(part.precisions() / 3).isCloseTo((1 / 1.0 + 2 / 4.0 + 3 / 5.0) / 3, within(1e-15));
  }

  @Example
  void partsAddUp() {
    CurvePart above = new CurvePart(0, 0, 2);
    above.add(4, true);
    above.add(3, false);
    CurvePart below = new CurvePart(1, 1, 2);
    below.add(2, false);
    below.add(2, true);
    below.add(1, true);
    assertThat(above.twiceWins() + below.twiceWins()).isEqualTo(5);
    assertThat(above.precisions() + below.precisions()).isCloseTo(2.1, within(1e-15));
  }

  @Property
  void orderIsThatOfScores(@ForAll double one, @ForAll double other) {
    assertThat(Integer.signum(Long.compare(ScoreOrder.of(one), ScoreOrder.of(other))))
        .isEqualTo(one == other ? 0 : one < other ? -1 : 1);
    assertThat(ScoreOrder.bucket(ScoreOrder.of(one))).isBetween(0, ScoreOrder.BUCKETS - 1);
    if (one <= other) {
      assertThat(ScoreOrder.bucket(ScoreOrder.of(one)))
          .isLessThanOrEqualTo(ScoreOrder.bucket(ScoreOrder.of(other)));
    }
  }

  @Property(tries = 200)
  void nonNeighboursAreCountedThrough(@ForAll Set<@IntRange(max = 30) Integer> drawn) {
    TreeSet<Integer> excluded = new TreeSet<>(drawn);
    int[] sorted = excluded.stream().mapToInt(i -> i).toArray();
    int number = 0;
    for (int node = 0; node <= 40; node++) {
      if (!excluded.contains(node)) {
        assertThat(NonNeighbours.nth(sorted, number++)).isEqualTo(node);
      }
    }
  }

  @Example
  void aNodeAndAllItsNeighboursAreExcludedOnce() {
    AdjacencyBlock left = new AdjacencyBlock(4, new int[] {0, 0, 3}, new int[] {0, 5, 9}, null);
    AdjacencyBlock hidden = new AdjacencyBlock(4, new int[] {0, 1, 2}, new int[] {8, 2}, null);
    assertThat(NonNeighbours.excluded(left, hidden, 0)).containsExactly(4, 8);
    assertThat(NonNeighbours.excluded(left, hidden, 1)).containsExactly(0, 2, 5, 9);
    assertThat(NonNeighbours.bounded(-1, 7)).isEqualTo(6);
    assertThat(NonNeighbours.bounded(0, 7)).isZero();
  }

  @Example
  void ranksShareTiesAndHitsCountThemByExpectation() {
    RankingSums sums = new RankingSums("dot", "all", 0);
    sums.add(0, 0, new int[0]);
    sums.add(9, 3, new int[0]);
    LinkPredictionSummary.Ranking ranking = sums.ranking(0.95);
    assertThat(ranking.rankings()).isEqualTo(2);
    assertThat(ranking.mrr()).isCloseTo((1 + 1 / 11.5) / 2, within(1e-15));
    assertThat(ranking.mrrInterval()).isNull();
    double[] hits =
        ranking.hits().stream().mapToDouble(LinkPredictionSummary.HitsAt::share).toArray();
    assertThat(hits).containsExactly(0.5, (1 + 0.25) / 2, 1, 1);
    RankingSums random = new RankingSums("random", "all", 0);
    random.addRandom(3, new int[0]);
    assertThat(random.ranking(0.95).mrr())
        .isCloseTo((1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0) / 4, within(1e-15));
    assertThat(random.ranking(0.95).hits().get(0).share()).isEqualTo(0.25);
  }

  @Example
  void commonNeighboursByHand() {
    // 0-1 0-2 0-3 1-2 1-3: nodes 2 and 3 share 0 and 1, both of degree 3.
    AdjacencyBlock graph =
        new AdjacencyBlock(
            0, new int[] {0, 3, 6, 8, 10}, new int[] {1, 2, 3, 0, 2, 3, 0, 1, 0, 1}, null);
    double[] scores = CommonNeighbours.scores(graph, 2, 3);
    assertThat(scores[0]).isEqualTo(2);
    assertThat(scores[1]).isCloseTo(2 / Math.log(3), within(1e-15));
  }

  @Example
  void aSummaryIsReadAsItWasWritten() {
    LinkPredictionSummary summary =
        new LinkPredictionSummary(
            5,
            false,
            9,
            2,
            0,
            2,
            10,
            2,
            Arrays.asList(new LinkPredictionSummary.PairMeasures("dot", 0.75, 0.5)),
            Arrays.asList(new RankingSums("dot", LinkPredictionSummary.ALL, 0).ranking(0.95)));
    assertThat(SummaryJson.read(SummaryJson.write(summary))).isEqualTo(summary);
  }
}
