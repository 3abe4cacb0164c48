package org.graphrestore.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.graph.IdType;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.IngestParams.Ids;
import org.graphrestore.graph.NodeHash;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.junit.jupiter.api.Test;

class IngestFormatsTest extends SparkTest {
  @Test
  void everyFormatGivesTheSameGraph() throws IOException {
    GraphStore spaces = ingest("spaces", Ingested.write(in("e.txt"), Ingested.edges(" ")));
    List<GraphStore> others = new ArrayList<>();
    others.add(ingest("tabs", Ingested.write(in("e.tsv"), Ingested.edges("\t"))));
    others.add(ingest("commas", Ingested.write(in("e.csv"), Ingested.edges(","))));
    others.add(ingest("gz", Ingested.gzip(in("e.gz"), Ingested.edges("\t"))));
    others.add(ingest("header", Ingested.write(in("h.csv"), Ingested.edges("source,target", ","))));
    others.add(ingest("kgtk", Ingested.write(in("k.tsv"), Ingested.edges("node1\tnode2", "\t"))));
    others.add(ingest("parquet", parquet("src STRING, dst STRING")));
    others.add(ingest("orc", orc()));
    others.add(ingest("json", Ingested.write(in("e.jsonl"), json())));
    others.add(ingest("graphframe", graphFrame()));
    others.add(ingest("crumbs", crumbs()));
    others.add(table());
    others.add(ingest("folder", twoFiles()));
    others.add(ingest("glob", in("two/*.txt")));
    assertThat(others)
        .allSatisfy(
            graph -> {
              assertThat(graph.fingerprint()).isEqualTo(spaces.fingerprint());
              assertThat(Ingested.nodes(graph)).isEqualTo(Ingested.nodes(spaces));
              assertThat(Ingested.arcs(graph)).isEqualTo(Ingested.arcs(spaces));
            });
  }

  @Test
  void indicesAreRanksByHashAndArcsAreThoseOfTheInput() throws IOException {
    GraphStore graph = ingest("run", Ingested.write(in("e.txt"), Ingested.edges(" ")));
    TreeSet<String> ids = new TreeSet<>();
    Ingested.EDGES.forEach(edge -> ids.addAll(List.of(edge.split(" "))));
    List<String> order = ids.stream().sorted(Comparator.comparingLong(NodeHash::of)).toList();
    List<Row> nodes = graph.nodeTable().collectAsList();
    assertThat(nodes).extracting(row -> row.getString(2)).isEqualTo(order);
    assertThat(nodes)
        .extracting(row -> row.getLong(0))
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(nodes)
        .allSatisfy(row -> assertThat(row.getLong(1)).isEqualTo(NodeHash.of(row.getString(2))));
    TreeSet<String> expected = new TreeSet<>();
    for (String edge : Ingested.EDGES) {
      String[] ends = edge.split(" ");
      expected.add(order.indexOf(ends[0]) + " " + order.indexOf(ends[1]));
      expected.add(order.indexOf(ends[1]) + " " + order.indexOf(ends[0]));
    }

    assertThat(graph.arcTable().collectAsList())
        .extracting(row -> row.getLong(0) + " " + row.getLong(1))
        .containsExactlyElementsOf(expected);
    assertThat(graph.idType()).isEqualTo(IdType.STRING);
    assertThat(graph.weighted()).isFalse();
    assertThat(graph.manifest().counts())
        .containsEntry("edges", 12L)
        .containsEntry("arcs", 24L)
        .containsEntry("simple_edges", 12L)
        .containsEntry("max_degree", 4L)
        .containsEntry("isolated", 0L);
    assertThat(graph.manifest().facts())
        .containsEntry("mean_degree", "3.0000")
        .containsEntry("degree_histogram", "[[0,0],[1,0],[2,7],[4,1]]");
  }

