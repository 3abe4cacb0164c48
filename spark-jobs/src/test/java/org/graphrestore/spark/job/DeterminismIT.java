package org.graphrestore.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.graphrestore.spark.LocalClusterTest;
import org.graphrestore.spark.TestSessions;
import org.junit.jupiter.api.Test;

/** Two executor JVMs give the bits that one thread gives. */
class DeterminismIT extends LocalClusterTest {
  @Test
  void twoExecutorsGiveTheBitsOfOneThread() throws IOException {
    PipelineRun onCluster =
        PipelineRun.of(
            spark(), folder.resolve("a-input"), folder.resolve("a").toString(), 5, Map.of());
    PipelineRun onOneThread =
        PipelineRun.of(
            TestSessions.withMaster("local[1]", Map.of()),
            folder.resolve("b-input"),
            folder.resolve("b").toString(),
            1,
            Map.of());
    assertThat(onCluster).isEqualTo(onOneThread);
  }
}
