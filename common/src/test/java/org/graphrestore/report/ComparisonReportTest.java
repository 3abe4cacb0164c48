package org.graphrestore.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.graphrestore.reconstruction.ReconstructionSummary.Interval;
import org.graphrestore.reconstruction.comparison.ComparedMetric;
import org.graphrestore.reconstruction.comparison.ComparisonSummary;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.HopComparison;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.MetricComparison;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.PairSummary;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.Side;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.TruthComparison;
import org.graphrestore.reconstruction.comparison.ScorePair;
import org.graphrestore.reconstruction.comparison.Verdict;
import org.junit.jupiter.api.Test;

/** A comparison stands in all three files, whatever the runs are called. */
class ComparisonReportTest {
  private static final Verdict[] VERDICTS = {Verdict.A, Verdict.LEANS_B, Verdict.OPEN};

  private static TruthComparison truth(int hop) {
    double difference = hop == 1 ? 0.031 : -0.004;
    List<MetricComparison> metrics = new ArrayList<>();
    for (ComparedMetric metric : ComparedMetric.values()) {
      metrics.add(
          new MetricComparison(
              metric,
              0.62,
              0.62 - difference,
              difference,
              new Interval(difference - 0.003, difference + 0.003, 0.95),
              new Interval(difference - 0.005, difference + 0.005, 0.95),
              210,
              80,
              VERDICTS[hop - 1]));
    }
    return new TruthComparison(300, 0.001 * hop, 0.9, metrics);
  }

  static RunReport report(String nameOfA, String nameOfB) {
    List<HopComparison> hops = new ArrayList<>();
    for (int hop = 1; hop <= 3; hop++) {
      hops.add(new HopComparison(hop, truth(hop), truth(hop)));
    }
    ScorePair pair = new ScorePair("cosine", "cosine");
    ComparisonSummary summary =
        new ComparisonSummary(
            new Side(nameOfA, "runs/a", "0a", 300, true, 3),
            new Side(nameOfB, "runs/b", "0b", 300, true, 3),
            "fe",
            117_791,
            false,
            300,
            1,
            1000,
            0.95,
            List.of(),
            List.of(new PairSummary(pair, nameOfA, nameOfB, nameOfA + " remembers more", hops)));
    return RunReport.of(SampleReports.full().run()).comparison(summary).build();
  }

  @Test
  void thePageHasBothSides() {
    assertThat(ReportPage.write(report("deepwalk", "node2vec")))
        .contains("<h1>deepwalk and node2vec, and what they remember of WordNet 3.1</h1>")
        .contains("By cosine, deepwalk remembers more.")
        .contains("<p class=\"figure\">+0.031</p>")
        .contains("deepwalk is better")
        .contains("node2vec leads, perhaps by chance")
        .contains("95\u2009% interval +0.028\u2009\u2026\u2009+0.034")
        .contains("for 300 query nodes out of 117,791")
        .contains("until all 6 differences of one figure");
  }

  @Test
  void hostileNamesAreEscaped() {
    String page =
        ReportPage.write(report(SampleReports.HOSTILE.get(0), SampleReports.HOSTILE.get(2)));
    assertThat(page).doesNotContain("<img src=x").doesNotContain("document.title='owned'</script>");
    assertThat(ReportJson.write(report("a", "b"))).contains("\"comparison\" : {");
    assertThat(ReportCsv.write(report("a, b", "c")))
        .contains("comparison,,,,nameOfA,\"a, b\"\n")
        .contains("comparison,cosine,1,shell map,difference,0.031\n")
        .contains("comparison,cosine,2,ball precision.10,adjustedLow,");
  }
}