  @Test
  void relationsKeepTheirDirectionAndLabelsTheFirst() throws IOException {
    String header = "node1\trelation\tnode2\tnode1;label\tnode2;label";
    Path one = Ingested.write(in("kg/b.tsv"), header, "x\tlikes\ty\tlate\tWhy|wye", "x\tis\tx\t\t");
    Path two = Ingested.write(in("kg/a.tsv"), header, "y\tlikes\tx\t\tEx", "x\tlikes\ty\t\t");
    GraphStore graph = ingest("run", one, two);
    List<Row> nodes = graph.nodeTable().collectAsList();
    assertThat(nodes)
        .as("a.tsv comes before b.tsv, and a label before none")
        .extracting(row -> row.getString(2) + "=" + row.getString(3))
        .containsExactlyInAnyOrder("x=Ex", "y=Why");
    long x =
        nodes.stream().filter(n -> n.getString(2).equals("x")).findFirst().orElseThrow().getLong(0);
    assertThat(graph.arcTable().collectAsList())
        .extracting(a -> (a.getLong(0) == x ? "x" : "y") + a.getBoolean(4) + a.getFloat(2))
        .containsExactlyInAnyOrder("xfalse1.0", "xtrue1.0", "ytrue1.0", "yfalse1.0");
    assertThat(graph.relationTable().collectAsList())
        .extracting(Row::toString)
        .containsExactly("[0,is,0]", "[1,likes,2]");
    assertThat(graph.manifest().counts())
        .containsEntry("rows", 4L)
        .containsEntry("self_loops", 1L)
        .containsEntry("duplicates", 1L)
        .containsEntry("edges", 2L)
        .containsEntry("simple_edges", 1L)
        .containsEntry("relations", 2L);
    assertThat(graph.manifest().facts())
        .containsEntry("top_relations", "[{\"edges\":2,\"name\":\"likes\"}]");
    assertThat(graph.files().outNeighbours(0, 2).targets()).containsExactly(1, 0);
  }

  @Test
  void weightsOfDuplicatesAreSummedWhateverTheirOrder() throws IOException {
    // In double, 1e16 + 1 + 1 depends on the order; ascending gives 1e16 + 2.
    GraphStore one =
        ingest("a", Ingested.write(in("a.txt"), "x y 1e16", "y x 1", "x y 1", "y z 2"));
    GraphStore two =
        ingest("b", Ingested.write(in("b.txt"), "y x 1", "x y 1", "z y 2", "x y 1e16"));
    assertThat(one.fingerprint()).isEqualTo(two.fingerprint());
    assertThat(one.weighted()).isTrue();
    assertThat(one.arcTable().collectAsList())
        .extracting(row -> row.getFloat(2))
        .containsExactlyInAnyOrder(1e16f, 1e16f, 2f, 2f);
    assertThat(one.files().outNeighbours(0, 3).weights()).hasSize(4);
  }

  @Test
  void directedGraphsHaveBothSidesAndCountSinks() throws IOException {
    Path edges = Ingested.write(in("d.txt"), "a b", "b c", "a c", "c d", "a b", "e e");
    GraphStore graph =
        Ingested.run(
            spark(), folder.resolve("run"), Ingested.directed(), ProgressSink.SILENT, edges);
    List<Row> nodes = graph.nodeTable().collectAsList();
    assertThat(nodes)
        .extracting(row -> row.getString(2) + row.getInt(4) + row.getInt(5))
        .containsExactlyInAnyOrder("a20", "b11", "c12", "d01", "e00");
    int c = index(nodes, "c");
    assertThat(graph.files().inNeighbours(c, 1).targets())
        .containsExactlyInAnyOrder(index(nodes, "a"), index(nodes, "b"));
    assertThat(graph.files().outNeighbours(c, 1).targets()).containsExactly(index(nodes, "d"));
    assertThat(graph.files().degrees(c, 1)).containsExactly(3);
    assertThat(graph.manifest().counts())
        .containsEntry("sinks", 1L)
        .containsEntry("isolated", 1L)
        .containsEntry("edges", 4L)
        .containsEntry("duplicates", 1L);
  }

