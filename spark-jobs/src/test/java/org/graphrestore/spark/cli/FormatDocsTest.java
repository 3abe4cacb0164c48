package org.graphrestore.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graphrestore.spark.SparkTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The pages in {@code docs/formats} name every path of what the second job writes: a path that is
 * written and not documented, and one that is documented and not written, fail here.
 */
class FormatDocsTest extends SparkTest {
  private static final Path DOCS = Path.of("../docs/formats");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** A directed graph with relations, so that every part of the result is there. */
  @BeforeEach
  void write() throws IOException {
    Random random = new Random(3);
    StringBuilder edges = new StringBuilder("node1\trelation\tnode2\n");
    StringBuilder vectors = new StringBuilder("40 3\n");
    for (int i = 0; i < 40; i++) {
      edges.append("n%d\tr%d\tn%d\n".formatted(i, i % 2, (i + 1) % 40));
      edges.append("n%d\tr0\tn%d\n".formatted(i, random.nextInt(40)));
      vectors.append(
          "n%d %.4f %.4f %.4f\n"
              .formatted(i, random.nextGaussian(), random.nextGaussian(), random.nextGaussian()));
    }
    Files.writeString(folder.resolve("edges.tsv"), edges);
    Files.writeString(folder.resolve("vectors.txt"), vectors);
  }

  private void run(String... args) {
    CommandRun run = CommandRun.of(List.of(args));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  private void reconstruct() {
    run(
        "reconstruct",
        "--no-check",
        "--edges",
        folder.resolve("edges.tsv").toString(),
        "--embeddings",
        folder.resolve("vectors.txt").toString(),
        "--queries",
        "30",
        "--restore",
        "top-edges",
        "--relations",
        "r0",
        "--by",
        "component",
        "--output",
        folder.resolve("out").toString());
  }

  private JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(name).toFile());
  }

  /** Collects the paths of all members; lists are [], and numbers as names are N. */
  private static void collect(JsonNode node, String path, Set<String> paths) {
    if (node.isArray()) {
      node.forEach(element -> collect(element, path + "[]", paths));
    } else {
      node.properties()
          .forEach(
              field -> {
                String name = field.getKey().matches("\\d+") ? "N" : field.getKey();
                String at = path.isEmpty() ? name : path + "." + name;
                paths.add(at);
                collect(field.getValue(), at, paths);
              });
    }
  }

  /** Takes the names in the first cells of the tables under a heading. */
  private static List<String> documented(String page, String heading) throws IOException {
    List<String> names = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(DOCS.resolve(page))) {
      if (line.startsWith("## ")) {
        inside = line.equals("## " + heading);
      } else if (inside && line.startsWith("| `")) {
        Matcher quoted = QUOTED.matcher(line.split(" \\| ", -1)[0]);
        while (quoted.find()) {
          names.add(quoted.group(1));
        }
      }
    }
    return names;
  }

  /** An ellipsis stands for the beginning of a name. */
  private static Pattern pattern(String name) {
    String[] parts = name.split("\u2026", -1);
    return Pattern.compile(String.join("\\w+", Arrays.stream(parts).map(Pattern::quote).toList()));
  }

  private static void assertDocumented(Set<String> written, List<String> documented) {
    List<Pattern> patterns = documented.stream().map(FormatDocsTest::pattern).toList();
    assertThat(written)
        .as("written and documented")
        .allSatisfy(
            path ->
                assertThat(patterns).as(path).anyMatch(pattern -> pattern.matcher(path).matches()));
    assertThat(documented)
        .as("documented and written")
        .allSatisfy(
            name ->
                assertThat(written)
                    .as(name)
                    .anyMatch(path -> pattern(name).matcher(path).matches()));
  }

  /** One run, for it costs some seconds. */
  @Test
  void everyPathAndColumnIsDocumented() throws IOException {
    reconstruct();
    pathsOfReconstructionJson();
    columnsOfItsTables();
    pathsOfRestoredJson();
    pathsOfComparisonJson();
  }

  private void pathsOfReconstructionJson() throws IOException {
    Set<String> paths = new TreeSet<>();
    Set<String> all = new TreeSet<>();
    collect(json("out/reconstruction.json"), "", all);
    for (String path : all) {
      // Scores and baselines have the same members, and so have shells and balls.
      paths.add(
          path.replaceFirst("^(relations\\[]|groups\\[]\\.groups\\[])\\.(?=scores|baselines)", "")
              .replaceFirst("^(scores|baselines)\\[]\\.hops\\[]\\.(shell|ball)\\.", "")
              .replaceFirst("^byDegree\\[]\\.(?!from$|to$)", "")
              .replaceFirst("^(scores|baselines)\\[]\\.hops\\[]", "hops[]"));
    }
    List<String> documented = documented("reconstruction.md", "reconstruction.json");
    documented.addAll(documented("reconstruction.md", "Parts of a result"));
    // Components of this graph have no labels.
    documented.remove("groups[].groups[].label");
    documented.remove("(others)");
    assertDocumented(paths, documented);
  }

  private void columnsOfItsTables() throws IOException {
    String page = Files.readString(DOCS.resolve("reconstruction.md"));
    String csv = page.substring(page.indexOf("## reconstruction.csv"));
    String header = Files.readAllLines(folder.resolve("out/reconstruction.csv")).get(0);
    for (String column : header.split(",", -1)) {
      assertThat(csv)
          .as(column)
          .containsPattern("\\b" + column.replaceAll("_\\d+(_low|_high)?$", "_"));
    }

    JsonNode columns = json("out/reconstruction/manifest.json").at("/tables/queries/schema");
    List<String> documented = documented("reconstruction.md", "The table of queries");
    for (String column : columns.asText().split(",", -1)) {
      String name = column.strip().split(" ", -1)[0].replace("`", "");
      assertThat(documented)
          .as(name)
          .anyMatch(some -> some.equals(name) || name.matches("precision_\\d+"));
    }
  }

  private void pathsOfRestoredJson() throws IOException {
    String page = Files.readString(DOCS.resolve("restored.md"));
    Set<String> paths = new TreeSet<>();
    collect(json("out/restored.json"), "", paths);
    for (String path : paths) {
      String name = path.substring(path.lastIndexOf('.') + 1);
      assertThat(page).as(path).containsPattern("`[^`]*\\b" + name + "\\b[^`]*`");
    }
  }

  private void pathsOfComparisonJson() throws IOException {
    run(
        "compare",
        folder.resolve("out").toString(),
        folder.resolve("out").toString(),
        "--score",
        "cosine:degree",
        "--output",
        folder.resolve("compared").toString());

    Set<String> all = new TreeSet<>();
    collect(json("compared/comparison.json"), "", all);
    Set<String> paths = new TreeSet<>();
    for (String path : all) {
      paths.add(
          path.replaceFirst("^[ab]\\.", "side.")
              .replaceFirst("^scores\\[]\\.hops\\[]\\.(shell|ball)\\.", "")
              .replaceFirst("^(map|rPrecision|ndcg|auc|mrr|corrected|precision\\.N)\\.", "metric.")
              .replaceFirst("^scores\\[]\\.hops\\[]", "hops[]"));
    }
    paths.remove("hops[]");
    assertDocumented(paths, documented("comparison.md", "comparison.json"));
    assertThat(Files.readString(DOCS.resolve("comparison.md")))
        .contains("`" + Files.readAllLines(folder.resolve("compared/comparison.csv")).get(0) + "`");
  }
}
