package org.graphrestore.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.spark.FlakyFileSystem;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.TestSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Walks, vectors and metrics have the same bits however the work is cut and wherever it runs. */
class DeterminismTest extends SparkTest {
  private static final Map<String, String> AS_CONFIGURED = Map.of();

  private static PipelineRun expected;

  @AfterEach
  void backToTheSharedSession() {
    spark();
  }

  @Test
  void twoFilesAndPartitions() throws IOException {
    assertSameBits(TestSessions.withMaster("local[2]", shuffle(2, true)), 2, AS_CONFIGURED);
  }

  @Test
  void sevenFilesAndPartitionsWithoutAdaptiveExecution() throws IOException {
    assertSameBits(TestSessions.withMaster("local[2]", shuffle(7, false)), 7, AS_CONFIGURED);
  }

  @Test
  void oneCore() throws IOException {
    assertSameBits(TestSessions.withMaster("local[1]", shuffle(3, true)), 1, AS_CONFIGURED);
  }

  @Test
  void walksStreamedIntoTraining() throws IOException {
    assertSameBits(spark(), 1, Map.of("train.walks", "streamed"));
  }

  @Test
  void trainedWindowByWindow() throws IOException {
    Map<String, String> windows = Map.of("train.schedule", "windows", "train.blocks", "1");
    PipelineRun stored =
        PipelineRun.of(
            TestSessions.withMaster("local[2]", shuffle(2, true)),
            folder.resolve("stored-input"),
            folder.resolve("stored").toString(),
            2,
            windows);
    Map<String, String> drawnAnew = new HashMap<>(windows);
    drawnAnew.put("train.walks", "streamed");
    PipelineRun streamed =
        PipelineRun.of(
            TestSessions.withMaster("local[1]", shuffle(7, false)),
            folder.resolve("streamed-input"),
            folder.resolve("streamed").toString(),
            7,
            drawnAnew);

    assertThat(streamed).isEqualTo(stored);
    assertThat(stored).isNotEqualTo(expected());
  }

  @Test
  void firstTaskOfEveryStageFailsOnceAndIsRetried() throws IOException {
    SparkSession flaky =
        TestSessions.withMaster(
            "local[2,3]",
            Map.of(
                "spark.hadoop.fs.file.impl",
                FlakyFileSystem.class.getName(),
                "spark.hadoop.fs.file.impl.disable.cache",
                "true"));
    assertSameBits(flaky, 1, AS_CONFIGURED);
    assertThat(FlakyFileSystem.failures()).as("stages with a failed task").isGreaterThan(10);
  }

  private void assertSameBits(SparkSession session, int files, Map<String, String> settings)
      throws IOException {
    PipelineRun actual =
        PipelineRun.of(
            session, folder.resolve("input"), folder.resolve("actual").toString(), files, settings);
    assertThat(actual).isEqualTo(expected());
  }

  private PipelineRun expected() throws IOException {
    if (expected == null) {
      expected =
          PipelineRun.of(
              TestSessions.withMaster("local[2]", shuffle(1, true)),
              folder.resolve("expected-input"),
              folder.resolve("expected").toString(),
              1,
              AS_CONFIGURED);
    }

    return expected;
  }

  private static Map<String, String> shuffle(int partitions, boolean adaptive) {
    return Map.of(
        "spark.sql.shuffle.partitions", Integer.toString(partitions),
        "spark.default.parallelism", Integer.toString(partitions),
        "spark.sql.adaptive.enabled", Boolean.toString(adaptive));
  }
}
