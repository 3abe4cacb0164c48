package org.graphrestore.spark.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The disk below the output, or below Spark's scratch folders, is full: one clear error, exit code
 * 1, nothing half-written, finished stores intact; and with room again the same command goes on.
 */
@Tag("slow")
class FullDiskIT extends SparkTest {
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

  @ParameterizedTest
  @CsvSource({
    "ingest,      .*/graph/data-[^/]+/arcs/part-[^/]+,           1000, graph/data-",
    "walks,       .*/walks/data-[^/]+/walks/part-[^/]+,          2000, walks/data-",
    "train,       .*/\\.scratch-train-[^/]+/.*,                  9999, /.scratch-train-",
    "train,       .*/embeddings/data-[^/]+/vectors/part-[^/]+,   1000, embeddings/data-",
    "reconstruct, .*/reconstruction/data-[^/]+/\\.result-[^/]+,    100,  reconstruction/data-"
  })
  void outputIsFull(String stage, String files, long bytes, String place) throws IOException {
    Fault fault = new Fault(Kind.NO_SPACE, files, bytes);
    DriverProcess full = DriverProcess.pipeline(work, edges, run, fault.spark(folder));
    assertThat(full.exitCode()).as(full.out() + full.err()).isEqualTo(1);
    assertThat(full.err().lines().filter(line -> line.startsWith("Failed")).toList())
        .singleElement()
        .asString()
        .startsWith("Failed: The stage " + stage + " found no space left on device: ")
        .contains(place)
        .containsPattern("\\(\\d+\\.\\d MB of it to write, \\d+\\.\\d MB free there\\)")
        .endsWith(
            ". Make room there or use another --output; finished stages are kept, and the same"
                + " command goes on from there.");
    assertThat(full.err()).doesNotContain("\tat ");
    assertThat(RunContents.leftovers(run.getParent().resolve("run"))).isEmpty();
    goesOn();
  }

  @Test
  void smallOutputFileSystem() throws IOException {
    Path small = mounted("output", "200k");
    try {
      this.run = small.resolve("run");
      DriverProcess full =
          DriverProcess.pipeline(work, edges, run, Map.of(), "--set", "run.check=off");
      assertThat(full.exitCode()).as(full.out() + full.err()).isEqualTo(1);
      assertThat(full.err()).contains("found no space left on device").doesNotContain("\tat ");
      assertThat(RunContents.leftovers(run)).isEmpty();
    } finally {
      unmount(small);
    }
  }

  @Test
  void smallScratchFolder() throws IOException {
    Path small = mounted("scratch", "32k");
    try {
      DriverProcess full =
          DriverProcess.pipeline(
              work,
              edges,
              run,
              Map.of("spark.local.dir", small.toString()),
              "--set",
              "run.check=off");
      assertThat(full.exitCode()).as(full.out() + full.err()).isEqualTo(1);
      assertThat(full.err())
          .contains(
              "found no space left on device in Spark's scratch folders ("
                  + small
                  + "). Make room there or name others, for example --conf"
                  + " spark.local.dir=/large/disk")
          .doesNotContain("\tat ");
    } finally {
      unmount(small);
    }

    goesOn();
  }

  private void goesOn() throws IOException {
    DriverProcess again = DriverProcess.pipeline(work, edges, run, Map.of());
    assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
    assertThat(PipelineRun.read(spark(), run.toString()))
        .isEqualTo(Undisturbed.of(spark(), folder.resolve("undisturbed")).bits());
  }

  /** A file system of this size, where this user may mount one; else the test is skipped. */
  private Path mounted(String name, String size) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    List<String> mount =
        List.of("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", place.toString());
    assumeTrue("root".equals(System.getProperty("user.name")) && exitCode(mount) == 0);
    return place;
  }

  private static void unmount(Path place) throws IOException {
    assertThat(exitCode(List.of("umount", place.toString()))).isZero();
  }

  private static int exitCode(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.onExit().join().exitValue();
  }
}
