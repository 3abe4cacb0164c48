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
 * @param format KGTK, EDGE_LIST, CSV or PARQUET
 * @param separator tab, comma, or space for runs of spaces
 * @param header the header line, or null if there is none
 * @param columns number of columns
 * @param src column of the first node
 * @param dst column of the second node
 * @param relation column of the relation
 * @param weight column of the weight
 * @param srcLabel column of the first node's label
 * @param dstLabel column of the second node's label
 * @param idType what ids are in a text file
 */
public record EdgeLayout(
    Format format,
    char separator,
    String header,
    int columns,
    int src,
    int dst,
    int relation,
    int weight,
    int srcLabel,
    int dstLabel,
    IdType idType)
    implements Serializable {

  private static final String SRC = "node1";
  private static final String DST = "node2";
  private static final List<String> USUAL_SRC = List.of("src", "source", "from", SRC);
  private static final List<String> USUAL_DST = List.of("dst", "target", "to", DST);

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
    String first = lines.get(0);
    char separator = first.indexOf('\t') >= 0 ? '\t' : first.indexOf(',') >= 0 ? ',' : ' ';
    List<String> names = cells(first, separator);
    return switch (params.format() == Format.AUTO ? detect(names, params) : params.format()) {
      case KGTK -> named(Format.KGTK, '\t', first, cells(first, '\t'), params);
      case CSV -> named(Format.CSV, separator == ' ' ? ',' : separator, first, names, params);
      case EDGE_LIST -> edgeList(lines, params);
      case PARQUET, AUTO ->
          throw new IllegalArgumentException("A text file is not read as " + params.format());
    };
  }

  /**
   * Finds the layout of a table with named columns.
   *
   * @param names the names of the columns
   * @param params what the user said
   * @throws IllegalArgumentException if a column is missing
   */
  public static EdgeLayout ofColumns(List<String> names, IngestParams params) {
    return named(Format.PARQUET, ' ', null, names, params);
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
    boolean usual = findAny(names, USUAL_SRC) >= 0 && findAny(names, USUAL_DST) >= 0;
    return named || usual ? Format.CSV : Format.EDGE_LIST;
  }

  private static boolean kgtk(List<String> names) {
    return names.contains(SRC) && names.contains(DST);
  }

  private static EdgeLayout named(
      Format format, char separator, String header, List<String> names, IngestParams params) {
    // A KGTK file has a column called source too, which says where an edge comes from.
    int src = endpoint(names, params.srcColumn(), kgtk(names) ? List.of(SRC) : USUAL_SRC, "--src");
    int dst = endpoint(names, params.dstColumn(), kgtk(names) ? List.of(DST) : USUAL_DST, "--dst");
    if (src == dst) {
      throw new IllegalArgumentException(
          "Column " + names.get(src) + " is both ends of an edge; name two with --src and --dst");
    }

    List<String> relations = kgtk(names) ? List.of("relation", "label") : List.of("relation");
    return new EdgeLayout(
        format,
        separator,
        header,
        names.size(),
        src,
        dst,
        optional(names, params.relationColumn(), relations, "--relation"),
        optional(names, params.weightColumn(), List.of("weight"), "--weight"),
        find(names, names.get(src) + ";label"),
        find(names, names.get(dst) + ";label"),
        idType(params));
  }

  private static EdgeLayout edgeList(List<String> lines, IngestParams params) {
    refuseNames(params);
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
              + " columns (an edge list has two nodes and at most a"
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
    return new EdgeLayout(
        Format.EDGE_LIST,
        separator,
        null,
        cells.size(),
        0,
        1,
        -1,
        weighted ? 2 : -1,
        -1,
        -1,
        idType(params));
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

  private static IdType idType(IngestParams params) {
    return params.idType() == Ids.LONG ? IdType.LONG : IdType.STRING;
  }

  private static List<String> cells(String line, char separator) {
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

  private static int endpoint(
      List<String> names, String wanted, List<String> usual, String option) {
    int found = wanted.equals(IngestParams.AUTO) ? findAny(names, usual) : find(names, wanted);
    if (found < 0) {
      String what =
          wanted.equals(IngestParams.AUTO)
              ? "No column is called one of " + String.join(", ", usual)
              : "No column is called " + wanted;
      throw new IllegalArgumentException(
          what + " (found " + String.join(", ", names) + "); name it with " + option);
    }

    return found;
  }

  private static int optional(
      List<String> names, String wanted, List<String> usual, String option) {
    if (wanted.equals(IngestParams.NONE)) {
      return -1;
    }

    if (wanted.equals(IngestParams.AUTO)) {
      return findAny(names, usual);
    }

    return endpoint(names, wanted, List.of(), option);
  }

  /** Finds the first of several names that is there, whatever its case. */
  private static int findAny(List<String> names, List<String> wanted) {
    for (String name : wanted) {
      for (int i = 0; i < names.size(); i++) {
        if (names.get(i).equalsIgnoreCase(name)) {
          return i;
        }
      }
    }

    return -1;
  }

  private static int find(List<String> names, String wanted) {
    int found = names.indexOf(wanted);
    if (found != names.lastIndexOf(wanted)) {
      throw new IllegalArgumentException("Two columns are called " + wanted);
    }

    return found;
  }
}
