package org.graphrestore.spark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.faults.Fault.Kind;
import org.graphrestore.spark.job.PipelineRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The driver gets SIGKILL at a named point; the same command goes on from the finished stages and
 * ends with the bits of an undisturbed run, and nothing of the killed one is left.
 */
class KilledDriverIT extends SparkTest {
  private Undisturbed undisturbed;
  private Path edges;
  private Path run;

  @BeforeEach
  void runUndisturbed() throws IOException {
    this.edges = folder.resolve("in");
    this.run = folder.resolve("run");
    PipelineRun.writeEdges(edges, Undisturbed.FILES);
    this.undisturbed = Undisturbed.of(spark(), folder.resolve("undisturbed"));
  }

  @Test
  void inTraining() throws IOException {
    List<String> said = killAndGoOn(".*/\\.scratch-train-[^/]+/round-00000001/input-[^/]+");
    assertThat(said)
        .anyMatch(line -> line.matches("Warning: A run was killed here \\(.*\\); going on .*"))
        .anyMatch(line -> line.matches("ingest .*reused 299 nodes, .*"))
        .anyMatch(line -> line.matches("walks .*reused 598 walks, .*"))
        .anyMatch(line -> line.matches("train .*going on after 1 of \\d+ rounds, .*"))
        .noneMatch(line -> line.matches("train .*reused .*"));
  }

  @ParameterizedTest
  @Tag("slow")
  @ValueSource(
      strings = {
        ".*/graph/data-[^/]+/scratch/rows/edges/part-[^/]+",
        ".*/graph/data-[^/]+/arcs/part-[^/]+",
        ".*/graph/\\.manifest-[^/]+",
        ".*/walks/data-[^/]+/walks/part-[^/]+",
        ".*/walks/\\.manifest-[^/]+",
        ".*/\\.scratch-train-[^/]+/pairs-[^/]+/pairs-[^/]+",
        ".*/embeddings/data-[^/]+/vectors/part-[^/]+",
        ".*/reconstruction/data-[^/]+/queries/.*part-[^/]+",
        ".*/run/\\.reconstruction-[^/]+\\.json",
        ".*/run/\\.report-[^/]+\\.html"
      })
  void anywhere(String point) throws IOException {
    killAndGoOn(point);
  }

  @Test
  @Tag("slow")
  void inAWaveOfWalks() throws IOException {
    // Four homes a wave, a file each: the ninth file is of the third wave.
    String[] waves = {
      "--set", "walk.engine=partitioned", "--set", "walk.blocks=4", "--set", "walk.wave-walks=150"
    };
    Fault fault = Fault.of(Kind.KILL_DRIVER, ".*/walks/data-[^/]+/walks/part-00008-[^/]+");
    Path marks = Files.createDirectories(folder.resolve("marks"));
    Path work = Files.createDirectories(folder.resolve("work"));
    DriverProcess first = DriverProcess.pipeline(work, edges, run, fault.spark(marks), waves);
    assertThat(first.exitCode()).as(first.out() + first.err()).isEqualTo(DriverProcess.KILLED);

    DriverProcess second = DriverProcess.pipeline(work, edges, run, Map.of(), waves);
    assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
    assertThat(second.out().lines())
        .anyMatch(
            line -> line.matches("walks .*; going on after 2 of \\d waves, which are finished"));
    assertThat(PipelineRun.read(spark(), run.toString())).isEqualTo(undisturbed.bits());
    assertThat(RunContents.leftovers(run)).isEmpty();
    assertThat(RunContents.of(run).keySet()).noneMatch(name -> name.endsWith("unfinished.json"));
  }

  /** Returns what the second run said. */
  private List<String> killAndGoOn(String point) throws IOException {
    Path marks = Files.createDirectories(folder.resolve("marks"));
    Path work = Files.createDirectories(folder.resolve("work"));
    DriverProcess first =
        DriverProcess.pipeline(work, edges, run, Fault.of(Kind.KILL_DRIVER, point).spark(marks));
    assertThat(first.exitCode()).as(first.out() + first.err()).isEqualTo(DriverProcess.KILLED);
    assertThat(marks.resolve("killed-0")).exists();
    assertThat(run.resolve(".lock.json")).exists();

    DriverProcess second = DriverProcess.pipeline(work, edges, run, Map.of());
    assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
    assertThat(PipelineRun.read(spark(), run.toString())).isEqualTo(undisturbed.bits());
    assertThat(RunContents.leftovers(run)).isEmpty();
    assertThat(run.toFile().list()).noneMatch(name -> name.startsWith(".scratch-train-"));
    assertThat(RunContents.of(run))
        .containsAllEntriesOf(undisturbed.contents())
        .containsKeys("manifest.json", "report.html", "report.json", "report.csv");
    return second.out().lines().toList();
  }
}
