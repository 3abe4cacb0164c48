package org.graphrestore.spark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.faults.Fault.Kind;
import org.graphrestore.spark.job.PipelineRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A full heap ends in one clear error that names the stage and the setting, exit code 1. */
@Tag("slow")
class FullHeapIT extends SparkTest {
  private Path edges;
  private Path run;
  private Path work;

  @BeforeEach
  void writeEdges() throws IOException {
    this.edges = folder.resolve("in");
    this.run = folder.resolve("run");
    this.work = Files.createDirectories(folder.resolve("work"));
    PipelineRun.writeEdges(edges, Undisturbed.FILES);
  }

  @Test
  void inLocalMode() throws IOException {
    Fault fault = Fault.of(Kind.OUT_OF_MEMORY, ".*/walks/data-[^/]+/walks/part-[^/]+");
    DriverProcess full = DriverProcess.pipeline(work, edges, run, fault.spark(folder));
    assertThat(full.exitCode()).as(full.out() + full.err()).isEqualTo(1);
    assertThat(full.err())
        .containsOnlyOnce("Failed: ")
        .contains(
            "Failed: The stage walks ran out of memory: the heap has 1,024 MB. Start it again with"
                + " more, for example --driver-memory 2g; finished stages are kept, and the same"
                + " command goes on from there.")
        .doesNotContain("\tat ");
    assertThat(full.out()).doesNotContain("Stopped.");
    assertThat(run.resolve(".lock.json")).doesNotExist();

    DriverProcess again = DriverProcess.pipeline(work, edges, run, Map.of());
    assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
    assertThat(again.out()).contains("reused 299 nodes");
    assertThat(PipelineRun.read(spark(), run.toString()))
        .isEqualTo(Undisturbed.of(spark(), folder.resolve("undisturbed")).bits());
    assertThat(RunContents.leftovers(run)).isEmpty();
  }

  @Test
  void onExecutors() throws IOException {
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    Fault fault = Fault.of(Kind.OUT_OF_MEMORY, ".*/walks/data-[^/]+/walks/part-[^/]+");
    Map<String, String> spark = fault.spark(folder);
    spark.put("spark.master", "local-cluster[2,1,1024]");
    spark.put("spark.executor.memory", "1g");
    spark.put("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    spark.put("spark.driver.host", "127.0.0.1");
    DriverProcess full = DriverProcess.pipeline(work, edges, run, spark);
    assertThat(full.exitCode()).as(full.out() + full.err()).isEqualTo(1);
    assertThat(full.err())
        .containsOnlyOnce("Failed: ")
        .contains(
            "Failed: The stage walks ran out of memory on executors (spark.executor.memory is 1g)."
                + " Start it again with more, for example --conf spark.executor.memory=2g, or with"
                + " fewer spark.executor.cores; finished stages are kept")
        .doesNotContain("\tat ");
    assertThat(RunContents.leftovers(run)).isEmpty();
  }
}
