package org.graphrestore.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.graph.FilterParams;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.NodeColumns;
import org.graphrestore.graph.RowFilter;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.UserMistakeException;
import org.junit.jupiter.api.Test;

class IngestNodesTest extends SparkTest {
  private static final List<String> NONE = List.of();

  @Test
  void labelsTypesAndNodesWithoutAnEdge() throws IOException {
    Path edges =
        Ingested.write(
            in("kg.tsv"),
            "node1\trelation\tnode2\tnode1;label\tnode2;label",
            "a\tr\tb\tfrom edges\tBe");
    Path nodes =
        Ingested.write(
            in("nodes.csv"), "id,kind,name", "a,city,Ay", "c,,", "b,town,", "a,late,late", "d,x,D");
    IngestParams params = IngestParams.defaults().with(new NodeColumns("auto", "auto", "kind"));
    GraphStore graph = run("run", edges, nodes, params);
    assertThat(graph.nodeTable().columns()).endsWith("in_degree", "type");
    assertThat(nodes(graph))
        .containsExactlyInAnyOrder("a=Ay/city", "b=Be/town", "c=null/null", "d=D/x");
    assertThat(graph.manifest().counts())
        .containsEntry("node_rows", 5L)
        .containsEntry("isolated", 2L)
        .containsEntry("rows", 1L)
        .containsEntry("input_files", 2L)
        .containsEntry("typed", 3L)
        .containsEntry("nodes", 4L);
    assertThat(graph.files().degrees(0, 4)).containsExactlyInAnyOrder(0, 0, 1, 1);
    assertThat(graph.manifest().input()).hasSize(2);
  }

  @Test
  void aNodeTableThatSaysNothingNewChangesNothing() throws IOException {
    Path edges = Ingested.write(in("e.txt"), "a b", "b c");
    Path nodes = Ingested.write(in("n.txt"), "c", "a");
    GraphStore with = run("with", edges, nodes, IngestParams.defaults());
    GraphStore without = Ingested.run(spark(), folder.resolve("without"), edges);
    assertThat(with.fingerprint()).isEqualTo(without.fingerprint());
    assertThat(with.nodeTable().schema()).isEqualTo(without.nodeTable().schema());
  }

  @Test
  void idsOfNodesAndEdgesMustBeOfOneKind() throws IOException {
    Path edges = in("numbers.parquet");
    spark()
        .createDataFrame(
            List.of(RowFactory.create(1L, 2L)), StructType.fromDDL("src BIGINT, dst BIGINT"))
        .coalesce(1)
        .write()
        .parquet(edges.toString());
    Path nodes = Ingested.write(in("n.txt"), "7");
    assertThatThrownBy(() -> run("run", edges, nodes, IngestParams.defaults()))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageMatching(
            "Ids are whole numbers in the edges \\(file:\\S+parquet\\) but text in the node table"
                + " \\(file:\\S+n.txt\\); take all for one with ingest.id-type=string or long");
    GraphStore graph = run("run", edges, nodes, Ingested.ids(IngestParams.Ids.LONG));
    assertThat(graph.nodeTable().collectAsList())
        .extracting(row -> row.getLong(2))
        .containsExactlyInAnyOrder(1L, 2L, 7L);
  }

  @Test
  void badNodeRowsAndTypesWithoutATable() throws IOException {
    Path edges = Ingested.write(in("e.txt"), "a b", "lonely");
    Path nodes = Ingested.write(in("n.csv"), "id,label", "a,A", ",B");
    assertThatThrownBy(() -> run("run", edges, nodes, IngestParams.defaults()))
        .hasMessage(
            "Bad row in file:"
                + nodes
                + ", line 3: its node is empty (the first of 2 bad rows; --bad-rows drop leaves them"
                + " out)");
    IngestParams typed = IngestParams.defaults().with(new NodeColumns("auto", "auto", "kind"));
    assertThatThrownBy(() -> Ingested.run(spark(), folder.resolve("run"), input(edges), typed))
        .hasMessage(
            "ingest.node-type names a column of a node table, but there is none; give it with"
                + " --nodes PATH");
  }

