package org.graphrestore.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.graph.IngestParams.Format;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.UserMistakeException;
import org.junit.jupiter.api.Test;

class IngestMistakesTest extends SparkTest {
  @Test
  void badRowOfSeveralFilesIsNamedByFileAndLine() throws IOException {
    List<String> good = new ArrayList<>(List.of("# comment"));
    for (int i = 0; i < 3_000; i++) {
      good.add("n" + i + "\tn" + (i + 1));
    }

    List<String> bad = new ArrayList<>(good);
    bad.set(1_716, "lonely");
    List<String> worse = new ArrayList<>(good);
    worse.set(3, "\tx");
    Path first = Ingested.write(in("a.tsv"), good.toArray(String[]::new));
    Path second = Ingested.gzip(in("b.tsv.gz"), bad.toArray(String[]::new));
    Path third = Ingested.write(in("c.tsv"), worse.toArray(String[]::new));
    spark().sparkContext().hadoopConfiguration().set(SPLIT, "4000");
    try {
      assertMistake(
          "Bad row in file:"
              + second
              + ", line 1717: it has 1 column (needs 2, as in the first row)"
              + " (the first of 2 bad rows; --bad-rows drop leaves them out)",
          in(""));
      assertMistake(
          "Bad row in file:" + third + ", line 4: its first node is empty" + ONE, first, third);
    } finally {
      spark().sparkContext().hadoopConfiguration().unset(SPLIT);
    }
  }

  private static final String ONE = " (the only bad row; --bad-rows drop leaves it out)";
  private static final String SPLIT = "mapreduce.input.fileinputformat.split.maxsize";

  @Test
  void pathsThatAreNotThere() throws IOException {
    assertMistake("Found no file or folder " + in("nowhere.tsv"), in("nowhere.tsv"));
    assertMistake("No file matches " + in("*.tsv"), in("*.tsv"));
    Files.createDirectories(in("void"));
    assertMistake("Found no files in the folder " + in("void"), in("void"));
    Path empty = in("empty.tsv");
    Files.writeString(empty, "");
    assertMistake("Found no edges in " + empty + ": the file is empty", empty);
  }

  @Test
  void inputsWithoutEdges() throws IOException {
    Path comments = Ingested.write(in("c.txt"), "# a", "# b");
    assertMistake("Cannot read file:" + comments + ": Found comments only, and no edge", comments);
    Path header = Ingested.write(in("h.csv"), "src,dst");
    assertMistake("Found no edges in file:" + header + ": no row holds one", header);
    Path loops = Ingested.write(in("l.txt"), "a a", "b b");
    assertMistake(
        "Found no edges in file:"
            + loops
            + " but self-loops (2), which are dropped (ingest.self-loops keeps them); a graph needs an"
            + " edge between two nodes",
        loops);
  }

  @Test
  void bytesThatAreNoText() throws IOException {
    Path utf16 = in("utf16.txt");
    Files.createDirectories(utf16.getParent());
    Files.write(utf16, "\uFEFFa b\n".getBytes(StandardCharsets.UTF_16LE));
    assertMistake(
        "Cannot read file:"
            + utf16
            + ": it is UTF-16 (needs UTF-8); convert it, for example with"
            + " iconv",
        utf16);
    Path latin = in("latin.txt");
    Files.write(latin, "a b\ncaf\u00e9 b\n".getBytes(StandardCharsets.ISO_8859_1));
    assertMistake(
        "Bad row in file:"
            + latin
            + ", line 2: byte 4 of the line is not UTF-8 (0xe9); convert the file to UTF-8"
            + ONE,
        latin);
    Path returns = in("cr.txt");
    Files.writeString(returns, "a b\rc d\r");
    assertMistake(
        "Bad row in file:"
            + returns
            + ", line 1: it has a carriage return inside; lines must end with a line feed",
        returns);
    Path gzip = Files.move(Ingested.gzip(in("x.gz"), "a b"), in("gzip.txt"));
    assertMistake(
        "Cannot read file:" + gzip + ": it is gzip, but its name does not end in .gz; rename it",
        gzip);
  }

