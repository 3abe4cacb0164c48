package org.graphrestore.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graphrestore.Golden;
import org.graphrestore.reconstruction.RankingSummary;
import org.graphrestore.reconstruction.ReconstructionSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.HopSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.Interval;
import org.graphrestore.reconstruction.ReconstructionSummary.ScoreSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.TruthSummary;
import org.graphrestore.reconstruction.ScoreKind;
import org.junit.jupiter.api.Test;

class ReportFilesTest {
  private static final Pattern DATA =
      Pattern.compile(
          "<script type=\"application/json\" id=\"report\">(.*?)</script>", Pattern.DOTALL);

  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void jsonIsAsKept() {
    Golden.check("report.json", ReportJson.write(SampleReports.full()));
  }

  @Test
  void csvIsAsKept() {
    Golden.check("report.csv", ReportCsv.write(SampleReports.full()));
  }

  @Test
  void jsonHasTheMembersThatScriptsReadInReconstructionJson() throws Exception {
    JsonNode json = mapper.readTree(ReportJson.write(SampleReports.full()));
    JsonNode score = json.at("/reconstruction/scores/0");
    assertThat(score.get("score").asText()).isEqualTo("cosine");
    assertThat(score.at("/hops/0/hop").asInt()).isEqualTo(1);
    assertThat(score.at("/hops/0/shell/map").asDouble()).isEqualTo(0.6204);
    assertThat(score.at("/hops/0/shell/random").asDouble()).isEqualTo(0.000141);
    assertThat(score.at("/hops/2/ball/map").isNumber()).isTrue();
  }

  @Test
  void absentSectionsHaveNoMemberAndNoRow() throws Exception {
    RunReport embed = SampleReports.embedOnly();
    JsonNode json = mapper.readTree(ReportJson.write(embed));
    assertThat(json.has("training")).isTrue();
    assertThat(json.has("reconstruction")).isFalse();
    assertThat(ReportCsv.write(embed)).contains("\ntraining,").doesNotContain("\nreconstruction,");

    RunReport reconstruct = SampleReports.reconstructOnly();
    json = mapper.readTree(ReportJson.write(reconstruct));
    assertThat(json.has("reconstruction")).isTrue();
    assertThat(json.has("graph")).isFalse();
    assertThat(json.has("walks")).isFalse();
    assertThat(json.has("training")).isFalse();
    assertThat(json.at("/reconstruction/scores/0/hops/0/shell").has("interval")).isFalse();
    assertThat(ReportCsv.write(reconstruct))
        .doesNotContain("\ngraph,")
        .doesNotContain("\nwalks,")
        .doesNotContain("\ntraining,");
  }

  @Test
  void absentSectionsAreNotOnThePage() {
    String embed = withoutScripts(ReportPage.write(SampleReports.embedOnly()));
    assertThat(embed)
        .contains("<h1>An embedding of WordNet 3.1</h1>", "id=\"chart-loss\"", "id=\"graph\"")
        .doesNotContain("id=\"chart-shell\"", "id=\"restored\"", "Restored best");

    String reconstruct = withoutScripts(ReportPage.write(SampleReports.reconstructOnly()));
    assertThat(reconstruct)
        .contains("<h1>What the embedding still remembers of WordNet 3.1</h1>")
        .contains("id=\"chart-shell\"")
        .doesNotContain("id=\"chart-loss\"", "id=\"graph\"", "id=\"made\"", "id=\"time\"")
        .doesNotContain("interval</th>", "Restored best", "Please note");
  }

  @Test
  void classificationAloneHasItsOwnHeadlineAndFigures() throws Exception {
    RunReport report = SampleReports.classifyOnly();
    JsonNode json = mapper.readTree(ReportJson.write(report));
    assertThat(json.at("/classification/fractions/4/percent").asInt()).isEqualTo(50);
    assertThat(json.at("/classification/fractions/4/micro/mean").asDouble()).isEqualTo(0.39);
    assertThat(json.at("/classification/sampled").asBoolean()).isFalse();
    assertThat(ReportCsv.write(report))
        .contains("classification,,,50 %,micro,0.39\n", "classification,,,,labels,39\n");
    assertThat(withoutScripts(ReportPage.write(report)))
        .contains("<h1>What the vectors of WordNet 3.1 tell about its labels</h1>")
        .contains("id=\"chart-labels\"", "Micro-F1", "\u00b1 0.004", "All labels right")
        .doesNotContain("id=\"chart-shell\"", "id=\"graph\"");
  }