  @Test
  void filtersLeaveRowsOutAndCountThem() throws IOException {
    Path edges =
        Ingested.write(
            in("kg.tsv"),
            "node1\trelation\tnode2\tsource\tweight",
            "a\tlikes\tb\tCN|WN\t1",
            "a\tis\tc\tCN\t1",
            "b\tlikes\td\tVG\t1",
            "b\tlikes\te\tWN\t0.1",
            "e\tlikes\te\tWN\t1");
    FilterParams filters =
        new FilterParams(List.of("lik*"), NONE, List.of("WN"), NONE, "auto", 0.5, 1);
    GraphStore graph =
        Ingested.run(
            spark(), folder.resolve("run"), input(edges), IngestParams.defaults().with(filters));
    assertThat(nodes(graph)).containsExactlyInAnyOrder("a=null", "b=null", "e=null");
    assertThat(graph.manifest().counts())
        .containsEntry("rows", 2L)
        .containsEntry("self_loops", 1L)
        .containsEntry("filtered_relation", 1L)
        .containsEntry("filtered_source", 1L)
        .containsEntry("filtered_weight", 1L)
        .containsEntry("filtered_sample", 0L);
    FilterParams nothing = new FilterParams(List.of("is"), NONE, List.of("XX"), NONE, "auto", 0, 1);
    assertThatThrownBy(
            () ->
                Ingested.run(
                    spark(),
                    folder.resolve("none"),
                    input(edges),
                    IngestParams.defaults().with(nothing)))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "No edge of file:"
                + edges
                + " is left: 4 by ingest.keep-relations or ingest.drop-relations, 1 by"
                + " ingest.keep-sources or ingest.drop-sources; loosen the filter, or leave it out");
  }

  @Test
  void anInducedSampleHasItsNodesAndTheEdgesBetweenThem() throws IOException {
    String[] lines = new String[400];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "n" + i % 60 + " n" + (i * 7 + i / 60) % 61;
    }

    Path edges = Ingested.write(in("e.txt"), lines);
    FilterParams filters = new FilterParams(NONE, NONE, NONE, NONE, "auto", 0, 0.4);
    IngestParams params = IngestParams.defaults().with(filters);
    GraphStore graph = Ingested.run(spark(), folder.resolve("run"), input(edges), params, 3);
    RowFilter draw = new RowFilter(filters, 3);
    GraphStore whole = Ingested.run(spark(), folder.resolve("whole"), edges);
    List<String> expected =
        nodes(whole).stream().filter(node -> draw.samples(node.split("=")[0])).toList();
    assertThat(nodes(graph)).isEqualTo(expected).hasSizeBetween(10, 40);
    assertThat(arcs(graph))
        .isEqualTo(
            arcs(whole).stream()
                .filter(arc -> draw.samples(arc.split(" ")[0]) && draw.samples(arc.split(" ")[1]))
                .toList());
    assertThat(graph.manifest().config()).containsEntry("run.seed", "3");
    assertThat(graph.manifest().counts().get("filtered_sample"))
        .isEqualTo(400 - graph.manifest().counts().get("rows"));
  }

  private GraphStore run(String run, Path edges, Path nodes, IngestParams params) {
    return Ingested.run(
        spark(), folder.resolve(run), input(edges).withNodes(nodes.toString()), params);
  }

  private static IngestInput input(Path edges) {
    return IngestInput.of(edges.toString());
  }

  private static List<String> nodes(GraphStore graph) {
    boolean typed = graph.nodeTable().columns().length > 6;
    return graph.nodeTable().orderBy("index").collectAsList().stream()
        .map(n -> n.getString(2) + "=" + n.getString(3) + (typed ? "/" + n.getString(6) : ""))
        .toList();
  }

  private static List<String> arcs(GraphStore graph) {
    List<Row> nodes = graph.nodeTable().orderBy("index").collectAsList();
    return graph.arcTable().collectAsList().stream()
        .map(a -> id(nodes, a.getLong(0)) + " " + id(nodes, a.getLong(1)))
        .sorted()
        .toList();
  }

  private static String id(List<Row> nodes, long index) {
    return nodes.get((int) index).getString(2);
  }

  private Path in(String name) {
    return folder.resolve("in").resolve(name);
  }
}
