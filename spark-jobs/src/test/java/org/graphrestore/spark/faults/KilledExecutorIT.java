package org.graphrestore.spark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.graphrestore.spark.LocalClusterTest;
import org.graphrestore.spark.faults.Fault.Kind;
import org.graphrestore.spark.job.PipelineRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every stage loses an executor to SIGKILL while it writes, goes on, and makes the bits of an
 * undisturbed run. One run with four kills serves the tests of all stages.
 */
class KilledExecutorIT extends LocalClusterTest {
  private static final List<String> POINTS =
      List.of(
          ".*/graph/data-[^/]+/arcs/part-[^/]+",
          ".*/walks/data-[^/]+/walks/part-[^/]+",
          ".*/\\.scratch-train-[^/]+/round-00000001/input-[^/]+",
          ".*/reconstruction/data-[^/]+/queries/.*part-[^/]+");

  @TempDir private static Path runs;
  private static Undisturbed undisturbed;
  private static PipelineRun killed;

  @BeforeEach
  void runBoth() throws IOException {
    if (killed != null) {
      return;
    }

    undisturbed = Undisturbed.of(spark(), runs);
    Fault fault = Fault.of(Kind.KILL_EXECUTOR, String.join("|", POINTS));
    var hadoop = spark().sparkContext().hadoopConfiguration();
    Map<String, String> settings = fault.hadoop(runs);
    settings.forEach(hadoop::set);
    try {
      killed =
          PipelineRun.of(
              spark(),
              runs.resolve("in"),
              runs.resolve("killed").toString(),
              Undisturbed.FILES,
              Undisturbed.SETTINGS);
    } finally {
      settings.keySet().forEach(hadoop::unset);
    }
  }

  @Test
  void ingest() throws IOException {
    assertKilled(0);
    assertThat(killed.graph()).isEqualTo(undisturbed.bits().graph());
  }

  @Test
  void walks() throws IOException {
    assertKilled(1);
    assertThat(killed.walks()).isEqualTo(undisturbed.bits().walks());
  }

  @Test
  void train() throws IOException {
    assertKilled(2);
    assertThat(killed.vectors()).isEqualTo(undisturbed.bits().vectors());
  }

  @Test
  void reconstruct() throws IOException {
    assertKilled(3);
    assertThat(killed.metrics()).isEqualTo(undisturbed.bits().metrics());
  }

  @Test
  void nothingIsLeftOfTheLostAttempts() throws IOException {
    assertThat(RunContents.of(runs.resolve("killed"))).isEqualTo(undisturbed.contents());
  }

  /** The process of the executor that was at this point is no more, and it was not this one. */
  private static void assertKilled(int point) throws IOException {
    long pid = Long.parseLong(Files.readString(runs.resolve("killed-" + point)));
    assertThat(pid).isNotEqualTo(ProcessHandle.current().pid());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }
}
