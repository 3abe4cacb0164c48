package org.graphrestore.graph;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphrestore.graph.IngestParams.Format;
import org.graphrestore.graph.IngestParams.Ids;

/**
 * Where an edge's parts stand in a row. Found once, from the beginning of an input's first file;
 * all files of the input must have it. A column that is not there is -1.
 *
 * @param format what the input is; AUTO for a table that Spark knows by name
 * @param separator tab, comma, or space for runs of spaces
 * @param header the header line, or null if there is none
 * @param names names of the columns, or of the first row's fields; empty in an edge list
 * @param columns number of columns
 * @param src column of the first node, or of the node
 * @param dst column of the second node; -1 if rows are single nodes
 * @param relation column of the relation
 * @param weight column of the weight
 * @param srcLabel column of the first node's label
 * @param dstLabel column of the second node's label
 * @param source column of where an edge comes from; -1 unless a filter asks for it
 * @param type column of a node's type
 * @param idType what ids are in a text file
 * @param jsonIds what JSON has for ids
 * @param absent names of fields that JSON must not have in later rows, as the first has not
 */
public record EdgeLayout(
    Format format,
    char separator,
    String header,
    List<String> names,
    int columns,
    int src,
    int dst,
    int relation,
    int weight,
    int srcLabel,
    int dstLabel,
    int source,
    int type,
    IdType idType,
    JsonIds jsonIds,
    List<String> absent)
    implements Serializable {

  /** What JSON may have for ids. */
  public enum JsonIds {
    /** Text and numbers. */
    ANY,
    /** Text only, as in the first row. */
    TEXT,
    /** Numbers only, as in the first row. */
    NUMBERS
  }

  private static final String SRC = "node1";
  private static final String DST = "node2";
  private static final List<String> USUAL_SRC = List.of("src", "source", "from", SRC);
  private static final List<String> USUAL_DST = List.of("dst", "target", "to", DST);
  private static final List<String> USUAL_WEIGHT = List.of("weight");

  /** Copies the lists. */
  public EdgeLayout {
    names = List.copyOf(names);
    absent = List.copyOf(absent);
  }

  /**
   * Finds the layout of a text input.
   *
   * @param lines the first lines of the first file, in order, without line ends; at least one of
   *     them neither blank nor (in an edge list) a comment
   * @param params what the user said
   * @throws IllegalArgumentException if the lines contradict what the user said; the message says
   *     how to go on
   */
  public static EdgeLayout ofText(List<String> lines, IngestParams params) {
    if (params.format() == Format.JSON || (params.format() == Format.AUTO && json(lines))) {
      return jsonLines(lines, params);
    }

    String first = lines.get(0);
    char separator = first.indexOf('\t') >= 0 ? '\t' : first.indexOf(',') >= 0 ? ',' : ' ';
    List<String> names = cells(first, separator);
    return switch (params.format() == Format.AUTO ? detect(names, params) : params.format()) {
      case KGTK -> named(Format.KGTK, '\t', first, cells(first, '\t'), params);
      case CSV -> named(Format.CSV, separator == ' ' ? ',' : separator, first, names, params);
      case EDGE_LIST -> edgeList(lines, params);
      case JSON, PARQUET, ORC, AUTO ->
          throw new IllegalArgumentException("A text file is not read as " + params.format());
    };
  }

  /**
   * Finds the layout of a table with named columns.
   *
   * @param format PARQUET, ORC, or AUTO for a table that Spark knows by name
   * @param names the names of the columns
   * @param params what the user said
   * @throws IllegalArgumentException if a column is missing
   */
  public static EdgeLayout ofColumns(Format format, List<String> names, IngestParams params) {
    return named(format, ' ', null, names, params);
  }

  /** Returns whether rows have a relation. */
  public boolean relational() {
    return relation >= 0;
  }

  /** Returns whether rows have a weight. */
  public boolean weighted() {
    return weight >= 0;
  }

  /** Returns whether rows have labels of nodes. */
  public boolean labelled() {
    return srcLabel >= 0 || dstLabel >= 0;
  }

  private static Format detect(List<String> names, IngestParams params) {
    if (kgtk(names)) {
      return Format.KGTK;
    }

    boolean named =
        !params.srcColumn().equals(IngestParams.AUTO)
            || !params.dstColumn().equals(IngestParams.AUTO);
    ColumnNames columns = new ColumnNames(names);
    boolean usual = columns.findAny(USUAL_SRC) >= 0 && columns.findAny(USUAL_DST) >= 0;
    return named || usual ? Format.CSV : Format.EDGE_LIST;
  }

  private static boolean kgtk(List<String> names) {
    return names.contains(SRC) && names.contains(DST);
  }

  private static EdgeLayout named(
      Format format, char separator, String header, List<String> names, IngestParams params) {
    // A KGTK file has a column called source too, which says where an edge comes from.
    boolean kgtk = kgtk(names);
    ColumnNames columns = new ColumnNames(names);
    int src = columns.required(params.srcColumn(), kgtk ? List.of(SRC) : USUAL_SRC, "--src");
    int dst = columns.required(params.dstColumn(), kgtk ? List.of(DST) : USUAL_DST, "--dst");
    if (src == dst) {
      throw new IllegalArgumentException(
          "Column " + names.get(src) + " is both ends of an edge; name two with --src and --dst");
    }

    FilterParams filters = params.filters();
    List<String> sources = kgtk ? List.of("source", "datasource") : List.of();
    int source =
        filters.bySource()
            ? columns.required(filters.sourceColumn(), sources, "--source-column")
            : -1;
    EdgeLayout layout =
        new EdgeLayout(
            format,
            separator,
            header,
            names,
            names.size(),
            src,
            dst,
            columns.optional(params.relationColumn(), usualRelation(names), "--relation"),
            columns.optional(params.weightColumn(), USUAL_WEIGHT, "--weight"),
            columns.find(names.get(src) + ";label"),
            columns.find(names.get(dst) + ";label"),
            source,
            -1,
            idType(params),
            JsonIds.ANY,
            List.of());
    return layout.checked(filters);
  }

  private static List<String> usualRelation(List<String> names) {
    return kgtk(names) ? List.of("relation", "label") : List.of("relation");
  }

  /** Refuses filters by what rows have not. */
  private EdgeLayout checked(FilterParams filters) {
    if (filters.byRelation() && !relational()) {
      throw new IllegalArgumentException(
          "Rows have no relation to filter by (ingest.keep-relations, ingest.drop-relations);"
              + " name its column with --relation");
    }

    if (filters.minWeight() > 0 && !weighted()) {
      throw new IllegalArgumentException(
          "Rows have no weight to filter by (ingest.min-weight); name its column with --weight");
    }

    return this;
  }

  private static EdgeLayout jsonLines(List<String> lines, IngestParams params) {
    List<Boolean> numbers = new ArrayList<>();
    List<String> names = jsonNames(lines, numbers);
    EdgeLayout layout = named(Format.JSON, ' ', null, names, params);
    List<String> absent = new ArrayList<>();
    if (!layout.relational() && params.relationColumn().equals(IngestParams.AUTO)) {
      absent.addAll(usualRelation(names));
    }

    if (!layout.weighted() && params.weightColumn().equals(IngestParams.AUTO)) {
      absent.addAll(USUAL_WEIGHT);
    }

    return layout.withJson(jsonIds(params, numbers.get(layout.src())), absent);
  }

  static boolean json(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.isBlank())
        .findFirst()
        .filter(line -> line.stripLeading().startsWith("{"))
        .isPresent();
  }

  static List<String> jsonNames(List<String> lines, List<Boolean> numbers) {
    String first = lines.stream().filter(line -> !line.isBlank()).findFirst().orElse("");
    try {
      return JsonLineParser.names(first, numbers);
    } catch (BadRowException e) {
      throw new IllegalArgumentException("In the first row " + e.getMessage(), e);
    }
  }

  static JsonIds jsonIds(IngestParams params, boolean number) {
    return params.idType() != Ids.AUTO ? JsonIds.ANY : number ? JsonIds.NUMBERS : JsonIds.TEXT;
  }

  /** Returns the same layout with what is known about JSON. */
  EdgeLayout withJson(JsonIds ids, List<String> absentFields) {
    return new EdgeLayout(
        format,
        separator,
        header,
        names,
        columns,
        src,
        dst,
        relation,
        weight,
        srcLabel,
        dstLabel,
        source,
        type,
        idType,
        ids,
        absentFields);
  }

  private static EdgeLayout edgeList(List<String> lines, IngestParams params) {
    refuseNames(params);
    if (params.filters().bySource()) {
      throw new IllegalArgumentException(
          "An edge list has no column of sources to filter by (ingest.keep-sources,"
              + " ingest.drop-sources)");
    }

    String first =
        lines.stream()
            .filter(line -> !line.isBlank() && !EdgeLineParser.comment(line))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("Found comments only, and no edge"));
    char separator = first.indexOf('\t') >= 0 ? '\t' : first.indexOf(',') >= 0 ? ',' : ' ';
    List<String> cells = cells(first, separator);
    if (cells.size() < 2 || cells.size() > 3) {
      throw new IllegalArgumentException(
          "The first row has "
              + cells.size()
              + (cells.size() == 1 ? " column" : " columns")
              + " (an edge list has two nodes and at most a"
              + " weight); if this is a header, name its columns with --src and --dst");
    }

    if (cells.size() == 3 && !params.weightColumn().equals(IngestParams.NONE)) {
      try {
        EdgeRow.parseWeight(cells.get(2));
      } catch (BadRowException e) {
        throw new IllegalArgumentException(
            "The third column of an edge list is a weight, but in the first row "
                + e.getMessage()
                + "; if this is a header, name its columns with --src and --dst",
            e);
      }
    }

    boolean weighted = cells.size() == 3 && !params.weightColumn().equals(IngestParams.NONE);
    EdgeLayout layout =
        new EdgeLayout(
            Format.EDGE_LIST,
            separator,
            null,
            List.of(),
            cells.size(),
            0,
            1,
            -1,
            weighted ? 2 : -1,
            -1,
            -1,
            -1,
            -1,
            idType(params),
            JsonIds.ANY,
            List.of());
    return layout.checked(params.filters());
  }

  private static void refuseNames(IngestParams params) {
    refuseName(params.srcColumn(), "--src");
    refuseName(params.dstColumn(), "--dst");
    refuseName(params.weightColumn(), "--weight");
    refuseName(params.relationColumn(), "--relation");
  }

  private static void refuseName(String name, String option) {
    if (!name.equals(IngestParams.AUTO) && !name.equals(IngestParams.NONE)) {
      throw new IllegalArgumentException(
          "An edge list has no column called "
              + name
              + ", since it has no header; leave "
              + option
              + " out, or set ingest.format to csv");
    }
  }

  static IdType idType(IngestParams params) {
    return params.idType() == Ids.LONG ? IdType.LONG : IdType.STRING;
  }

  static List<String> cells(String line, char separator) {
    if (separator == ' ') {
      return Arrays.asList(line.trim().split(" +", -1));
    }

    List<String> cells = new ArrayList<>();
    for (String cell : line.split(String.valueOf(separator), -1)) {
      cells.add(separator == ',' ? unquoted(cell.trim()) : cell);
    }

    return cells;
  }

  private static String unquoted(String cell) {
    boolean quoted = cell.length() >= 2 && cell.startsWith("\"") && cell.endsWith("\"");
    return quoted ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
  }
}
