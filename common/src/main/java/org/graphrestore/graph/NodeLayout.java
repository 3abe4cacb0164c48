package org.graphrestore.graph;

import java.util.ArrayList;
import java.util.List;
import org.graphrestore.graph.EdgeLayout.JsonIds;
import org.graphrestore.graph.IngestParams.Format;

/** Finds where the parts of a node table's rows stand. */
public final class NodeLayout {
  private static final List<String> USUAL_ID = List.of("id", "node", "vertex");
  private static final List<String> USUAL_LABEL = List.of("label", "name");

  private NodeLayout() {}

  /**
   * Finds the layout of a text file of nodes: with a header, JSON lines, or one id a line.
   *
   * @param lines as for {@link EdgeLayout#ofText}
   * @param params what the user said; its format is that of the edges, and does not count here
   * @throws IllegalArgumentException if there is no column of ids
   */
  public static EdgeLayout ofText(List<String> lines, IngestParams params) {
    String first = lines.get(0);
    if (EdgeLayout.json(lines)) {
      List<Boolean> numbers = new ArrayList<>();
      List<String> names = EdgeLayout.jsonNames(lines, numbers);
      EdgeLayout layout = named(Format.JSON, ' ', null, names, params);
      return layout.withJson(EdgeLayout.jsonIds(params, numbers.get(layout.src())), List.of());
    }

    char separator = first.indexOf('\t') >= 0 ? '\t' : ',';
    List<String> names = EdgeLayout.cells(first, separator);
    boolean unnamed =
        names.size() == 1
            && params.nodes().id().equals(IngestParams.AUTO)
            && !params.nodes().typed()
            && new ColumnNames(names).findAny(USUAL_ID) < 0;
    return unnamed
        ? layout(Format.EDGE_LIST, '\t', null, List.of(), 0, -1, -1, params)
        : named(Format.CSV, separator, first, names, params);
  }

  /**
   * Finds the layout of a table of nodes with named columns.
   *
   * @throws IllegalArgumentException if there is no column of ids
   */
  public static EdgeLayout ofColumns(Format format, List<String> names, IngestParams params) {
    return named(format, ' ', null, names, params);
  }

  private static EdgeLayout named(
      Format format, char separator, String header, List<String> names, IngestParams params) {
    ColumnNames columns = new ColumnNames(names);
    NodeColumns wanted = params.nodes();
    int id = columns.required(wanted.id(), USUAL_ID, "--node-id");
    int label = columns.optional(wanted.label(), USUAL_LABEL, "--node-label");
    int type = columns.optional(wanted.type(), List.of(), "--node-type");
    return layout(format, separator, header, names, id, label, type, params);
  }

  private static EdgeLayout layout(
      Format format,
      char separator,
      String header,
      List<String> names,
      int id,
      int label,
      int type,
      IngestParams params) {
    return new EdgeLayout(
        format,
        separator,
        header,
        names,
        Math.max(1, names.size()),
        id,
        -1,
        -1,
        -1,
        label,
        -1,
        -1,
        type,
        EdgeLayout.idType(params),
        JsonIds.ANY,
        List.of());
  }
}
