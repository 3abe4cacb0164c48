package org.graphrestore.spark.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.spark.cli.CommandRun;
import org.graphrestore.spark.store.GraphStore;

/** Runs a case as a user would, and checks all that a case promises. */
final class CorpusRun {
  private static final Pattern TRACE =
      Pattern.compile("(?m)^\\s+at |Exception|\\$\\$|@[0-9a-f]{6,}");

  private final SparkSession spark;
  private final Path in;
  private final Path output;
  private final Path run;

  /**
   * Prepares.
   *
   * @param folder an empty folder of the case
   * @param run a run folder with the graph a - b - c and vectors of it, or null
   */
  CorpusRun(SparkSession spark, Path folder, Path run) throws IOException {
    this.spark = spark;
    this.in = Files.createDirectories(folder.resolve("in"));
    this.output = folder.resolve("out");
    this.run = run;
  }

  void of(CorpusCase tried) throws IOException {
    for (CorpusCase.Making making : tried.makings) {
      making.in(in);
    }

    SortedMap<String, Long> before = listing(in);
    SortedMap<String, Long> outputBefore = listing(output);
    CommandRun done = CommandRun.of(arguments(tried));
    if (tried.fails) {
      assertFailed(tried, done);
      if (tried.keeps == null) {
        assertThat(listing(output)).as("left in the output").isEqualTo(outputBefore);
      } else {
        assertThat(listing(output)).containsKey(tried.keeps + "/manifest.json");
        assertThat(listing(output)).doesNotContainKey("reconstruction/manifest.json");
      }
    } else {
      assertThat(done.err()).isEmpty();
      assertThat(done.exitCode()).isZero();
      if (tried.command.equals(List.of("ingest"))) {
        assertGraph(tried);
      }
    }

    assertThat(listing(in)).as("the input is as it was").isEqualTo(before);
  }

  private List<String> arguments(CorpusCase tried) {
    List<String> args = new ArrayList<>();
    tried.command.forEach(word -> args.add(placed(word)));
    for (String path : tried.edges) {
      args.add("--edges");
      args.add(path.contains("://") || path.isEmpty() ? path : in.resolve(path).toString());
    }

    for (String argument : tried.arguments) {
      args.add(placed(argument));
    }

    if (!args.contains("--output")) {
      args.add("--output");
      args.add(output.toString());
    }

    return args;
  }

  private String placed(String word) {
    return word.replace("{in}", in.toString()).replace("{run}", String.valueOf(run));
  }

  private static void assertFailed(CorpusCase tried, CommandRun done) {
    String pattern =
        tried.messageParts.stream().map(Pattern::quote).collect(Collectors.joining(".*"));
    assertThat(done.err()).as("what the terminal says").startsWith("Error: ");
    assertThat(done.err()).containsPattern(pattern);
    assertThat(done.err()).as("no trace, no class, no address").doesNotContainPattern(TRACE);
    assertThat(done.err().length()).as("length of the message").isLessThan(2_000);
    assertThat(done.exitCode()).isEqualTo(2);
    if (!tried.usage) {
      assertThat(done.err().lines()).hasSize(1);
    }
  }

  private void assertGraph(CorpusCase tried) throws IOException {
    try (Stream<Path> files = Files.list(output.resolve("graph"))) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(n -> !n.endsWith(".crc")))
          .as("one attempt and its manifest")
          .hasSize(2)
          .contains("manifest.json");
    }

    try (Stream<Path> files = Files.list(output)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as("no lock and no scratch")
          .noneMatch(n -> n.contains("lock") || n.contains("scratch"));
    }

    GraphStore graph =
        GraphStore.open(spark, new org.apache.hadoop.fs.Path(output.toUri().toString()));
    assertThat(graph.manifest().counts()).containsAllEntriesOf(tried.counts);
    if (tried.ids != null) {
      assertThat(graph.nodeTable().collectAsList())
          .extracting(row -> row.get(2).toString())
          .containsExactlyInAnyOrderElementsOf(tried.ids);
    }

    for (Consumer<GraphStore> check : tried.checks) {
      check.accept(graph);
    }
  }

  /**
   * Returns the files below a folder with their lengths; folders have -1, links that lead nowhere
   * -2.
   */
  private static SortedMap<String, Long> listing(Path folder) throws IOException {
    SortedMap<String, Long> found = new TreeMap<>();
    if (!Files.exists(folder)) {
      return found;
    }

    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        found.put(
            folder.relativize(file).toString(),
            Files.isDirectory(file) ? -1 : Files.exists(file) ? Files.size(file) : -2L);
      }
    }

    return found;
  }
}
