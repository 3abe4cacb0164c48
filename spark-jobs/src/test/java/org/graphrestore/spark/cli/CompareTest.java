package org.graphrestore.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.graphrestore.spark.SparkTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two reconstructions of a ring of 60 nodes with some chords, compared as people do it. */
class CompareTest extends SparkTest {
  private static final int NODES = 60;

  /** Points of a circle restore the ring; with noise, less of it. */
  @BeforeEach
  void write() throws IOException {
    Random random = new Random(1);
    StringBuilder edges = new StringBuilder();
    for (int i = 0; i < NODES; i++) {
      edges.append('n').append(i).append("\tn").append((i + 1) % NODES).append('\n');
      if (i % 6 == 0) {
        edges.append('n').append(i).append("\tn").append(random.nextInt(NODES)).append('\n');
      }
    }
    Files.writeString(folder.resolve("edges.tsv"), edges);
    vectors("clear.txt", 0);
    vectors("noisy.txt", 0.4);
  }

  private void vectors(String name, double noise) throws IOException {
    Random random = new Random(2);
    StringBuilder text = new StringBuilder(NODES + " 2\n");
    for (int i = 0; i < NODES; i++) {
      double angle = 2 * Math.PI * i / NODES;
      text.append(
          "n%d %.5f %.5f\n"
              .formatted(
                  i,
                  Math.cos(angle) + noise * random.nextGaussian(),
                  Math.sin(angle) + noise * random.nextGaussian()));
    }
    Files.writeString(folder.resolve(name), text);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private void reconstruct(String vectors, String output, String... more) {
    List<String> args = new ArrayList<>(List.of("reconstruct", "--no-check"));
    args.addAll(List.of("--set", "reconstruct.hops=2", "--set", "reconstruct.examples=0"));
    args.addAll(List.of("--edges", path("edges.tsv"), "--embeddings", path(vectors)));
    args.addAll(List.of("--output", path(output)));
    args.addAll(List.of(more));
    CommandRun run = CommandRun.of(args);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  private CommandRun compare(String a, String b, String... more) {
    List<String> args = new ArrayList<>(List.of("compare", path(a), path(b)));
    args.addAll(List.of("--output", path("compared"), "--force"));
    args.addAll(List.of(more));
    return CommandRun.of(args);
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(file).toFile());
  }

  @Test
  void differencesAreThoseOfTheMeansAndAVerdictIsTold() throws IOException {
    reconstruct("clear.txt", "clear");
    reconstruct("noisy.txt", "noisy");

    CommandRun run = compare("clear", "noisy");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    JsonNode compared = json("compared/comparison.json");
    JsonNode a = json("clear/reconstruction.json");
    JsonNode b = json("noisy/reconstruction.json");
    assertThat(compared.get("a").get("name").asText()).isEqualTo("clear");
    assertThat(compared.get("queries").asLong()).isEqualTo(NODES);
    assertThat(compared.get("scores")).hasSize(3);
    for (int s = 0; s < 3; s++) {
      for (int hop = 0; hop < 2; hop++) {
        for (String truth : List.of("shell", "ball")) {
          JsonNode found = compared.get("scores").get(s).get("hops").get(hop).get(truth);
          JsonNode ofA = a.get("scores").get(s).get("hops").get(hop).get(truth);
          JsonNode ofB = b.get("scores").get(s).get("hops").get(hop).get(truth);
          assertThat(found.get("queries")).isEqualTo(ofA.get("queries"));
          near(found.get("random"), ofA.get("random").asDouble());
          near(found.get("ceiling"), ofA.get("ceiling").asDouble());
          for (String name : List.of("map", "rPrecision", "ndcg", "auc", "mrr", "corrected")) {
            near(found.get(name).get("a"), ofA.get(name).asDouble());
            near(found.get(name).get("b"), ofB.get(name).asDouble());
            near(
                found.get(name).get("difference"),
                ofA.get(name).asDouble() - ofB.get(name).asDouble());
          }
          near(
              found.get("precision").get("10").get("a"), ofA.get("precision").get("10").asDouble());
        }
      }
    }
    JsonNode cosine = compared.get("scores").get(1);
    assertThat(cosine.get("score").asText()).isEqualTo("cosine");
    assertThat(cosine.get("told").asText()).startsWith("clear remembers hop 1 better: +0.");
    assertThat(cosine.get("hops").get(0).get("shell").get("map").get("verdict").asText())
        .isEqualTo("a");
    assertThat(folder.resolve("compared/report.html"))
        .content()
        .contains("clear and noisy, and what they remember of")
        .contains("clear remembers hop 1 better");
    assertThat(folder.resolve("compared/report.csv"))
        .content()
        .contains("comparison,cosine,1,shell map,verdict,a\n");
    assertThat(folder.resolve("compared/comparison.csv"))
        .content()
        .startsWith("score,hop,truth,metric,queries,a,b,difference,low,high,adjusted_low")
        .contains("\ncosine,2,ball,precision.100,60,");
    assertThat(json("compared/report.json").get("comparison")).isEqualTo(compared);
  }

  private static void near(JsonNode found, double expected) {
    assertThat(found.asDouble()).isCloseTo(expected, within(1e-12));
  }

  @Test
  void scoresThatDifferAreNamedAndBaselinesToo() throws IOException {
    reconstruct("noisy.txt", "noisy", "--score", "l2,cosine");

    CommandRun run =
        compare("noisy", "noisy/reconstruction", "--score", "cosine:common-neighbours,l2");

    assertThat(run.err()).isEmpty();
    JsonNode scores = json("compared/comparison.json").get("scores");
    assertThat(scores.get(0).get("score").asText()).isEqualTo("cosine:common-neighbours");
    assertThat(scores.get(0).get("told").asText())
        .startsWith("cosine remembers hop 1 better")
        .contains("common-neighbours remembers hop 2 better");
    assertThat(scores.get(1).get("told").asText())
        .isEqualTo("the same for every query at hops 1 and 2");
    JsonNode common =
        json("noisy/reconstruction.json").get("baselines").get(1).get("hops").get(1).get("shell");
    near(
        scores.get(0).get("hops").get(1).get("shell").get("map").get("b"),
        common.get("map").asDouble());

    CommandRun held =
        compare(
            "noisy",
            "noisy",
            "--score",
            "cosine:degree",
            "--fail-if",
            "cosine:degree.hop1.shell.map.difference > 0");
    assertThat(held.exitCode()).isEqualTo(3);
    assertThat(held.err()).startsWith("Held back by --fail-if cosine:degree.hop1.shell.map.diff");
    assertThat(compare("noisy", "noisy", "--fail-if", "l2.hop9.shell.map.a > 0").err())
        .contains("unknown hop hop9");

    assertThat(compare("noisy", "noisy", "--score", "cosin").err())
        .contains("noisy was not measured by cosin; did you mean cosine?")
        .contains("(it has l2, cosine, degree, common-neighbours)");
  }

  @Test
  void aSampleIsComparedOverWhatIsCommon() throws IOException {
    reconstruct("clear.txt", "clear", "--queries", "40");
    reconstruct(
        "noisy.txt", "noisy", "--queries", "25", "--score", "dot", "--set", "reconstruct.hops=1");

    CommandRun run = compare("clear", "noisy", "--names", "round, \"rough\"");

    assertThat(run.err()).isEmpty();
    JsonNode compared = json("compared/comparison.json");
    assertThat(compared.get("queries").asLong()).isEqualTo(25);
    assertThat(compared.get("b").get("name").asText()).isEqualTo("\"rough\"");
    assertThat(compared.get("notes").toString())
        .contains("Compared over the 25 query nodes that are in both (of 40 and 25)")
        .contains("Only 25 query nodes")
        .contains("Compared up to 1 hops (of 2 and 1 measured)");
    near(
        compared.get("scores").get(0).get("hops").get(0).get("shell").get("map").get("b"),
        json("noisy/reconstruction.json")
            .get("scores")
            .get(0)
            .get("hops")
            .get(0)
            .get("shell")
            .get("map")
            .asDouble());
  }

  @Test
  void whatCannotBeComparedIsTold() throws IOException {
    reconstruct("clear.txt", "clear", "--queries", "2", "--score", "cosine");
    reconstruct("noisy.txt", "noisy", "--queries", "2", "--score", "dot", "--seed", "5");

    assertThat(compare("clear", "none").err())
        .contains("Found no reconstruction in")
        .contains("(needs a run folder with reconstruction/manifest.json); measure one first");
    assertThat(compare("clear", "noisy").err())
        .contains("which have no score in common; name two, for example --score cosine:dot");
    CommandRun strangers = compare("clear", "noisy", "--score", "cosine:dot");
    assertThat(strangers.exitCode()).isEqualTo(2);
    assertThat(strangers.err())
        .contains("No query node is in both: ")
        .contains("asked 2 nodes (seed 1)")
        .contains("asked 2 (seed 5)");

    Files.writeString(
        folder.resolve("edges.tsv"), "n0\tn30\n", java.nio.file.StandardOpenOption.APPEND);
    reconstruct("noisy.txt", "other", "--score", "cosine");
    assertThat(compare("clear", "other").err())
        .contains("Two graphs: ")
        .contains("of 60 nodes; figures of different graphs do not compare");
    assertThat(
            CommandRun.of(
                    List.of("compare", path("clear"), path("clear"), "--output", path("clear")))
                .err())
        .contains("is one of the runs compared; choose another folder");
    assertThat(folder.resolve("compared")).doesNotExist();
  }
}
