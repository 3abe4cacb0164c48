package org.graphrestore.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.graphrestore.graph.BlockLayout;
import org.junit.jupiter.api.Test;

/**
 * The worked example of docs/evaluation.md: member 12 of the karate club (11 counted from 0),
 * vectors of one number, the degree, scored by the dot product.
 */
class KarateTest {
  private static final int MEMBER = 11;

  private static QueryMetrics member(int blocks) {
    return InMemoryReconstruction.metrics(
            Karate.neighbours(),
            Karate.degrees(),
            LongStream.range(0, 34).toArray(),
            3,
            ScoreKind.DOT,
            BlockLayout.ofBlocks(34, blocks))
        .get(MEMBER);
  }

  @Test
  void averagePrecisionAsByHand() {
    QueryMetrics metrics = member(3);
    assertThat(metrics.size(1, true)).isEqualTo(1);
    assertThat(metrics.averagePrecision(1, true)).isEqualTo(1 / 2.0);
    assertThat(metrics.size(2, true)).isEqualTo(15);
    double sum =
        1 / 4.
            + 2 / 5.
            + (3 + 4) / 6.5
            + (5 + 6) / 9.
            + (7 + 8 + 9) / 13.5
            + (10 + 11 + 12) / 19.5
            + (13 + 14 + 15) / 28.;
    assertThat(metrics.averagePrecision(2, true)).isCloseTo(sum / 15, within(1e-15));
    assertThat(metrics.averagePrecision(2, true)).isCloseTo(0.5279, within(5e-5));
    double ball =
        1 / 2.
            + 2 / 4.
            + 3 / 5.
            + (4 + 5) / 6.5
            + (6 + 7) / 9.
            + (8 + 9 + 10) / 13.5
            + (11 + 12 + 13) / 19.5
            + (14 + 15 + 16) / 28.;
    assertThat(metrics.averagePrecision(2, false)).isCloseTo(ball / 16, within(1e-15));
  }

  @Test
  void precisionCountsACutTieByItsExpectation() {
    QueryMetrics metrics = member(1);
    assertThat(metrics.precision(2, true, 0)).isZero();
    assertThat(metrics.precision(2, true, 1)).isEqualTo(2 / 5.);
    assertThat(metrics.precision(2, true, 2)).isEqualTo(6 / 10.);
    assertThat(metrics.precision(2, true, 3)).isEqualTo(15 / 50.);
    // Places 11 to 16 tie, three of the six are true, and five of the six places count.
    assertThat(metrics.rPrecision(2, true)).isCloseTo((6 + 3 * 5 / 6.) / 15, within(1e-15));
  }

  @Test
  void theRandomExpectationStandsBeside() {
    assertThat(member(1).random(2, true)).isCloseTo(0.5072, within(5e-5));
    assertThat(member(1).random(1, true)).isCloseTo(4.08880 / 33, within(1e-6));
  }

  @Test
  void whatStandsBesideAveragePrecisionAsByHand() {
    QueryMetrics metrics = member(2);
    assertThat(metrics.recall(2, true, 1)).isEqualTo(2 / 15.);
    assertThat(metrics.reciprocalRank(1, true)).isEqualTo(1 / 2.);
    assertThat(metrics.reciprocalRank(2, true)).isEqualTo(1 / 4.);
    assertThat(metrics.auc(1, true)).isEqualTo(31 / 32.);
    // The ranks of the 15 add up to 223; 15 * 33 - 223 - 15 * 14 / 2 = 167 pairs are in order.
    assertThat(metrics.auc(2, true)).isCloseTo(167 / 270., within(1e-15));
    assertThat(metrics.ndcg(1, true)).isCloseTo(1 / log2(3), within(1e-15));
    double gain =
        1 / log2(5)
            + 1 / log2(6)
            + 2 * places(6, 7)
            + 2 * places(8, 10)
            + 3 * places(11, 16)
            + 3 * places(17, 22)
            + 3 * places(23, 33);
    assertThat(metrics.ndcg(2, true)).isCloseTo(gain / (15 * places(1, 15)), within(1e-15));
    assertThat(metrics.ndcg(2, true)).isCloseTo(0.7167, within(5e-5));
    assertThat(metrics.randomNdcg(2, true)).isCloseTo(places(1, 33) / places(1, 15), within(1e-14));
    assertThat(metrics.ceiling(1, true)).isEqualTo(1);
    // Member 1 comes first: (1/2 + 2/3 + ... + 15/16) / 15.
    assertThat(metrics.ceiling(2, true)).isCloseTo(1 - (3.380729 - 1) / 15, within(1e-7));
    assertThat(metrics.ceiling(2, false)).isEqualTo(1);
  }

