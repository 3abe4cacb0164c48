package org.graphrestore.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTextTest {
  private static final Rates RATES = new Rates(1e4, 1e7, 1e6, 1e9, 0.5, 2, "rates made up");

  @Test
  void bytesHaveTwoOrThreeDigits() {
    assertThat(List.of(0.0, 999.0, 1000.0, 9_940.0, 9_960.0, 123_456.0, 999_600.0, 3e12))
        .extracting(EstimateText::bytes)
        .containsExactly("0 B", "999 B", "1.0 kB", "9.9 kB", "10 kB", "123 kB", "1.0 MB", "3.0 TB");
    assertThat(EstimateText.bytes(Double.POSITIVE_INFINITY)).isEqualTo("unknown");
  }

  @Test
  void timesDoNotPretend() {
    assertThat(List.of(0.1, 7.4, 12.6, 98.0, 340.0, 1000.0, 7000.0, 40_000.0, 1e9))
        .extracting(EstimateText::duration)
        .containsExactly(
            "1 s", "7 s", "15 s", "100 s", "6 min", "15 min", "2 h", "11 h", "11,574 days");
  }

  @Test
  void fewLinesStandBeforeARun() {
    GraphSize graph = GraphSize.of(1_000_000, 4_000_000, false, false);
    Outlook outlook =
        Outlook.of(
            Outlook.Bounds.exact("counted", graph),
            Scenarios.request(Scenarios.ALL, 10, 80, Scenarios.train(128)),
            Scenarios.laptop(8, 1000),
            RATES);

    assertThat(EstimateText.summary(outlook)).hasSize(4);
    assertThat(EstimateText.summary(outlook).get(0))
        .isEqualTo(
            "1,000,000 nodes, 4,000,000 edges; 10.0 M walks, 800 M nodes in them, 8.4 G pairs");
    assertThat(EstimateText.summary(outlook).get(1))
        .isEqualTo(
            "model 1.0 GB; 1 block, 32 tiles a block, 250 episodes, groups of 16, 250 rounds");
    assertThat(EstimateText.summary(outlook).get(2))
        .startsWith("memory: 2.")
        .contains(" of 8.0 GiB heap", "; disk: at most ", " of 1.1 TB free at runs/mine");
    assertThat(EstimateText.summary(outlook).get(3))
        .startsWith("time: ")
        .contains("ingest ", "walks ", "train ", "reconstruct ", "; rates made up");
  }

  @Test
  void boundsAreShownWhereTheGraphIsNotCounted() {
    Outlook outlook =
        Outlook.of(
            new Outlook.Bounds(
                "from 320,000 rows",
                GraphSize.of(100_000, 4_000_000, false, false),
                GraphSize.of(1_000_000, 5_000_000, false, false),
                GraphSize.of(3_000_000, 6_000_000, false, false)),
            Scenarios.request(Scenarios.ALL, 10, 80, Scenarios.train(128)),
            Scenarios.laptop(2, 1000),
            RATES);

    assertThat(EstimateText.summary(outlook).get(0))
        .startsWith("about 1.0 M nodes (between 100,000 and 3.0 M), 5.0 M edges; ");
    assertThat(outlook.certain()).isEmpty();
    assertThat(outlook.possible()).isNotEmpty();
    assertThat(outlook.leastSeconds()).isLessThan(outlook.mostSeconds());
    assertThat(EstimateText.table(outlook)).anyMatch(line -> line.startsWith("together"));
  }

  @Test
  void jsonHasNoInfinity() {
    Resources endless =
        Scenarios.laptop(8, 1000)
            .withDisks(Resources.Disk.unknown("s3a://b"), Resources.Disk.unknown("/tmp"));
    Scenario scenario =
        new Scenario(
            GraphSize.of(1000, 4000, true, true),
            Scenarios.request(Scenarios.ALL, 10, 80, Scenarios.train(128)),
            endless);
    Outlook outlook =
        Outlook.of(
            Outlook.Bounds.exact("counted", scenario.graph()), scenario.request(), endless, RATES);

    assertThat(EstimateJson.write(outlook, scenario))
        .contains("\"format\" : \"graphrestore/estimate\"", "\"fits\" : true", "\"tileRows\" : ")
        .doesNotContain("Infinity", "NaN", "freeBytes");
  }
}
