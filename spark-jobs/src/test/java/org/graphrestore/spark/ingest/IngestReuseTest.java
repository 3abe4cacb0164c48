package org.graphrestore.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.UserMistakeException;
import org.junit.jupiter.api.Test;

class IngestReuseTest extends SparkTest {
  private final List<String> said = new ArrayList<>();
  private boolean force;

  @Test
  void sameInputIsReusedAndAnotherKeyIsNamed() throws IOException {
    Path file = Ingested.write(folder.resolve("e.txt"), Ingested.edges(" "));
    GraphStore first = ingest(IngestParams.defaults(), file);
    String created = first.manifest().tables().get(GraphStore.ARCS).files().get(0).path();
    GraphStore second = ingest(IngestParams.defaults(), file);
    assertThat(second.manifest().tables().get(GraphStore.ARCS).files().get(0).path())
        .isEqualTo(created);
    assertThat(said).containsExactly("8 nodes, 12 edges", "reused 8 nodes, 12 edges");

    said.clear();
    String store = "The store file:" + folder.resolve("run/graph");
    assertThatThrownBy(() -> ingest(Ingested.directed(), file))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            store
                + " was made otherwise: ingest.directed false -> true; use another --output, or"
                + " --force to replace it");
    assertThat(folder.resolve("run/graph").resolve(created)).exists();
    this.force = true;
    GraphStore third = ingest(Ingested.directed(), file);
    assertThat(third.directed()).isTrue();
    assertThat(said)
        .containsExactly(
            "Replacing "
                + store.substring(0, 1).toLowerCase(java.util.Locale.ROOT)
                + store.substring(1)
                + ": ingest.directed false -> true",
            "8 nodes, 12 edges");
    assertThat(folder.resolve("run/graph").resolve(created)).doesNotExist();
  }

  @Test
  void changedFileIsReadAgainByForceAndLostFileAnyway() throws IOException {
    Path file = Ingested.write(folder.resolve("e.txt"), "a b", "b c");
    GraphStore first = ingest(IngestParams.defaults(), file);
    Ingested.write(file, "a b", "b c", "c d");
    assertThatThrownBy(() -> ingest(IngestParams.defaults(), file))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining(
            "was made otherwise: input file:" + file + " has 8 -> 12 bytes; use another --output");
    this.force = true;
    assertThat(ingest(IngestParams.defaults(), file).nodes()).isEqualTo(4);
    GraphStore whole = ingest(IngestParams.defaults(), file);
    Files.delete(
        folder
            .resolve("run/graph")
            .resolve(whole.manifest().table(GraphStore.NODES).files().get(0).path()));
    assertThat(ingest(IngestParams.defaults(), file).nodeTable().count()).isEqualTo(4);
    assertThat(first.nodes()).isEqualTo(3);
    assertThat(said).filteredOn(line -> line.startsWith("reused")).hasSize(1);
    assertThat(said).filteredOn(line -> line.contains("has lost data-")).hasSize(1);
  }

  @Test
  void foreignFolderIsLeftAlone() throws IOException {
    Path file = Ingested.write(folder.resolve("e.txt"), "a b");
    Path theirs = Ingested.write(folder.resolve("run/graph/thesis.tex"), "do not lose me");
    assertThatThrownBy(() -> ingest(IngestParams.defaults(), file))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "Found thesis.tex in file:"
                + folder.resolve("run/graph")
                + ", which GraphRestore did not write; nothing is written there (use another"
                + " --output, or --force to write beside it)");
    assertThat(theirs).hasContent("do not lose me\n");
  }

  private GraphStore ingest(IngestParams params, Path file) {
    return Ingested.run(
        spark(),
        folder.resolve("run"),
        force,
        params,
        new ProgressSink() {
          @Override
          public void stageStarted(String stage, String what) {}

          @Override
          public void advanced(String stage, double fraction, String figures) {}

          @Override
          public void stageFinished(String stage, String summary) {
            said.add(summary);
          }

          @Override
          public void warned(String message) {
            said.add(message);
          }
        },
        file);
  }
}
