package org.graphrestore.spark.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.graphrestore.spark.corpus.CorpusCase.corpusCase;
import static org.graphrestore.spark.corpus.CorpusCase.gzip;
import static org.graphrestore.spark.corpus.TextCases.ONE;

import java.util.Arrays;
import java.util.List;

/** Unusual graphs, node tables, and rows that are left out. */
final class GraphCases {
  private static final String EDGES = "a\tb\nb\tc\n";

  private GraphCases() {}

  static List<CorpusCase> graphs() {
    return List.of(
        corpusCase("one node")
            .text("e.tsv", "a\ta\n")
            .fails("e.tsv", "self-loops (1), which are dropped"),
        corpusCase("two nodes").text("e.tsv", "a\tb\n").graph(2, 1).count("arcs", 2),
        corpusCase("loops only")
            .text("e.tsv", "a\ta\nb\tb\n")
            .fails("e.tsv", "self-loops (2), which are dropped", "needs an edge between two nodes"),
        corpusCase("a loop beside an edge")
            .text("e.tsv", "a\tb\nc\tc\n")
            .ids("a", "b", "c")
            .count("self_loops", 1)
            .count("isolated", 1),
        corpusCase("an edge in both directions, undirected")
            .text("e.tsv", "a\tb\nb\ta\na\tb\n")
            .graph(2, 1)
            .count("duplicates", 2)
            .check(g -> assertThat(g.arcTable().first().getFloat(2)).isEqualTo(1f)),
        corpusCase("a weighted edge in both directions, undirected")
            .text("e.tsv", "a\tb\t1\nb\ta\t2\n")
            .graph(2, 1)
            .check(g -> assertThat(g.arcTable().first().getFloat(2)).isEqualTo(3f)),
        corpusCase("an edge in both directions, directed")
            .text("e.tsv", "a\tb\nb\ta\na\tb\n")
            .args("--directed")
            .graph(2, 2)
            .count("duplicates", 1),
        corpusCase("a star of a thousand leaves")
            .text("e.tsv", star(1_000))
            .graph(1_001, 1_000)
            .count("max_degree", 1_000),
        corpusCase("a hundred thousand relations are a column of text")
            .text("e.csv", relations(100_002))
            .fails("Found more than 100000 different relations", "--relation, or none"),
        corpusCase("a filter that leaves nothing")
            .text("e.csv", "src,dst,relation\na,b,r\n")
            .set("ingest.keep-relations=x")
            .fails("No edge of ", "is left: 1 by ingest.keep-relations", "loosen the filter"),
        corpusCase("a least weight that leaves nothing")
            .text("e.tsv", "a\tb\t1\n")
            .set("ingest.min-weight=2")
            .fails("No edge of ", "is left: 1 by ingest.min-weight; loosen the filter"),
        corpusCase("a filter by what is not there")
            .text("e.tsv", EDGES)
            .set("ingest.keep-relations=x")
            .fails("e.tsv: Rows have no relation to filter by", "--relation"),
        corpusCase("a least weight without weights")
            .text("e.tsv", EDGES)
            .set("ingest.min-weight=2")
            .fails("e.tsv: Rows have no weight to filter by", "--weight"),
        corpusCase("a sample that leaves nothing")
            .text("e.tsv", EDGES)
            .set("ingest.sample=0.0000001")
            .fails("No edge of ", "is left: 2 by ingest.sample; loosen the filter"));
  }

  /** Cases of seconds. */
  static List<CorpusCase> large() {
    return List.of(
        corpusCase("a star of a million leaves")
            .text("e.tsv", star(1_000_000))
            .graph(1_000_001, 1_000_000)
            .count("max_degree", 1_000_000));
  }

