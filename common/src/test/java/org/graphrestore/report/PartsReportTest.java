package org.graphrestore.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.graphrestore.reconstruction.ReconstructionSummary;
import org.graphrestore.reconstruction.SummaryParts;
import org.graphrestore.reconstruction.SummaryParts.Breakdown;
import org.graphrestore.reconstruction.SummaryParts.Group;
import org.graphrestore.reconstruction.SummaryParts.RelationTruth;
import org.junit.jupiter.api.Test;

/** The sections on parts of a result. */
class PartsReportTest {
  private static final ReconstructionFacts PLAIN =
      SampleReports.full().reconstruction().orElseThrow();

  private static RunReport report(SummaryParts parts, VectorCoverage coverage) {
    ReconstructionFacts facts =
        new ReconstructionFacts(
            PLAIN.embeddings(),
            PLAIN.dim(),
            PLAIN.summary().with(parts),
            PLAIN.examples(),
            coverage);
    return RunReport.of(SampleReports.full().run()).reconstruction(facts).build();
  }

  private static SummaryParts parts(List<Double> bands) {
    ReconstructionSummary of = PLAIN.summary();
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      groups.add(
          new Group(
              "n" + i,
              i == 0 ? "a <b> label" : null,
              false,
              900 - i,
              800 - i,
              of.scores(),
              of.baselines()));
    }
    groups.add(new Group("(others)", null, true, 77, 66, of.scores(), of.baselines()));
    return new SummaryParts(
        bands,
        List.of(new RelationTruth("parts", "PartOf|^HasA", 1234, of.scores(), of.baselines())),
        List.of(
            new Breakdown("component", 8041, 0, groups),
            new Breakdown("label", 1, 5, groups.subList(1, 2))));
  }

  private static String text(String page) {
    return page.replaceAll("(?s)<(script|style).*?</\\1>", "").replaceAll("\\s+", " ");
  }

  @Test
  void everyPartHasASection() throws IOException {
    RunReport report = report(parts(List.of()), new VectorCoverage(2708, 12, 0, 5, "last"));
    String page = text(ReportPage.write(report));
    assertThat(page)
        .contains("Some relations alone")
        .contains("<bdi>parts</bdi><small><bdi>PartOf|^HasA</bdi></small>")
        .contains("1,234")
        .contains("By component")
        .contains("Of 8,041 groups the 50 largest that have a query node are shown.")
        .contains("all others together")
        .contains("<bdi>a &lt;b&gt; label</bdi><small><bdi>n0</bdi></small>")
        .contains("39 more")
        .contains("5 query nodes are in no group.")
        .contains("Nodes without a vector, vectors without a node")
        .contains("12 <small>0.0044 of all nodes")
        .contains("They rank behind all other candidates")
        .contains("Shell: by number of neighbours");
    JsonNode json = new ObjectMapper().readTree(ReportJson.write(report)).get("reconstruction");
    assertThat(json.at("/relations/0/edges").asLong()).isEqualTo(1234);
    assertThat(json.at("/groups/0/groups/50/others").asBoolean()).isTrue();
    assertThat(json.at("/vectors/policy").asText()).isEqualTo("last");
    // The page's script has none of it: it draws no chart of them.
    assertThat(ReportJson.writeForScript(report)).doesNotContain("PartOf").hasSizeLessThan(60_000);
  }

  @Test
  void withoutPartsThereIsNoSection() {
    String page =
        text(ReportPage.write(report(SummaryParts.NONE, new VectorCoverage(9, 0, 0, 0, "fail"))));
    assertThat(page)
        .doesNotContain("Some relations alone")
        .doesNotContain("By component")
        .doesNotContain("Nodes without a vector");
  }

  @Test
  void bandsAreCalledByTheirEnds() {
    String page = text(ReportPage.write(report(parts(List.of(1.0, 2.5, 4.0)), null)));
    assertThat(page)
        .contains("Distance 0 to 1")
        .contains("Distance 1 to 2.5")
        .contains("Nodes at a weighted distance above 2.5, up to 4")
        .contains("in the k-th band of weighted distance")
        .doesNotContain("Direct neighbours");
  }
}
