package org.graphrestore.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeLayoutTest {
  private static final IngestParams PLAIN = IngestParams.defaults();
  private static final IngestParams TYPED = PLAIN.with(new NodeColumns("auto", "auto", "kind"));

  private final EdgeRow row = new EdgeRow();

  @Test
  void headerJsonAndPlainIds() throws BadRowException {
    parse(NodeLayout.ofText(List.of("id\tkind\tlabel"), TYPED), "q1\tcity\tParis|P");
    assertThat(List.of(row.src(), row.srcLabel(), row.type()))
        .containsExactly("q1", "Paris", "city");
    assertThat(row.dst()).isNull();
    parse(NodeLayout.ofText(List.of("{\"kind\":\"x\",\"id\":\"a\"}"), TYPED), "{\"id\":\"b\"}");
    assertThat(row.src()).isEqualTo("b");
    assertThat(row.type()).isNull();
    parse(NodeLayout.ofText(List.of("q1"), PLAIN), "q2");
    assertThat(row.src()).isEqualTo("q2");
    assertThat(row.srcLabel()).isNull();
  }

  @Test
  void moreThanOneColumnNeedsANameForTheId() {
    assertThatThrownBy(() -> NodeLayout.ofText(List.of("q1,Paris"), PLAIN))
        .hasMessage(
            "No column is called one of id, node, vertex (found q1, Paris); name it with --node-id");
    assertThatThrownBy(() -> NodeLayout.ofText(List.of("id"), TYPED))
        .hasMessage("No column is called kind (found id); name it with --node-type");
  }

  @Test
  void badNodeRows() {
    EdgeLayout layout = NodeLayout.ofText(List.of("id,label"), PLAIN);
    assertThatThrownBy(() -> parse(layout, ",x")).hasMessage("its node is empty");
    assertThatThrownBy(() -> parse(layout, "a"))
        .hasMessage("it has 1 column (needs 2, as in the header)");
  }

  @Test
  void filtersNeedWhatTheyFilterBy() {
    FilterParams relation =
        new FilterParams(List.of("a"), List.of(), List.of(), List.of(), "auto", 0, 1);
    assertThatThrownBy(() -> EdgeLayout.ofText(List.of("a b"), PLAIN.with(relation)))
        .hasMessage(
            "Rows have no relation to filter by (ingest.keep-relations, ingest.drop-relations);"
                + " name its column with --relation");
    FilterParams weight =
        new FilterParams(List.of(), List.of(), List.of(), List.of(), "auto", 1, 1);
    assertThatThrownBy(() -> EdgeLayout.ofText(List.of("src,dst"), PLAIN.with(weight)))
        .hasMessage(
            "Rows have no weight to filter by (ingest.min-weight); name its column with --weight");
    FilterParams source =
        new FilterParams(List.of(), List.of(), List.of("x"), List.of(), "auto", 0, 1);
    assertThat(EdgeLayout.ofText(List.of("node1\tnode2\tsource"), PLAIN.with(source)).source())
        .isEqualTo(2);
    assertThatThrownBy(() -> EdgeLayout.ofText(List.of("src,dst"), PLAIN.with(source)))
        .hasMessageEndingWith("name it with --source-column");
  }

  private void parse(EdgeLayout layout, String line) throws BadRowException {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    assertThat(LineParser.of(layout).parse(bytes, bytes.length, false, row)).isTrue();
  }
}
