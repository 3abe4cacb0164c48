package org.graphrestore.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.graphrestore.spark.SparkTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run folder is one chain: no store stays whose origin is replaced, and nothing foreign goes. */
class RunStoresTest extends SparkTest {
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void writeAChain() throws IOException {
    commit("graph", StoreManifest.GRAPH, "g1", false);
    commit("walks", StoreManifest.WALKS, "w1", false, "graph", "g1");
    commit("embeddings", StoreManifest.EMBEDDINGS, "e1", false, "graph", "g1", "walks", "w1");
    commit("reconstruction", StoreManifest.RECONSTRUCTION, "r1", false, "embeddings", "e1");
    Files.writeString(folder.resolve("reconstruction.json"), "{}");
    Files.writeString(folder.resolve("reconstruction.csv"), "");
    Files.writeString(folder.resolve("embeddings/thesis.tex"), "mine");
  }

  @Test
  void walksThatWouldOutdateOthersAreRefusedBeforeTheyAreMade() throws IOException {
    // As after an embed with streamed walks: nothing there that differs, but what came of it.
    new RunStores(path(), hadoop()).delete("walks");
    StoreFolder walks = StoreFolder.of(run(false), "walks");
    assertThatThrownBy(() -> walks.reuse(manifest(StoreManifest.WALKS, "w2", "graph", "g1")))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "Found embeddings, reconstruction in "
                + path()
                + ", made from another walks than this run makes; use another --output, or --force"
                + " to delete them");
    assertThat(walks.reuse(manifest(StoreManifest.WALKS, "w1", "graph", "g1"))).isEmpty();
    commit("walks", StoreManifest.WALKS, "w1", false, "graph", "g1");
    assertThat(folder.resolve("reconstruction/manifest.json")).exists();
  }

  @Test
  void forceDeletesWhatIsOutdatedButNothingForeign() throws IOException {
    commit("walks", StoreManifest.WALKS, "w2", true, "graph", "g1");
    assertThat(folder.resolve("graph/manifest.json")).exists();
    assertThat(folder.resolve("reconstruction")).doesNotExist();
    assertThat(folder.resolve("reconstruction.json")).doesNotExist();
    assertThat(folder.resolve("reconstruction.csv")).doesNotExist();
    assertThat(folder.resolve("embeddings")).isDirectoryContaining("glob:**/thesis.tex");
    assertThat(folder.resolve("embeddings").toFile().list()).containsExactly("thesis.tex");
    assertThat(warnings)
        .containsExactly(
            "Deleted embeddings: made from what walks was before",
            "Deleted reconstruction: made from what walks was before");
  }

  @Test
  void forceWritesBesideWhatIsForeign() throws IOException {
    assertThatThrownBy(() -> StoreFolder.of(run(false), "embeddings").newAttempt())
        .hasMessageContaining("Found thesis.tex in ");
    commit("embeddings", StoreManifest.EMBEDDINGS, "e2", true, "graph", "g1", "walks", "w1");
    assertThat(folder.resolve("embeddings/thesis.tex")).hasContent("mine");
    assertThat(folder.resolve("reconstruction")).doesNotExist();
  }

  @Test
  void sweepingDeletesDeadAttemptsOnly() throws IOException {
    Files.createDirectories(folder.resolve("graph/data-0123abcd/arcs"));
    Files.writeString(folder.resolve("graph/.manifest-0123abcd.json"), "{");
    Files.writeString(folder.resolve("graph/notes.txt"), "mine");
    StoreFolder.at(new org.apache.hadoop.fs.Path(path(), "graph"), hadoop()).sweep();
    assertThat(folder.resolve("graph").toFile().list())
        .containsExactlyInAnyOrder("manifest.json", ".manifest.json.crc", "notes.txt", "data-live");
  }

  private void commit(
      String name, String format, String fingerprint, boolean force, String... upstream)
      throws IOException {
    StoreFolder store = StoreFolder.of(run(force), name);
    store.newAttempt();
    store.commit(manifest(format, fingerprint, upstream));
    if (name.equals("graph")) {
      // Not a name that attempts have, so that it stays.
      Files.createDirectories(folder.resolve("graph/data-live"));
    }
  }

  private static StoreManifest manifest(String format, String fingerprint, String... upstream) {
    StoreManifest.Builder manifest =
        StoreManifest.builder(format, 1, "test").fingerprint(fingerprint);
    for (int i = 0; i < upstream.length; i += 2) {
      manifest.upstream(upstream[i], upstream[i + 1]);
    }

    return manifest.build();
  }

  private RunContext run(boolean force) {
    ProgressSink sink =
        new ProgressSink() {
          @Override
          public void stageStarted(String stage, String what) {}

          @Override
          public void advanced(String stage, double fraction, String figures) {}

          @Override
          public void stageFinished(String stage, String summary) {}

          @Override
          public void warned(String message) {
            warnings.add(message);
          }
        };
    return new RunContext(spark(), path(), 1, sink, force);
  }

  private org.apache.hadoop.fs.Path path() {
    return new org.apache.hadoop.fs.Path("file:" + folder);
  }

  private org.apache.hadoop.conf.Configuration hadoop() {
    return spark().sparkContext().hadoopConfiguration();
  }
}