  @Test
  void hostileTextsStayTexts() throws Exception {
    RunReport report = SampleReports.hostile();
    String page = ReportPage.write(report);
    // Two scripts of ours and the data: nothing that a label says opens or closes another.
    assertThat(page.split("<script", -1)).hasSize(4);
    assertThat(page.split("</script>", -1)).hasSize(4);
    assertThat(page).doesNotContain("<img").doesNotContain("<!-- {{");
    Matcher data = DATA.matcher(page);
    assertThat(data.find()).isTrue();
    assertThat(data.group(1)).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    assertThat(mapper.readTree(data.group(1))).isEqualTo(mapper.readTree(ReportJson.write(report)));
  }

  @Test
  void csvQuotesWhatWouldBreakARow() {
    String csv = ReportCsv.write(SampleReports.hostile());
    assertThat(csv)
        .contains(
            "warnings,,,2,message,\"\"\"quoted\"\" and 'quoted', with a comma\"\n",
            "warnings,,,4,message,line\u2028and paragraph\u2029separators\n");
  }

  @Test
  void pageLoadsNothing() {
    String page = ReportPage.write(SampleReports.full());
    assertThat(page)
        .doesNotContainPattern("(?i)(src|srcset|poster|data)\\s*=\\s*[\"']?https?:")
        .doesNotContainPattern("(?i)<(link|a|use|image)\\b[^>]*href=\"https?:")
        .doesNotContainPattern("(?i)@import|url\\(\\s*[\"']?https?:")
        .doesNotContain("sourceMappingURL");
    assertThat(page).contains("default-src 'none'").contains("The MIT License (MIT)");
  }

  @Test
  void sameReportSameBytes() {
    assertThat(ReportPage.write(SampleReports.full()))
        .isEqualTo(ReportPage.write(SampleReports.full()));
  }

  @Test
  void whatIsNotKnownIsLeftOut() throws Exception {
    TruthSummary nothing =
        new TruthSummary(0, Double.NaN, Double.NaN, Double.NaN, null, List.of(), 0, List.of());
    RunReport report =
        RunReport.of(SampleReports.full().run())
            .reconstruction(
                new ReconstructionFacts(
                    "vectors.npy",
                    8,
                    new ReconstructionSummary(
                        5,
                        true,
                        5,
                        false,
                        List.of(
                            new ScoreSummary(
                                ScoreKind.DOT, List.of(new HopSummary(1, nothing, nothing))))),
                    List.of()))
            .build();
    JsonNode json = mapper.readTree(ReportJson.write(report));
    assertThat(json.at("/reconstruction/scores/0/hops/0/shell/map").isNull()).isTrue();
    assertThat(ReportCsv.write(report)).contains("shell,dot,1,,map,\n");
    assertThat(withoutScripts(ReportPage.write(report)))
        .contains("No query node has a neighbour")
        .contains("No node at this distance")
        .doesNotContain("NaN");
  }

  @Test
  void whatStandsBesideMapIsInAllThreeFiles() throws Exception {
    Interval ends = new Interval(0.625, 0.75, 0.95);
    TruthSummary truth =
        new TruthSummary(
            4,
            2,
            0.5,
            0.25,
            null,
            List.of(),
            0,
            List.of(),
            new RankingSummary(
                List.of(new RankingSummary.RecallAt(10, 0.875)),
                null,
                new RankingSummary.Measure(0.6875, 0.375, ends),
                null,
                0,
                new RankingSummary.Measure(0.8125, 0.4375, null),
                0.9375,
                0.3636,
                null));
    RunReport report =
        RunReport.of(SampleReports.full().run())
            .reconstruction(
                new ReconstructionFacts(
                    "vectors.npy",
                    8,
                    new ReconstructionSummary(
                        5,
                        false,
                        5,
                        false,
                        List.of(
                            new ScoreSummary(
                                ScoreKind.DOT, List.of(new HopSummary(1, truth, truth))))),
                    List.of()))
            .build();
    assertThat(withoutScripts(ReportPage.write(report)))
        .contains("<th scope=\"col\" class=\"num\">R@10</th>")
        .contains(">0.938</td><td class=\"num strong\">0.364<small></small>")
        .contains("0.688<small>0.625\u20130.750, random 0.375</small>")
        .contains("0.813<small>random 0.438</small>");
    JsonNode shell =
        mapper.readTree(ReportJson.write(report)).at("/reconstruction/scores/0/hops/0/shell");
    assertThat(shell.at("/ranking/ndcg/mean").asDouble()).isEqualTo(0.6875);
    assertThat(shell.at("/ranking/auc").isMissingNode()).isTrue();
    assertThat(ReportCsv.write(report))
        .contains("shell,dot,1,first 10,recall,0.875\n")
        .contains("shell,dot,1,,ndcgLow,0.625\n")
        .contains("ball,dot,1,,ceiling,0.9375\n")
        .contains("shell,dot,1,,corrected,0.3636\n")
        .doesNotContain("auc");
  }

  private static String withoutScripts(String page) {
    return page.replaceAll("(?s)<script.*?</script>|<style>.*?</style>", "");
  }
}
