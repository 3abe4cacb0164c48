package org.graphrestore.spark.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.graphrestore.graph.WordNetEdges;
import org.graphrestore.spark.store.UserMistakeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * A real commonsense graph, WordNet 3.1, through both jobs. The edges are made from the jar that
 * the launcher supplies and are kept beside the run folder, with WordNet's licence.
 */
@Command(
    name = "quickstart",
    description =
        "Runs a real graph (WordNet 3.1: 265,269 nodes) through both jobs in local mode and ends"
            + " with a report. A few minutes on two cores. Further options are those of run.")
final class QuickstartCommand implements Callable<Integer> {
  private static final String JAR_VARIABLE = "GRAPHRESTORE_WORDNET_JAR";
  private static final String HOME_VARIABLE = "GRAPHRESTORE_HOME";
  private static final String FOLDER = "net/sf/extjwnl/data/wordnet/wn31/";
  private static final List<String> PARTS = List.of("noun", "verb", "adj", "adv");

  @Spec private CommandSpec spec;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Run folder (default: ${DEFAULT-VALUE}).")
  private Path output = Path.of("runs", "quickstart");

  @Unmatched private List<String> more = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    Path folder = output.toAbsolutePath();
    Path edges = folder.resolveSibling(folder.getFileName() + "-input").resolve("wordnet31.tsv");
    if (!Files.exists(edges)) {
      writeEdges(edges);
    }

    List<String> args = new ArrayList<>();
    args.addAll(List.of("--edges", edges.toString(), "--output", output.toString()));
    Path settings = Path.of(home(), "conf", "quickstart.conf");
    args.addAll(List.of("--config", settings.toUri().toString()));
    args.addAll(more);
    return spec.parent().subcommands().get("run").execute(args.toArray(String[]::new));
  }

  private static void writeEdges(Path edges) throws IOException {
    Files.createDirectories(edges.getParent());
    Path partial = edges.resolveSibling(edges.getFileName() + ".partial");
    try (ZipFile jar = new ZipFile(jar().toFile());
        Writer out = Files.newBufferedWriter(partial, StandardCharsets.UTF_8)) {
      out.write(WordNetEdges.HEADER + "\n");
      for (String part : PARTS) {
        try (BufferedReader in = open(jar, part)) {
          WordNetEdges.write(in, out);
        }
      }

      try (BufferedReader in = open(jar, PARTS.get(0))) {
        Files.writeString(edges.resolveSibling("LICENSE-wordnet.txt"), WordNetEdges.licence(in));
      }
    }

    Files.move(partial, edges, StandardCopyOption.REPLACE_EXISTING);
  }

  private static BufferedReader open(ZipFile jar, String part) throws IOException {
    ZipEntry entry = jar.getEntry(FOLDER + "data." + part);
    if (entry == null) {
      throw new UserMistakeException("No " + FOLDER + "data." + part + " in " + jar.getName());
    }

    return new BufferedReader(
        new InputStreamReader(jar.getInputStream(entry), StandardCharsets.UTF_8));
  }

  private static Path jar() {
    String path = System.getenv(JAR_VARIABLE);
    if (path == null || !Files.exists(Path.of(path))) {
      throw new UserMistakeException(
          "WordNet's jar is not there ("
              + JAR_VARIABLE
              + "="
              + path
              + "); start it as scripts/graphrestore quickstart, which fetches the jar");
    }

    return Path.of(path);
  }

  private static String home() {
    String home = System.getenv(HOME_VARIABLE);
    return home == null ? "." : home;
  }
}
