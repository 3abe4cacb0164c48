package org.graphrestore.spark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.spark.LocalClusterTest;
import org.graphrestore.spark.faults.Fault.Kind;
import org.graphrestore.spark.job.PipelineRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * In every stage a task waits with its file until Spark has started it a second time, on another
 * executor, and that attempt has written its own; then it writes too. The bits are the same.
 */
@Tag("slow")
class SpeculationIT extends LocalClusterTest {
  @Test
  void twoAttemptsOfATaskGiveTheBitsOfOne() throws IOException {
    try (TwoHosts cluster = new TwoHosts(folder.resolve("work"))) {
      twoAttempts(
          session(
              cluster.master(),
              Map.of(
                  "spark.executor.memory", "1g",
                  "spark.speculation", "true",
                  "spark.speculation.interval", "20ms",
                  "spark.speculation.quantile", "0.1",
                  "spark.speculation.multiplier", "1.01",
                  "spark.speculation.task.duration.threshold", "10ms",
                  "spark.locality.wait", "0")));
    }
  }

  private void twoAttempts(SparkSession spark) throws IOException {
    Fault fault =
        Fault.of(
            Kind.SLOW,
            String.join(
                "|",
                ".*/graph/data-[^/]+/arcs/part-[^/]+",
                ".*/walks/data-[^/]+/walks/part-[^/]+",
                ".*/\\.scratch-train-[^/]+/round-00000000/context-[^/]+",
                ".*/embeddings/data-[^/]+/vectors/part-[^/]+"));
    Map<String, String> settings = new TreeMap<>(fault.hadoop(folder));
    var hadoop = spark.sparkContext().hadoopConfiguration();
    settings.forEach(hadoop::set);
    PipelineRun slow;
    try {
      slow =
          PipelineRun.of(
              spark,
              folder.resolve("in"),
              folder.resolve("slow").toString(),
              Undisturbed.FILES,
              Undisturbed.SETTINGS);
    } finally {
      settings.keySet().forEach(hadoop::unset);
    }

    for (int point = 0; point < 4; point++) {
      assertThat(folder.resolve("second-" + point)).exists();
    }

    assertThat(slow).isEqualTo(Undisturbed.of(spark, folder.resolve("undisturbed")).bits());
  }
}
