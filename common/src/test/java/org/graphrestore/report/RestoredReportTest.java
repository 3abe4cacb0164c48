package org.graphrestore.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.graphrestore.reconstruction.restored.RestoredFiles;
import org.graphrestore.reconstruction.restored.RestoredSummary;
import org.junit.jupiter.api.Test;

/** The restored graph stands beside the original in all three files. */
class RestoredReportTest {
  private static RestoredSummary.Statistics statistics(long edges, double assortativity) {
    return new RestoredSummary.Statistics(
        edges,
        3.9,
        168,
        4,
        1630,
        0.2407,
        0.0935,
        assortativity,
        78,
        2485,
        List.of(new RestoredSummary.Bucket(0, 0, 4), new RestoredSummary.Bucket(1, 1, 481)));
  }

  private static RestoredSummary summary() {
    return new RestoredSummary(
        "top-edges",
        "cosine",
        2708,
        2708,
        3_665_278,
        0.75,
        RestoredSummary.Edges.of(5278, 5278, 3695, 3_665_278),
        new RestoredSummary.Degrees(0.125, 2.5),
        statistics(5278, -0.0659),
        statistics(5278, Double.NaN),
        new RestoredSummary.Distances(
            256, 24, 692_992, List.of(1L, 2L), List.of(3L), 6.31, 4.5, 500_000, 0.25, 1.75),
        List.of(RestoredSummary.Relation.of("<isa>, \"x\"", 10, 4)));
  }

  private static RunReport report() {
    return RunReport.of(SampleReports.full().run()).restored(summary()).build();
  }

  @Test
  void thePageTellsBothGraphs() {
    assertThat(ReportPage.write(report()))
        .contains("The graph that the vectors restore")
        .contains(
            "Of its 5,278 edges, 3,695 are the original\u2019s (precision 0.700, recall 0.700); of edges"
                + " drawn at random, 0.0014 would be.")
        .contains("<th scope=\"row\">Triangles</th><td class=\"num\">1,630</td>")
        .contains(
            "256 nodes to all others: 500,000 of 692,992 pairs are connected in both graphs; 25.0")
        .contains("&lt;isa&gt;")
        .contains("Original: 0 have 4, 1 have 481.");
  }

  @Test
  void jsonHasTheMembersOfRestoredJson() throws Exception {
    JsonNode json = new ObjectMapper().readTree(ReportJson.write(report())).get("restored");

    assertThat(json.at("/edges/precision").asDouble()).isEqualTo(3695.0 / 5278);
    assertThat(json.at("/restored/assortativity").isNull()).isTrue();
    assertThat(json.at("/relations/0/recall").asDouble()).isEqualTo(0.4);
  }

  @Test
  void csvHasARowANumber() {
    assertThat(ReportCsv.write(report()))
        .contains("\nrestored,original,,,triangles,1630\n")
        .contains("\nrestored,restored,,,assortativity,\n")
        .contains("\nrestored,both,,\"<isa>, \"\"x\"\"\",recall,0.4\n");
    assertThat(RestoredFiles.csv(summary()))
        .startsWith("graph,key,metric,value\nboth,,nodes,2708\n")
        .contains("\nrestored,distance 1,pairs,3\n")
        .contains("\nboth,\"<isa>, \"\"x\"\"\",edges,4\n");
  }

  @Test
  void aComparisonIsReadAsItWasWritten() {
    String json = RestoredFiles.json(summary());

    assertThat(RestoredFiles.parse(json)).isEqualTo(summary());
    assertThat(json).contains("\"assortativity\" : \"NaN\"");
  }
}