  @Test
  void numbersFromParquetAndFromTextHaveTheSameIndices() throws IOException {
    List<Row> rows = List.of(RowFactory.create(5, 9007199254740993L), RowFactory.create(-3, 5L));
    String table = folder.resolve("numbers").toString();
    spark().createDataFrame(rows, StructType.fromDDL("src INT, dst BIGINT")).write().parquet(table);
    GraphStore columns = ingest("columns", Path.of(table));
    Path text = Ingested.write(in("numbers.txt"), "5 9007199254740993", "-3 5");
    GraphStore longs =
        Ingested.run(
            spark(), folder.resolve("longs"), Ingested.ids(Ids.LONG), ProgressSink.SILENT, text);
    GraphStore strings = ingest("strings", text);
    assertThat(columns.idType()).isEqualTo(IdType.LONG);
    assertThat(longs.fingerprint()).isEqualTo(columns.fingerprint());
    assertThat(strings.idType()).isEqualTo(IdType.STRING);
    assertThat(columns.nodeTable().collectAsList())
        .extracting(row -> row.getLong(0) + " " + row.getLong(2))
        .isEqualTo(
            strings.nodeTable().collectAsList().stream()
                .map(row -> row.getLong(0) + " " + row.getString(2))
                .toList());
  }

  @Test
  void wholeNumbersOfDifferentWidthsAreOne() throws IOException {
    for (String format : List.of("parquet", "orc")) {
      String table = in(format + "-widths").toString();
      numbers("src INT, dst INT", RowFactory.create(5, 6)).write().format(format).save(table);
      numbers("dst BIGINT, src SMALLINT", RowFactory.create(1L << 40, (short) 6))
          .write()
          .mode("append")
          .format(format)
          .save(table);
      GraphStore graph = ingest(format + "-widths", Path.of(table));
      assertThat(graph.idType()).as(format).isEqualTo(IdType.LONG);
      assertThat(graph.nodeTable().collectAsList())
          .as(format)
          .extracting(row -> row.getLong(2))
          .containsExactlyInAnyOrder(5L, 6L, 1L << 40);
    }
  }

  @Test
  void orcHasWeightsRelationsAndLabels() throws IOException {
    List<Row> rows =
        List.of(
            RowFactory.create(1.5f, "likes", "x", "y", "Ex"),
            RowFactory.create(0.5f, "likes", "y", "x", null),
            RowFactory.create(2f, "is", "x", "x", "No"));
    Path path = in("full.orc");
    spark()
        .createDataFrame(
            rows,
            StructType.fromDDL(
                "weight FLOAT, relation STRING, src STRING, dst STRING, `src;label` STRING"))
        .coalesce(1)
        .write()
        .orc(path.toString());
    GraphStore graph = ingest("run", path);
    assertThat(graph.weighted()).isTrue();
    assertThat(graph.manifest().facts()).containsEntry("format", "orc");
    assertThat(graph.nodeTable().collectAsList())
        .extracting(row -> row.getString(2) + "=" + row.getString(3))
        .containsExactlyInAnyOrder("x=Ex", "y=null");
    assertThat(graph.manifest().counts())
        .containsEntry("self_loops", 1L)
        .containsEntry("edges", 2L);
  }

  @Test
  void aTableIsReadInTheOrderOfItsContent() throws IOException {
    String ddl = "src INT, dst INT, `dst;label` STRING";
    Row one = RowFactory.create(1, 9, "first");
    Row two = RowFactory.create(2, 9, "second");
    numbers(ddl, two, one).repartition(3).createOrReplaceTempView("labels_a");
    numbers(ddl, one, two).coalesce(1).createOrReplaceTempView("labels_b");
    Path run = folder.resolve("runs/labels");
    GraphStore graph = Ingested.run(spark(), run, IngestInput.ofTable("labels_a"));
    assertThat(graph.idType()).isEqualTo(IdType.LONG);
    assertThat(graph.manifest().facts()).containsEntry("format", "table");
    assertThat(graph.nodeTable().where("id = 9").first().getString(3)).isEqualTo("first");
    GraphStore other =
        Ingested.run(spark(), folder.resolve("runs/b"), IngestInput.ofTable("labels_b"));
    assertThat(other.fingerprint()).isEqualTo(graph.fingerprint());
    String made = graph.manifest().createdAt() + graph.manifest().seconds();
    GraphStore again = Ingested.run(spark(), run, IngestInput.ofTable("labels_a"));
    assertThat(again.manifest().createdAt() + again.manifest().seconds()).isEqualTo(made);
  }

  private org.apache.spark.sql.Dataset<Row> numbers(String ddl, Row... rows) {
    return spark().createDataFrame(List.of(rows), StructType.fromDDL(ddl));
  }