  static List<CorpusCase> nodeTables() {
    return List.of(
        nodes("nodes without edges stay", "id,label\nz,Zed\na,Ay\n")
            .ids("a", "b", "c", "z")
            .count("isolated", 1)
            .count("labelled", 2),
        nodes("one id a line", "z\nb\n").ids("a", "b", "c", "z"),
        nodes("an id twice: the first label", "id,label\na,one\na,two\n")
            .ids("a", "b", "c")
            .check(
                g ->
                    assertThat(g.nodeTable().filter("id = 'a'").first().getString(3))
                        .isEqualTo("one")),
        nodes("no column of ids", "key,label\na,b\n")
            .fails("n.csv: No column is called one of id, node, vertex", "name it with --node-id"),
        nodes("an unknown column of types", "id,label\na,b\n")
            .args("--node-type", "kind")
            .fails("n.csv: No column is called kind (found id, label); name it with --node-type"),
        nodes("two columns of ids", "id,id\na,b\n").fails("n.csv: Two columns are called id"),
        nodes("an empty id of a node", "id,label\na,b\n,c\n")
            .fails("n.csv, line 3: its node is empty", ONE),
        nodes("a ragged row of a node table", "id,label\na\n")
            .fails("n.csv, line 2: it has 1 column (needs 2, as in the header)", ONE),
        nodes("a node that is no number", "id\n1\nx\n")
            .args("--id-type", "long")
            .text("e2.tsv", "1\t2\n")
            .edges("e2.tsv")
            .fails("n.csv, line 3: id \"x\" is no plain decimal number of 64 bits", ONE),
        nodes("a node table without bytes", "").fails("Found no nodes in ", "n.csv"),
        nodes("a JSON node without id", "{\"id\":\"a\"}\n{\"label\":\"x\"}\n")
            .fails("n.csv, line 2: its node (field id) is missing", ONE),
        corpusCase("a node table that is not there")
            .text("e.tsv", EDGES)
            .args("--nodes", "{in}/nowhere.csv")
            .fails("Found no file or folder ", "nowhere.csv"),
        corpusCase("a column of types without a node table")
            .text("e.tsv", EDGES)
            .args("--node-type", "kind")
            .fails("ingest.node-type names a column of a node table", "--nodes PATH"));
  }

  static List<CorpusCase> policies() {
    String bad = "a\tb\t1\nc\nb\tc\tx\n\td\t1\nb\tc\t2\ne\nf\ng\nb\tc\t0\n";
    byte[] cut = gzip(EDGES.repeat(2_000));
    return List.of(
        drop("bad rows are left out and counted", bad)
            .ids("a", "b", "c")
            .count("rows", 2)
            .count("dropped_rows", 7)
            .count("dropped_columns", 4)
            .count("dropped_weight", 2)
            .count("dropped_empty_id", 1)
            .check(
                g ->
                    assertThat(g.manifest().fact("dropped_examples").orElseThrow())
                        .contains("line 2", "line 6", "line 7", "line 3", "line 4", "line 9")
                        .doesNotContain("line 8", "line 5")),
        drop("more bad rows than allowed", bad)
            .args("--max-bad-rows", "6")
            .fails(
                "Found 7 bad rows, more than ingest.max-bad-rows=6. The first: Bad row in file:",
                "e.tsv, line 2: it has 1 column",
                "raise --max-bad-rows"),
        drop("exactly as many bad rows as allowed", bad).args("--max-bad-rows", "7").graph(3, 2),
        drop("nothing but bad rows", "a\tb\t1\n".replace("1", "0") + "c\td\t0\n").fails("e.tsv"),
        corpusCase("a damaged file is not left out")
            .bytes("e.tsv.gz", Arrays.copyOf(cut, cut.length - 9))
            .args("--bad-rows", "drop")
            .fails("e.tsv.gz, line ", "damaged or cut off", "(never left out)"),
        corpusCase("a header that differs is not left out")
            .text("d/1.csv", "src,dst\na,b\n")
            .text("d/2.csv", "dst,src\na,b\n")
            .edges("d")
            .args("--bad-rows", "drop")
            .fails("d/2.csv, line 1: the header differs", "(never left out)"),
        drop("a row of 10 MB is left out", "a\tb\t1\n" + "x".repeat(10 << 20) + "\tb\t1\n")
            .ids("a", "b")
            .count("dropped_too_long", 1),
        drop("a good input", "a\tb\t1\n").graph(2, 1).count("dropped_rows", 0));
  }

  private static CorpusCase nodes(String name, String nodeTable) {
    return corpusCase(name)
        .text("e.tsv", EDGES)
        .text("n.csv", nodeTable)
        .args("--nodes", "{in}/n.csv");
  }

  private static CorpusCase drop(String name, String rows) {
    return corpusCase(name).text("e.tsv", rows).args("--bad-rows", "drop");
  }

  private static String star(int leaves) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < leaves; i++) {
      text.append("hub\t").append(i).append('\n');
    }

    return text.toString();
  }

  private static String relations(int count) {
    StringBuilder text = new StringBuilder("src,dst,relation\n");
    for (int i = 0; i < count; i++) {
      text.append("a,b,").append(i).append('\n');
    }

    return text.toString();
  }
}
