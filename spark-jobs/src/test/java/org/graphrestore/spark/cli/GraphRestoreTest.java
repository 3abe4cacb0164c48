package org.graphrestore.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graphrestore.spark.store.ProgressSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the front door says to people, before any Spark session is opened. */
class GraphRestoreTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void withoutACommandItShowsTheCommands() {
    assertThat(call()).isZero();
    assertThat(out.toString())
        .contains(
            "quickstart",
            "run",
            "embed",
            "reconstruct",
            "classify",
            "ingest",
            "walks",
            "train",
            "export")
        .contains("Start with: graphrestore quickstart");
  }

  @Test
  void helpOfACommandShowsOptionsAndAnExample() {
    assertThat(call("embed", "--help")).isZero();
    assertThat(out.toString())
        .contains("--edges", "--output", "--walks-per-node", "--dim", "--seed", "--set")
        .contains("graphrestore embed --edges edges.tsv.gz --output runs/mine");
  }

  @Test
  void unknownCommandSuggestsOne() {
    assertThat(call("recontruct")).isEqualTo(2);
    assertThat(err.toString()).contains("recontruct").contains("reconstruct").contains("--help");
  }

  @Test
  void unknownOptionSuggestsOne() {
    assertThat(call("embed", "--edges", "e.tsv", "--output", "o", "--dimm", "64")).isEqualTo(2);
    assertThat(err.toString()).startsWith("Error: Unknown option").contains("--dim");
  }

  @Test
  void missingGraphSaysHowToGiveOne() {
    assertThat(call("embed", "--output", folder.toString())).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "Error: No graph given: use --edges PATH or --table NAME to read edges, or --graph DIR for"
                + " a graph store\n");
  }

  @Test
  void everyBadSettingIsNamedAtOnce() {
    assertThat(
            call(
                "embed",
                "--edges",
                "e.tsv",
                "--output",
                folder.resolve("o").toString(),
                "--set",
                "train.windw=5",
                "--set",
                "train.negatives=0",
                "--dim",
                "ten"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("Unknown key: train.windw; did you mean train.window?")
        .contains("Invalid train.negatives: 0 (must be 1 .. 64")
        .contains("Invalid train.dim: ten (must be a whole number");
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @Test
  void foreignFolderIsNotWrittenTo() throws IOException {
    Files.writeString(folder.resolve("thesis.tex"), "mine");

    assertThat(call("embed", "--edges", "e.tsv", "--output", folder.toString())).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("Error: Output " + folder + " holds files that are not a run of GraphRestore")
        .contains("choose another --output or empty it, or use --force to write beside them");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void missingConfigFileIsNamed() {
    assertThat(call("embed", "--edges", "e", "--output", "o", "--config", "/no/such/file.conf"))
        .isEqualTo(2);
    assertThat(err.toString()).startsWith("Error: Cannot read --config /no/such/file.conf");
  }

  private int call(String... args) {
    CommandLine commandLine = GraphRestore.commandLine(ProgressSink.SILENT);
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(args);
  }
}
