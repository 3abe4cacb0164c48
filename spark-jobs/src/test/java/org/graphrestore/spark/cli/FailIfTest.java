package org.graphrestore.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.graphrestore.spark.SparkTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A condition on the result ends the command with an exit code of its own. */
class FailIfTest extends SparkTest {
  /** A path of three, whose ends are told from its middle by their vectors: every AP is 1 or .5. */
  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("edges.tsv"), "a\tb\nb\tc\n");
    Files.writeString(folder.resolve("vectors.txt"), "3 2\na 1 0\nb 1 1\nc 0 1\n");
  }

  private CommandRun reconstruct(String... more) {
    List<String> args = new ArrayList<>(List.of("reconstruct", "--no-check", "--hops", "1"));
    args.addAll(List.of("--score", "cosine", "--edges", folder.resolve("edges.tsv").toString()));
    args.addAll(List.of("--embeddings", folder.resolve("vectors.txt").toString()));
    args.addAll(List.of("--output", folder.resolve("out").toString()));
    args.addAll(List.of(more));
    return CommandRun.of(args);
  }

  private JsonNode gates(String file) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out").resolve(file).toFile()).get("gates");
  }

  @Test
  void aBadResultIsHeldBackWithItsFigureAndKept() throws IOException {
    CommandRun run =
        reconstruct(
            "--fail-if", "cosine.hop1.shell.map > 0.99", "--fail-if", "cosine.hop1.queries < 3");

    assertThat(run.err())
        .isEqualTo("Held back by --fail-if cosine.hop1.shell.map > 0.99: it is 1.0\n");
    assertThat(run.exitCode()).isEqualTo(3);
    for (String file : List.of("manifest.json", "report.json")) {
      assertThat(gates(file)).hasSize(2);
      assertThat(gates(file).get(0).get("value").asDouble()).isEqualTo(1);
      assertThat(gates(file).get(0).get("failed").asBoolean()).isTrue();
      assertThat(gates(file).get(1).get("failed").asBoolean()).isFalse();
    }
    assertThat(folder.resolve("out/report.csv"))
        .content()
        .contains("gates,,,cosine.hop1.shell.map > 0.99,failed,true");
    assertThat(folder.resolve("out/report.html"))
        .content()
        .contains("Held back by --fail-if cosine.hop1.shell.map &gt; 0.99: it is 1.0");

    assertThat(reconstruct("--fail-if", "cosine.hop1.shell.map > 0.99").exitCode())
        .as("of a result that is used again")
        .isEqualTo(3);
    assertThat(reconstruct("--fail-if", "cosine.hop1.shell.map < 0.99").exitCode()).isZero();
  }

  @Test
  void theRestoredGraphIsJudgedToo() throws IOException {
    CommandRun good =
        reconstruct("--restore", "top-edges", "--fail-if", "restored.edges.precision < 0.5");

    assertThat(good.err()).isEmpty();
    assertThat(good.exitCode()).isZero();
    assertThat(folder.resolve("out/restored.csv")).content().contains("both,,precision,1.0\n");
    assertThat(folder.resolve("out/report.html"))
        .content()
        .contains("The graph that the vectors restore");

    CommandRun bad =
        reconstruct("--restore", "top-edges", "--fail-if", "restored.restored.triangles < 1");
    assertThat(bad.err())
        .isEqualTo("Held back by --fail-if restored.restored.triangles < 1: it is 0.0\n");
    assertThat(bad.exitCode()).isEqualTo(3);

    CommandRun without = reconstruct("--fail-if", "restored.restored.triangles < 1");
    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.err())
        .contains(
            "unknown score restored (the result has cosine, degree, common-neighbours,"
                + " global)");
  }

  @Test
  void precisionOverAllPairsIsJudgedToo() throws IOException {
    CommandRun run =
        reconstruct(
            "--set", "reconstruct.gem=true", "--fail-if", "global.cosine.edgePrecision > 0.99");

    assertThat(run.err())
        .isEqualTo("Held back by --fail-if global.cosine.edgePrecision > 0.99: it is 1.0\n");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(folder.resolve("out/global.csv"))
        .content()
        .contains("cosine,edges,precision,1.0\n", "cosine,,gemMap,0.6666666666666666\n");

    CommandRun none =
        reconstruct("--set", "reconstruct.global=none", "--fail-if", "global.cosine.random < 1");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("unknown score global");
  }

  @Test
  void aNameThatIsNotThereIsToldBeforeAnythingIsDone() {
    CommandRun run = reconstruct("--fail-if", "cosine.hop2.shell.map < 0.4");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "Error: --fail-if: Invalid condition 'cosine.hop2.shell.map < 0.4': unknown hop hop2; did"
                + " you mean hop1? (cosine has hop1)\n");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