  @Test
  void gzipThatIsCutOffNamesTheLine() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      lines.add(Long.toHexString(i * 0x9E3779B97F4A7C15L) + " b");
    }

    Path whole = Ingested.gzip(in("whole.gz"), lines.toArray(String[]::new));
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = in("cut.gz");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> ingest(cut))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageMatching(
            "Bad row in file:\\S+cut.gz, line \\d+: its compressed data is damaged or cut off .*");
  }

  @Test
  void parquetRowsAndColumns() throws IOException {
    Path nulls =
        parquet(
            "nulls", "src STRING, dst STRING", new Object[] {"a", "b"}, new Object[] {"a", null});
    assertThatThrownBy(() -> ingest(nulls))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageMatching(
            "Bad row in file:\\S+parquet, row 2: its second node is null \\(the only.*");
    Path mixed = parquet("mixed", "src STRING, dst INT", new Object[] {"a", 1});
    assertThatThrownBy(() -> ingest(mixed))
        .hasMessageEndingWith(
            ": Column src is STRING and column dst is INT; both ends of an edge must be text, or both"
                + " whole numbers; take all for one with ingest.id-type=string or long");
    Path doubles = parquet("doubles", "src DOUBLE, dst DOUBLE", new Object[] {1.0, 2.0});
    assertThatThrownBy(() -> ingest(doubles))
        .hasMessageEndingWith(
            ": Column src is DOUBLE (an id must be text or a whole number of at most 64 bits)");
    Path text = Ingested.write(in("t.txt"), "a b");
    assertThatThrownBy(
            () ->
                Ingested.run(
                    spark(),
                    folder.resolve("run"),
                    Ingested.format(Format.PARQUET),
                    ProgressSink.SILENT,
                    text))
        .hasMessage(
            "Cannot read file:" + text + ": it is not Parquet, but ingest.format is parquet");
  }

  @Test
  void weightsThatSumToInfinity() throws IOException {
    Path file = Ingested.write(in("w.txt"), "a b 3e38", "a b 3e38");
    assertMistake(
        "The weights of duplicate edges sum to more than 3.4028235E38 in 2 arcs; scale the weights"
            + " down",
        file);
  }

  @Test
  void aFailedIngestLeavesNothingAndKeepsTheOldStore() throws IOException {
    Path bad = Ingested.write(in("bad.txt"), "a b", "c");
    assertThatThrownBy(() -> ingest(bad)).isInstanceOf(UserMistakeException.class);
    assertThat(folder.resolve("run/graph")).doesNotExist();
    Path good = Ingested.write(in("good.txt"), "a b");
    String fingerprint = Ingested.run(spark(), folder.resolve("run"), good).fingerprint();
    assertThatThrownBy(() -> ingest(bad)).isInstanceOf(UserMistakeException.class);
    assertThat(Ingested.run(spark(), folder.resolve("run"), good).fingerprint())
        .isEqualTo(fingerprint);
    try (var files = Files.list(folder.resolve("run/graph"))) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(n -> !n.startsWith(".")))
          .hasSize(2)
          .contains("manifest.json");
    }
  }

  private void assertMistake(String message, Path... inputs) {
    assertThatThrownBy(() -> ingest(inputs))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(message);
  }

  private void ingest(Path... inputs) {
    Ingested.run(spark(), folder.resolve("run"), inputs);
  }

  private Path parquet(String name, String ddl, Object[]... rows) {
    Path path = in(name);
    spark()
        .createDataFrame(
            Arrays.stream(rows).map(RowFactory::create).toList(), StructType.fromDDL(ddl))
        .coalesce(1)
        .write()
        .parquet(path.toString());
    return path;
  }

  private Path in(String name) {
    return folder.resolve("in").resolve(name);
  }
}
