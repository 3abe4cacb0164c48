package org.graphrestore.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.graph.BadRowParams;
import org.graphrestore.graph.BadRowParams.Policy;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.UserMistakeException;
import org.junit.jupiter.api.Test;

class BadRowsTest extends SparkTest {
  private static final String SPLIT = "mapreduce.input.fileinputformat.split.maxsize";

  @Test
  void droppedRowsAreCountedByReasonWithTheFirstThree() throws IOException {
    List<String> lines = new ArrayList<>(List.of("src,dst,weight"));
    List<String> good = new ArrayList<>(lines);
    for (int i = 0; i < 40; i++) {
      lines.add("n" + i + ",n" + (i + 1) + ",1");
      good.add(lines.get(lines.size() - 1));
      lines.add(i % 10 == 3 ? "ragged" : i % 10 == 7 ? "a,b,-1" : "");
    }

    Path bad = Ingested.write(in("bad/b.csv"), lines.toArray(String[]::new));
    Ingested.gzip(in("bad/c.csv.gz"), "src,dst,weight", ",b,1", "x,y,1");
    Path clean = Ingested.write(in("clean/b.csv"), good.toArray(String[]::new));
    Ingested.write(in("clean/c.csv"), "src,dst,weight", "x,y,1");
    spark().sparkContext().hadoopConfiguration().set(SPLIT, "100");
    try {
      GraphStore graph = run("bad", drop(9), in("bad"));
      GraphStore expected = Ingested.run(spark(), folder.resolve("clean"), clean.getParent());
      assertThat(graph.fingerprint()).isEqualTo(expected.fingerprint());
      assertThat(graph.manifest().counts())
          .containsEntry("rows", 41L)
          .containsEntry("dropped_rows", 9L)
          .containsEntry("dropped_columns", 4L)
          .containsEntry("dropped_weight", 4L)
          .containsEntry("dropped_empty_id", 1L);
      assertThat(graph.manifest().facts().get("dropped_examples"))
          .startsWith(
              "[{\"reason\":\"columns\",\"file\":\"file:"
                  + bad
                  + "\",\"place\":\"line 9\",\"what\":\"it has 1 column (needs 3, as in the"
                  + " header)\"},{\"reason\":\"columns\"")
          .contains("\"line 29\"", "\"line 49\"", "\"line 17\"", "\"line 37\"", "\"line 57\"")
          .contains("c.csv.gz\",\"place\":\"line 2\",\"what\":\"its first node is empty\"")
          .doesNotContain("\"line 69\"", "\"line 77\"");
    } finally {
      spark().sparkContext().hadoopConfiguration().unset(SPLIT);
    }

    assertThatThrownBy(() -> run("bad2", drop(8), in("bad")))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "Found 9 bad rows, more than ingest.max-bad-rows=8. The first: Bad row in file:"
                + bad
                + ", line 9: it has 1 column (needs 3, as in the header). Is the layout right? If so,"
                + " raise --max-bad-rows");
  }

  @Test
  void damageAndOtherHeadersAreNeverDropped() throws IOException {
    Path one = Ingested.write(in("h/a.csv"), "src,dst", "a,b");
    Path two = Ingested.write(in("h/b.csv"), "dst,src", "a,b");
    assertThatThrownBy(() -> run("h", drop(10), one, two))
        .hasMessage(
            "Bad row in file:"
                + two
                + ", line 1: the header differs from the first file's (\"dst,src\" instead of"
                + " \"src,dst\") (never left out)");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      lines.add(Long.toHexString(i * 0x9E3779B97F4A7C15L) + " b");
    }

    byte[] whole = Files.readAllBytes(Ingested.gzip(in("whole.gz"), lines.toArray(String[]::new)));
    Path cut = Files.write(in("cut.gz"), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> run("cut", drop(10), cut))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageMatching(
            "Bad row in file:\\S+cut.gz, line \\d+: its compressed data is damaged or cut off .*"
                + " \\(never left out\\)");
    Path twice = in("twice.gz");
    Files.write(twice, Files.readAllBytes(Ingested.gzip(in("p.gz"), "a b")));
    Files.write(
        twice,
        Files.readAllBytes(Ingested.gzip(in("q.gz"), "b c")),
        java.nio.file.StandardOpenOption.APPEND);
    assertThat(run("twice", drop(0), twice).nodes()).isEqualTo(3);
  }

  @Test
  void aRowThatIsTooLongIsOneClearAnswer() throws IOException {
    Path id = Ingested.write(in("long.txt"), "a b", "a " + "x".repeat(10 << 20), "b c");
    String what = "it is longer than 1048576 bytes (ingest.max-row-bytes)";
    assertThatThrownBy(() -> run("long", IngestParams.defaults(), id))
        .hasMessage(
            "Bad row in file:"
                + id
                + ", line 2: "
                + what
                + " (the only bad row; --bad-rows drop leaves it out)");
    assertThat(run("dropped", drop(1), id).manifest().counts())
        .containsEntry("dropped_too_long", 1L)
        .containsEntry("nodes", 3L);
    Path first = Ingested.write(in("first.txt"), "x".repeat(2 << 20), "a b");
    assertThatThrownBy(() -> run("first", IngestParams.defaults(), first))
        .hasMessage("Bad row in file:" + first + ", line 1: " + what);
  }

  @Test
  void columnsThatFilesDisagreeOn() throws IOException {
    for (String format : List.of("parquet", "orc")) {
      Path table = in(format + "-mix");
      save(table, format, "src STRING, dst STRING", "a", "b");
      save(table, format, "src BIGINT, dst STRING", 1L, "b");
      assertThatThrownBy(() -> run("mix", IngestParams.defaults(), table))
          .isInstanceOf(UserMistakeException.class)
          .hasMessageMatching(
              "(?s)Cannot read file:\\S+: Column src is (STRING|BIGINT)(, but| and column dst is)"
                  + " .*; take all for one with ingest.id-type=string or long");
      assertThat(run(format + "-text", Ingested.ids(IngestParams.Ids.STRING), table).nodes())
          .isEqualTo(3);
      Path lacking = in(format + "-lacking");
      save(lacking.resolve("a"), format, "src STRING, dst STRING, weight DOUBLE", "a", "b", 1.0);
      save(lacking.resolve("b"), format, "src STRING, dst STRING", "a", "c");
      assertThatThrownBy(() -> run("lacking", IngestParams.defaults(), lacking))
          .hasMessageMatching(
              "Cannot read file:\\S+/b/\\S+: it has no column weight, which file:\\S+/a/\\S+ has");
      Path broken =
          Files.writeString(in("broken." + format), format.equals("orc") ? "ORC" : "PAR1");
      assertThatThrownBy(() -> run("broken", IngestParams.defaults(), broken))
          .hasMessageStartingWith(
              "Cannot read file:"
                  + broken
                  + ": it is no whole "
                  + (format.equals("orc") ? "ORC" : "Parquet")
                  + " file (");
    }
  }

  @Test
  void rowsOfTablesAreDroppedToo() throws IOException {
    for (String format : List.of("parquet", "orc")) {
      Path table = in(format);
      spark()
          .createDataFrame(
              List.of(
                  RowFactory.create("a", null, 1.0),
                  RowFactory.create("a", "b", 2.0),
                  RowFactory.create("a", "", Double.NaN),
                  RowFactory.create("b", "c", Double.POSITIVE_INFINITY)),
              StructType.fromDDL("src STRING, dst STRING, weight DOUBLE"))
          .coalesce(1)
          .write()
          .format(format)
          .save(table.toString());
      GraphStore graph = run(format + "-run", drop(3), table);
      assertThat(graph.manifest().counts())
          .as(format)
          .containsEntry("rows", 1L)
          .containsEntry("dropped_weight", 2L)
          .containsEntry("dropped_empty_id", 1L);
      assertThat(graph.manifest().facts().get("dropped_examples"))
          .contains("\"place\":\"row 1\",\"what\":\"its second node is null\"")
          .contains("\"place\":\"row 3\"", "\"place\":\"row 4\"");
    }
  }

  @Test
  void tablesThatAreNotThere() {
    assertThatThrownBy(
            () -> Ingested.run(spark(), folder.resolve("run"), IngestInput.ofTable("no_such")))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageStartingWith("Found no table no_such: [TABLE_OR_VIEW_NOT_FOUND]");
    spark().range(3).createOrReplaceTempView("only_ids");
    assertThatThrownBy(
            () -> Ingested.run(spark(), folder.resolve("run"), IngestInput.ofTable("only_ids")))
        .hasMessage(
            "Cannot read table only_ids: No column is called one of src, source, from, node1 (found"
                + " id); name it with --src");
  }

  private void save(Path table, String format, String ddl, Object... row) {
    spark()
        .createDataFrame(List.of(RowFactory.create(row)), StructType.fromDDL(ddl))
        .coalesce(1)
        .write()
        .mode("append")
        .format(format)
        .save(table.toString());
  }

  private static IngestParams drop(int most) {
    return IngestParams.defaults().with(new BadRowParams(Policy.DROP, most, 1 << 20));
  }

  private GraphStore run(String run, IngestParams params, Path... inputs) {
    return Ingested.run(spark(), folder.resolve(run), params, ProgressSink.SILENT, inputs);
  }

  private Path in(String name) {
    return folder.resolve("in").resolve(name);
  }
}
