package org.graphrestore.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFolderTest {
  private static final String GOLDEN = "graph-manifest-v1.json";

  @TempDir private Path temporary;

  @Test
  void manifestOfVersionOneIsReadAndWrittenAsItWas() throws IOException {
    Path golden = Path.of("src/test/resources/golden", GOLDEN);
    String json =
        ManifestJson.write(sample())
            .replaceFirst("\"version\" : \"[^\"]*\"", "\"version\" : \"0.1.0\"")
            .replaceFirst("\"gitSha\" : \"[^\"]*\"", "\"gitSha\" : \"0123abc\"")
            .replaceFirst("\"createdAt\" : \"[^\"]*\"", "\"createdAt\" : \"2026-11-24T18:00:00Z\"");
    if ("1".equals(System.getenv("UPDATE_GOLDEN"))) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, json);
    }

    String kept = Files.readString(golden);
    assertThat(json).as("UPDATE_GOLDEN=1 rewrites it").isEqualTo(kept);
    StoreManifest manifest = ManifestJson.parse(kept, new org.apache.hadoop.fs.Path(GOLDEN));
    assertThat(ManifestJson.write(manifest)).isEqualTo(kept);
    assertThat(manifest.table("arcs").rows()).isEqualTo(30);
    assertThat(manifest.count("nodes")).contains(7L);
    assertThat(manifest.count("nothing")).isEmpty();
  }

  @Test
  void fieldsOfALaterMinorVersionAreIgnored() {
    String json = ManifestJson.write(sample()).replaceFirst("\\{", "{ \"mood\" : \"fine\",");
    assertThat(ManifestJson.parse(json, new org.apache.hadoop.fs.Path("m")).format())
        .isEqualTo(StoreManifest.GRAPH);
  }

  @Test
  void newerFormatVersionIsRefusedByName() throws IOException {
    Path dir = Files.createDirectories(temporary.resolve("graph"));
    String json =
        ManifestJson.write(sample())
            .replaceFirst("\"formatVersion\" : 1", "\"formatVersion\" : 2")
            .replaceFirst("\"version\" : \"[^\"]*\"", "\"version\" : \"9.9\"");
    Files.writeString(dir.resolve("manifest.json"), json);
    assertThatThrownBy(() -> folder("graph").require(StoreManifest.GRAPH, 1))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "file:"
                + dir
                + " is version 2 of graphrestore/graph, written by GraphRestore 9.9 (this"
                + " one reads up to version 1); use a newer GraphRestore");
    assertThatThrownBy(() -> folder("graph").require(StoreManifest.WALKS, 1))
        .hasMessage("Found graphrestore/graph in file:" + dir + " (needs graphrestore/walks)");
  }

  @Test
  void whatIsNoManifestIsRefused() throws IOException {
    Path dir = Files.createDirectories(temporary.resolve("graph"));
    Files.writeString(dir.resolve("manifest.json"), "{\"name\": \"my web app\"}");
    assertThatThrownBy(() -> folder("graph").manifest())
        .hasMessage(
            "file:"
                + dir
                + "/manifest.json is no manifest of GraphRestore (its format is null);"
                + " bring the file back, or make the store again in another --output");
    Files.writeString(dir.resolve("manifest.json"), "");
    assertThatThrownBy(() -> folder("graph").newAttempt())
        .isInstanceOf(UserMistakeException.class)
        .hasMessageStartingWith("file:" + dir + "/manifest.json is no manifest of GraphRestore: ");
  }

  @Test
  void storeIsFoundInTheRunFolderOrByItself() {
    StoreFolder folder = folder("run/graph");
    folder.newAttempt();
    folder.commit(StoreManifest.builder(StoreManifest.GRAPH, 1, "ingest").build());
    assertThat(find("run").path()).isEqualTo(folder.path());
    assertThat(find("run/graph").path()).isEqualTo(folder.path());
    assertThatThrownBy(() -> find("elsewhere"))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "Found no store of graphrestore/graph in file:"
                + temporary.resolve("elsewhere")
                + " or"
                + " file:"
                + temporary.resolve("elsewhere/graph")
                + " (no manifest.json); name a run folder or the store in it");
  }

  @Test
  void commitKeepsOnlyWhatTheManifestLists() throws IOException {
    StoreFolder first = folder("graph");
    write(first, "t/a.parquet");
    first.commit(listing(first, "t/a.parquet"));
    StoreFolder second = folder("graph");
    write(second, "t/b.parquet");
    write(second, "t/lost-attempt.parquet");
    assertThat(second.manifest().orElseThrow().table("t").files().get(0).path())
        .as("the old store stands until the commit")
        .endsWith("t/a.parquet");
    second.commit(listing(second, "t/b.parquet"));
    assertThat(temporary.resolve("graph")).isDirectoryRecursivelyContaining("glob:**/b.parquet");
    assertThat(temporary.resolve("graph")).isDirectoryNotContaining("glob:**/.manifest-*.json");
    assertThat(Path.of(first.attempt().toUri().getPath())).doesNotExist();
    assertThat(Path.of(second.attempt().toUri().getPath(), "t/lost-attempt.parquet"))
        .doesNotExist();
  }

  @Test
  void manifestMayOnlyListFilesOfItsAttempt() {
    StoreFolder folder = folder("graph");
    folder.newAttempt();
    StoreManifest stray =
        StoreManifest.builder(StoreManifest.GRAPH, 1, "ingest")
            .table(
                "t",
                new StoreManifest.Table(
                    "x INT", List.of(new StoreManifest.TableFile("other/a.parquet", 1, 1, 0, 0))))
            .build();
    assertThatThrownBy(() -> folder.commit(stray))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("other/a.parquet is not in the attempt ");
  }

  @Test
  void abandonedAttemptLeavesNothing() {
    StoreFolder folder = folder("graph");
    folder.newAttempt();
    folder.abandon();
    assertThat(temporary.resolve("graph")).doesNotExist();
  }

  @Test
  void deadAttemptsAreOursButOtherFilesAreNot() throws IOException {
    Files.createDirectories(temporary.resolve("graph/data-0123abcd"));
    folder("graph").newAttempt();
    Files.writeString(temporary.resolve("graph/notes.txt"), "mine");
    assertThatThrownBy(() -> folder("graph").newAttempt())
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "Found notes.txt in file:"
                + temporary.resolve("graph")
                + ", which GraphRestore did not"
                + " write; nothing is written there (use another --output, or --force to write"
                + " beside it)");
  }

  @Test
  void fingerprintsDependOnEveryEntryAndItsName() {
    String base = Fingerprint.of("walks", 1, new TreeMap<>(Map.of("a", "1", "b", "2")));
    assertThat(base).matches("[0-9a-f]{16}");
    assertThat(Fingerprint.of("walks", 1, new TreeMap<>(Map.of("b", "2", "a", "1"))))
        .isEqualTo(base);
    assertThat(
            List.of(
                Fingerprint.of("train", 1, new TreeMap<>(Map.of("a", "1", "b", "2"))),
                Fingerprint.of("walks", 2, new TreeMap<>(Map.of("a", "1", "b", "2"))),
                Fingerprint.of("walks", 1, new TreeMap<>(Map.of("a", "2", "b", "1"))),
                Fingerprint.of("walks", 1, new TreeMap<>(Map.of("a", "1b", "", "2")))))
        .doesNotContain(base);
  }

  private StoreFolder folder(String name) {
    return StoreFolder.at(
        new org.apache.hadoop.fs.Path(temporary.resolve(name).toString()),
        new Configuration(false));
  }

  private StoreFolder find(String name) {
    return StoreFolder.find(
        new org.apache.hadoop.fs.Path(temporary.resolve(name).toString()),
        "graph",
        StoreManifest.GRAPH,
        new Configuration(false));
  }

  private static void write(StoreFolder folder, String name) throws IOException {
    String attempt;
    try {
      attempt = folder.attempt().toUri().getPath();
    } catch (IllegalStateException e) {
      attempt = folder.newAttempt().toUri().getPath();
    }

    Path file = Path.of(attempt, name);
    Files.createDirectories(file.getParent());
    Files.write(file, "rows".getBytes(StandardCharsets.UTF_8));
  }

  private static StoreManifest listing(StoreFolder folder, String name) {
    String path = folder.attempt().getName() + "/" + name;
    return StoreManifest.builder(StoreManifest.GRAPH, 1, "ingest")
        .table(
            "t",
            new StoreManifest.Table(
                "x INT", List.of(new StoreManifest.TableFile(path, 1, 4, 0, 0))))
        .build();
  }

  private static StoreManifest sample() {
    return StoreManifest.builder(StoreManifest.GRAPH, 1, "ingest")
        .fingerprint("00ff00ff00ff00ff")
        .seed(1)
        .config(new TreeMap<>(Map.of("ingest.directed", "false")))
        .upstream("input", "0123456789abcdef")
        .count("nodes", 7)
        .count("arcs", 30)
        .fact("directed", "false")
        .input(List.of(new StoreManifest.InputFile("file:/edges.tsv", 123, 1_795_538_216_690L)))
        .table(
            "arcs",
            new StoreManifest.Table(
                "src BIGINT NOT NULL",
                List.of(
                    new StoreManifest.TableFile(
                        "data-0123abcd/arcs/part-00000-4.parquet", 20, 400, 0, 3),
                    new StoreManifest.TableFile(
                        "data-0123abcd/arcs/part-00001-5.parquet", 10, 300, 4, 6))))
        .time("read", 1.5)
        .seconds(2.25)
        .build();
  }
}