  @Test
  void olderCskgLayoutHasWeightsAndNoLabels() throws IOException {
    Path file =
        Ingested.write(
            in("old.tsv"), "node1\tlabel\tnode2\tdatasource\tweight", "a\t/r/IsA\tb\tCN\t0.25");
    GraphStore graph = ingest("run", file);
    assertThat(graph.weighted()).isTrue();
    assertThat(graph.relational()).isTrue();
    assertThat(graph.arcTable().first().getFloat(2)).isEqualTo(0.25f);
  }

  @Test
  void columnsByTheNamesThatWereGiven() throws IOException {
    Path file = Ingested.write(in("n.csv"), "how,who,much,whom", "\"is, a\",a,2,b");
    IngestParams params = Ingested.columns("who", "whom", "much", "how");
    GraphStore graph =
        Ingested.run(spark(), folder.resolve("run"), params, ProgressSink.SILENT, file);
    assertThat(graph.relationTable().first().getString(1)).isEqualTo("is, a");
    assertThat(graph.arcTable().first().getFloat(2)).isEqualTo(2f);
  }

  private GraphStore ingest(String run, Path... inputs) {
    return Ingested.run(spark(), folder.resolve("runs").resolve(run), inputs);
  }

  private Path in(String name) {
    return folder.resolve("in").resolve(name);
  }

  private Path parquet(String ddl) {
    List<Row> rows = new ArrayList<>();
    for (String edge : Ingested.EDGES) {
      rows.add(RowFactory.create((Object[]) edge.split(" ")));
    }

    Path path = folder.resolve("in with space/parquet");
    spark().createDataFrame(rows, StructType.fromDDL(ddl)).write().parquet(path.toString());
    return path;
  }

  private Path orc() {
    // Text of different lengths in two files, and the columns in another order.
    Path path = folder.resolve("in/orc");
    frame("dst STRING, src STRING", true).repartition(2).write().orc(path.toString());
    return path;
  }

  private static String[] json() {
    return Ingested.EDGES.stream()
        .map(edge -> edge.split(" "))
        .map(e -> "{\"from\": \"" + e[0] + "\", \"x\": [null], \"to\": \"" + e[1] + "\"}")
        .toArray(String[]::new);
  }

  private Path graphFrame() {
    Path path = folder.resolve("in/frame");
    frame("src STRING, dst STRING", false).write().parquet(path.resolve("edges").toString());
    spark()
        .createDataFrame(
            List.of(RowFactory.create("7"), RowFactory.create("a")),
            StructType.fromDDL("id STRING"))
        .write()
        .parquet(path.resolve("vertices").toString());
    return path;
  }

  private Path crumbs() throws IOException {
    String[] all = Ingested.edges("\t");
    for (int i = 0; i < all.length; i++) {
      Ingested.write(in("crumbs/" + i + ".tsv"), all[i]);
    }

    return in("crumbs");
  }

  private GraphStore table() {
    frame("src STRING, dst STRING", false).createOrReplaceTempView("some_edges");
    return Ingested.run(spark(), folder.resolve("runs/table"), IngestInput.ofTable("some_edges"));
  }

  private org.apache.spark.sql.Dataset<Row> frame(String ddl, boolean turned) {
    List<Row> rows = new ArrayList<>();
    for (String edge : Ingested.EDGES) {
      String[] ends = edge.split(" ");
      rows.add(turned ? RowFactory.create(ends[1], ends[0]) : RowFactory.create(ends[0], ends[1]));
    }

    return spark().createDataFrame(rows, StructType.fromDDL(ddl));
  }

  private Path twoFiles() throws IOException {
    String[] all = Ingested.edges(" ");
    Path two = in("two");
    Ingested.write(two.resolve("a.txt"), java.util.Arrays.copyOf(all, 5));
    Ingested.write(two.resolve("b.txt"), java.util.Arrays.copyOfRange(all, 5, all.length));
    Files.writeString(two.resolve("_SUCCESS"), "");
    Files.writeString(two.resolve("empty.txt"), "");
    return two;
  }

  private static int index(List<Row> nodes, String id) {
    return nodes.stream()
        .filter(row -> row.getString(2).equals(id))
        .mapToInt(row -> (int) row.getLong(0))
        .findFirst()
        .orElseThrow();
  }
}
