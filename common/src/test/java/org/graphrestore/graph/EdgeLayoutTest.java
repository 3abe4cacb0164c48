package org.graphrestore.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.graphrestore.graph.IngestParams.Format;
import org.graphrestore.graph.IngestParams.Ids;
import org.junit.jupiter.api.Test;

class EdgeLayoutTest {
  private static final String CSKG =
      "id\tnode1\trelation\tnode2\tnode1;label\tnode2;label\trelation;label\trelation;dimension"
          + "\tsource\tsentence";

  @Test
  void tenColumnsOfCskg() {
    EdgeLayout layout = text(CSKG);
    assertThat(layout).isEqualTo(layout(Format.KGTK, '\t', CSKG, 1, 3, 2, -1, 4, 5));
  }

  @Test
  void fiveColumnsOfOlderCskg() {
    String header = "node1\tlabel\tnode2\tdatasource\tweight";
    assertThat(text(header)).isEqualTo(layout(Format.KGTK, '\t', header, 0, 2, 1, 4, -1, -1));
  }

  @Test
  void relationAndWeightCanBeLeftOut() {
    EdgeLayout layout =
        EdgeLayout.ofText(
            List.of("node1\tlabel\tnode2\tweight"),
            params(Format.AUTO, "auto", "auto", "none", "none"));
    assertThat(layout.relational()).isFalse();
    assertThat(layout.weighted()).isFalse();
  }

  @Test
  void edgeListsBySeparator() {
    assertThat(text("# nodes 3", "", "a\tb").separator()).isEqualTo('\t');
    assertThat(text("a,b").separator()).isEqualTo(',');
    assertThat(text("a   b").separator()).isEqualTo(' ');
    assertThat(text("a b").format()).isEqualTo(Format.EDGE_LIST);
    assertThat(text("a b 0.5").weight()).isEqualTo(2);
    assertThat(text("a b").weight()).isEqualTo(-1);
  }

  @Test
  void headersByTheirUsualNames() {
    EdgeLayout layout = text("Source,Target,Weight");
    assertThat(layout.format()).isEqualTo(Format.CSV);
    assertThat(layout.src()).isEqualTo(0);
    assertThat(layout.dst()).isEqualTo(1);
    assertThat(layout.weight()).isEqualTo(2);
    assertThat(text("from\tto\trelation").relation()).isEqualTo(2);
    assertThat(text("\"src\",\"dst\"").format()).isEqualTo(Format.CSV);
  }

  @Test
  void headersByTheNamesThatWereGiven() {
    EdgeLayout layout =
        EdgeLayout.ofText(
            List.of("who,whom,how,much"), params(Format.AUTO, "who", "whom", "much", "how"));
    assertThat(layout).isEqualTo(layout(Format.CSV, ',', "who,whom,how,much", 0, 1, 2, 3, -1, -1));
  }

  @Test
  void missingColumnNamesWhatThereIs() {
    assertThatThrownBy(
            () ->
                EdgeLayout.ofText(
                    List.of("who,whom"), params(Format.AUTO, "who", "whim", "auto", "auto")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No column is called whim (found who, whom); name it with --dst");
    assertThatThrownBy(
            () -> EdgeLayout.ofColumns(Format.PARQUET, List.of("a", "b"), IngestParams.defaults()))
        .hasMessage(
            "No column is called one of src, source, from, node1 (found a, b); name it with --src");
  }

  @Test
  void doubledColumnIsRefused() {
    assertThatThrownBy(
            () ->
                EdgeLayout.ofText(
                    List.of("who,whom,whom"), params(Format.AUTO, "who", "whom", "auto", "auto")))
        .hasMessage("Two columns are called whom; rename one of them");
    assertThatThrownBy(
            () ->
                EdgeLayout.ofText(
                    List.of("who,whom"), params(Format.AUTO, "who", "who", "auto", "auto")))
        .hasMessage("Column who is both ends of an edge; name two with --src and --dst");
  }

  @Test
  void headerThatNobodyKnowsIsNotTakenForAnEdgeWithAWeight() {
    assertThatThrownBy(() -> text("who,whom,how"))
        .hasMessage(
            "The third column of an edge list is a weight, but in the first row weight \"how\" is no"
                + " number (must be > 0 and finite); if this is a header, name its columns with"
                + " --src and --dst");
    assertThatThrownBy(() -> text("id,who,whom,how"))
        .hasMessage(
            "The first row has 4 columns (an edge list has two nodes and at most a weight); if this"
                + " is a header, name its columns with --src and --dst");
  }

  @Test
  void edgeListHasNoNamesAndMoreThanComments() {
    assertThatThrownBy(
            () ->
                EdgeLayout.ofText(
                    List.of("a b"), params(Format.EDGE_LIST, "auto", "auto", "w", "auto")))
        .hasMessage(
            "An edge list has no column called w, since it has no header; leave --weight out, or set"
                + " ingest.format to csv");
    assertThatThrownBy(() -> text("# a", "# b")).hasMessage("Found comments only, and no edge");
  }

  private static EdgeLayout text(String... lines) {
    return EdgeLayout.ofText(List.of(lines), IngestParams.defaults());
  }

  private static EdgeLayout layout(
      Format format,
      char separator,
      String header,
      int src,
      int dst,
      int rel,
      int w,
      int a,
      int b) {
    List<String> names = List.of(header.split(String.valueOf(separator)));
    return new EdgeLayout(
        format,
        separator,
        header,
        names,
        names.size(),
        src,
        dst,
        rel,
        w,
        a,
        b,
        -1,
        -1,
        IdType.STRING,
        EdgeLayout.JsonIds.ANY,
        List.of());
  }

  private static IngestParams params(
      Format format, String src, String dst, String weight, String relation) {
    return new IngestParams(format, false, Ids.AUTO, src, dst, weight, relation);
  }
}
