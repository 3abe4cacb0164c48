package org.graphrestore.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.graphrestore.reconstruction.FailCondition;
import org.graphrestore.reconstruction.MetricTree;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.global.GlobalFiles;
import org.graphrestore.reconstruction.global.GlobalSummary;
import org.junit.jupiter.api.Test;

/** Precision over all pairs, and GEM's figures, stand in all three files. */
class GlobalReportTest {
  private static GlobalSummary summary(long rows) {
    return new GlobalSummary(
        2708,
        rows,
        false,
        List.of(
            new GlobalSummary.Pairs(
                "cosine",
                false,
                3_665_278,
                3_665_278,
                5278,
                0.00144,
                List.of(new GlobalSummary.At(1, 1, 1), new GlobalSummary.At(10, 10, 0.85)),
                0.4375)),
        List.of(
            new GlobalSummary.Gem(
                "cosine",
                true,
                2_000_000,
                10_556,
                0.3125,
                List.of(new GlobalSummary.At(2, 2, 0.5)),
                null)));
  }

  private static RunReport report(long rows) {
    return RunReport.of(SampleReports.full().run()).global(summary(rows)).build();
  }

  @Test
  void thePageHasBothTables() {
    assertThat(ReportPage.write(report(2708)))
        .contains("The best pairs of all", "All pairs of the 2,708 nodes in one list")
        .contains("<td class=\"num\">0.850</td><td class=\"num\">0.438</td>")
        .contains("MAP and precision as GEM computes them")
        .contains("<td class=\"num strong\">0.313</td><td class=\"num\">0.500</td>")
        .doesNotContain("An estimate");
    assertThat(ReportPage.write(report(512)))
        .contains("An estimate: the pairs of 512 nodes drawn out of 2,708 with all others");
    assertThat(ReportPage.write(SampleReports.full())).doesNotContain("The best pairs of all");
  }

  @Test
  void jsonHasTheMembersOfGlobalJsonAndCsvItsRows() throws Exception {
    JsonNode json = new ObjectMapper().readTree(ReportJson.write(report(2708))).get("global");

    assertThat(json.at("/scores/0/edgePrecision").asDouble()).isEqualTo(0.4375);
    assertThat(ReportCsv.write(report(2708)))
        .contains("\nglobal,cosine,,10,precision,0.85\n")
        .contains("\nglobal,cosine,,,pairs,3665278\n")
        .contains("\nglobal,cosine,,,gemMap,0.3125\n");
    assertThat(GlobalFiles.csv(summary(2708)))
        .startsWith("score,cutoff,metric,value\ncosine,,pairs,3665278\n")
        .contains("\ncosine,edges,precision,0.4375\n")
        .contains("\ncosine,2,gemPrecision,0.5\n");
  }

  @Test
  void jsonIsReadBack() {
    assertThat(GlobalFiles.parse(GlobalFiles.json(summary(2708)))).isEqualTo(summary(2708));
  }

  @Test
  void conditionsKnowEveryPowerOfTen() {
    MetricTree tree =
        MetricTree.of(
                new org.graphrestore.reconstruction.ReconstructionSummary(
                    2, false, 0, false, List.of()))
            .with("global", GlobalFiles.metrics(summary(2708)));

    assertThat(tree.value("global.cosine.precision.10")).isEqualTo(0.85);
    assertThat(tree.value("global.cosine.precision.1000000")).isNaN();
    assertThat(tree.value("global.cosine.edgePrecision")).isEqualTo(0.4375);
    assertThat(tree.value("global.gem.cosine.map")).isEqualTo(0.3125);
    MetricTree expected =
        tree.with(
            "global", GlobalFiles.metrics(GlobalSummary.expected(List.of(ScoreKind.COSINE), true)));
    FailCondition.parse("global.cosine.precision.100 < 0.5").check(expected);
    FailCondition.parse("global.gem.cosine.precision.500 < 0.5").check(expected);
  }
}