  @Test
  void baselinesOfTheMemberAsByHand() {
    long[] queries = {MEMBER};
    BlockLayout layout = BlockLayout.ofBlocks(34, 3);
    // The vectors of the example are degrees: the degree baseline is the example.
    assertThat(
            InMemoryReconstruction.metrics(Karate.neighbours(), queries, 3, Baseline.DEGREE, layout)
                .get(0)
                .values())
        .containsExactly(member(1).values());
    QueryMetrics common =
        InMemoryReconstruction.metrics(
                Karate.neighbours(), queries, 3, Baseline.COMMON_NEIGHBOURS, layout)
            .get(0);
    // Its 15 nodes at two hops share member 1 with it, and nobody else shares anybody.
    assertThat(common.averagePrecision(2, true)).isCloseTo((1 + 15) / 2. / 8, within(1e-15));
    assertThat(common.auc(2, true)).isEqualTo(1);
    // Member 1 ties with 17 others behind them.
    assertThat(common.averagePrecision(1, true)).isCloseTo(1 / (15 + 9.5), within(1e-15));
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  /** The mean discount of the places from .. to. */
  private static double places(int from, int to) {
    double sum = 0;
    for (int place = from; place <= to; place++) {
      sum += 1 / log2(place + 1);
    }
    return sum / (to - from + 1);
  }

  @Test
  void meansRunOverQueriesWithANonEmptyShell() {
    // From a member at the rim 5 hops are needed; no shell lies beyond.
    List<QueryMetrics> metrics =
        InMemoryReconstruction.metrics(
            Karate.neighbours(),
            Karate.degrees(),
            LongStream.range(0, 34).toArray(),
            8,
            ScoreKind.DOT,
            BlockLayout.ofBlocks(34, 2));
    assertThat(metrics).allSatisfy(m -> assertThat(m.size(6, true)).isZero());
    assertThat(metrics).allSatisfy(m -> assertThat(m.size(8, false)).isEqualTo(33));
    assertThat(metrics)
        .allSatisfy(m -> assertThat(m.averagePrecision(8, false)).isCloseTo(1, within(0.5)));
  }

  /** Every result of the worked example, as the page prints it. */
  @Test
  void thePagePrintsTheseNumbers() throws IOException {
    String page = Files.readString(Path.of("../docs/evaluation.md"));
    String example = page.substring(page.indexOf("## A worked example"), page.indexOf("### HOPE"));
    QueryMetrics m = member(1);
    QueryMetrics common =
        InMemoryReconstruction.metrics(
                Karate.neighbours(),
                new long[] {MEMBER},
                3,
                Baseline.COMMON_NEIGHBOURS,
                BlockLayout.ofBlocks(34, 3))
            .get(0);
    assertThat(m.averagePrecision(1, true)).isEqualTo(0.5);
    assertThat(example)
        .contains("so AP = 1/2.")
        .contains("H_33/33 = 4.0888/33 = " + digits(m.random(1, true)) + ".")
        .contains("(13+14+15)/28 ) / 15 = " + digits(m.averagePrecision(2, true)) + "\n")
        .contains("(33 \u2212 4.0888)/32) / 33 = " + digits(m.random(2, true)) + "\n")
        .contains("Precision at 5 is " + Math.round(5 * m.precision(2, true, 1)) + "/5 (3 and 2)")
        .contains("at 10 it is " + Math.round(10 * m.precision(2, true, 2)) + "/10.")
        .contains("3 \u00b7 5/6)/15 = " + digits(m.rPrecision(2, true)) + ".")
        .contains("Recall at 5 is " + Math.round(15 * m.recall(2, true, 1)) + "/15.")
        .contains("reciprocal rank 1/" + Math.round(1 / m.reciprocalRank(2, true)) + ".")
        .contains("(15 \u00b7 18) = 167/270 = " + digits(m.auc(2, true)) + ".")
        .contains("over the first 15 discounts: " + digits(m.ndcg(2, true)))
        .contains("(random: " + digits(m.randomNdcg(2, true)) + ")")
        .contains("15/16)/15 = " + digits(m.ceiling(2, true)) + ".")
        .contains("rank 15 + 19/2 = 24.5, AP = " + digits(common.averagePrecision(1, true)) + ".");
    assertThat(common.averagePrecision(2, true)).isCloseTo(1, within(1e-15));
    assertThat(example).contains("AP = (1 + 2 + \u2026 + 15)/8/15 = 1 at hop 2.");
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
