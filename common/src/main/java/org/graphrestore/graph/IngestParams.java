package org.graphrestore.graph;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;

/**
 * How an input is read into a graph.
 *
 * @param format the input's format, or AUTO: found out from its first bytes
 * @param directed whether an edge leads one way only
 * @param idType what ids are, or AUTO: text in text files, the column's type in tables
 * @param srcColumn name of the column of an edge's first node, or {@code auto}
 * @param dstColumn name of the column of an edge's second node, or {@code auto}
 * @param weightColumn name of the weight's column, {@code auto}, or {@code none}
 * @param relationColumn name of the relation's column, {@code auto}, or {@code none}
 * @param nodes where a node table has what
 * @param filters which rows become edges
 * @param badRows what becomes of rows that cannot be read
 */
public record IngestParams(
    Format format,
    boolean directed,
    Ids idType,
    String srcColumn,
    String dstColumn,
    String weightColumn,
    String relationColumn,
    NodeColumns nodes,
    FilterParams filters,
    BadRowParams badRows)
    implements Serializable {

  /** The formats that ingest reads. */
  public enum Format {
    /** Found out from the first bytes. */
    AUTO,
    /** Tab-separated with a header that names {@code node1} and {@code node2} (KGTK, CSKG). */
    KGTK,
    /** Two nodes a line and an optional weight, without a header. */
    EDGE_LIST,
    /** Comma- or tab-separated with a header. */
    CSV,
    /** An object a line. */
    JSON,
    /** Apache Parquet. */
    PARQUET,
    /** Apache ORC. */
    ORC
  }

  /** What ids are taken for. */
  public enum Ids {
    /** Text in text files, the column's type in tables. */
    AUTO,
    /** Text. */
    STRING,
    /** Whole numbers of 64 bits. */
    LONG
  }

  /** Says that a column is found by its usual names. */
  public static final String AUTO = "auto";

  /** Says that a column is not read. */
  public static final String NONE = "none";

  /** Key of {@link #format}. */
  public static final ConfigKey<Format> FORMAT =
      ConfigKey.ofEnum(
          "ingest.format",
          Format.AUTO,
          Format.class,
          "Format of the edges; auto looks at the first bytes and the header.");

  /** Key of {@link #directed}. */
  public static final ConfigKey<Boolean> DIRECTED =
      ConfigKey.ofBoolean(
          "ingest.directed",
          false,
          "Whether an edge leads from its first node to its second only.");

  /** Key of {@link #idType}. */
  public static final ConfigKey<Ids> ID_TYPE =
      ConfigKey.ofEnum(
          "ingest.id-type",
          Ids.AUTO,
          Ids.class,
          "What node ids are; auto takes text files as string, and Parquet, ORC and tables by their"
              + " column types.");

  /** Key of {@link #srcColumn}. */
  public static final ConfigKey<String> SRC =
      ConfigKey.ofString(
          "ingest.src",
          AUTO,
          "Column of an edge's first node; auto knows src, source, from, node1.");

  /** Key of {@link #dstColumn}. */
  public static final ConfigKey<String> DST =
      ConfigKey.ofString(
          "ingest.dst",
          AUTO,
          "Column of an edge's second node; auto knows dst, target, to, node2.");

  /** Key of {@link #weightColumn}. */
  public static final ConfigKey<String> WEIGHT =
      ConfigKey.ofString(
          "ingest.weight",
          AUTO,
          "Column of an edge's weight, or none; auto takes a column called weight, and the third"
              + " column of an edge list.");

  /** Key of {@link #relationColumn}. */
  public static final ConfigKey<String> RELATION =
      ConfigKey.ofString(
          "ingest.relation",
          AUTO,
          "Column of an edge's relation, or none; auto takes a column called relation, and label"
              + " in KGTK files.");

  /** All keys of ingest. */
  public static final List<ConfigKey<?>> KEYS =
      Stream.of(
              List.of(FORMAT, DIRECTED, ID_TYPE, SRC, DST, WEIGHT, RELATION),
              NodeColumns.KEYS,
              FilterParams.KEYS,
              BadRowParams.KEYS)
          .<ConfigKey<?>>flatMap(List::stream)
          .toList();

  /** Settings about edges' columns, with nothing said about nodes, filters and bad rows. */
  public IngestParams(
      Format format,
      boolean directed,
      Ids idType,
      String srcColumn,
      String dstColumn,
      String weightColumn,
      String relationColumn) {
    this(
        format,
        directed,
        idType,
        srcColumn,
        dstColumn,
        weightColumn,
        relationColumn,
        NodeColumns.defaults(),
        FilterParams.none(),
        BadRowParams.defaults());
  }

  /** Reads the keys of ingest. */
  public static IngestParams from(Settings settings) {
    return new IngestParams(
        settings.get(FORMAT),
        settings.get(DIRECTED),
        settings.get(ID_TYPE),
        settings.get(SRC),
        settings.get(DST),
        settings.get(WEIGHT),
        settings.get(RELATION),
        new NodeColumns(
            settings.get(NodeColumns.ID),
            settings.get(NodeColumns.LABEL),
            settings.get(NodeColumns.TYPE)),
        FilterParams.from(settings),
        new BadRowParams(
            settings.get(BadRowParams.POLICY),
            settings.get(BadRowParams.MOST),
            settings.get(BadRowParams.ROW_BYTES)));
  }

  /** Returns the settings as text, by key: what a manifest records. */
  public SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put(FORMAT.path(), kebab(format));
    texts.put(DIRECTED.path(), Boolean.toString(directed));
    texts.put(ID_TYPE.path(), kebab(idType));
    texts.put(SRC.path(), srcColumn);
    texts.put(DST.path(), dstColumn);
    texts.put(WEIGHT.path(), weightColumn);
    texts.put(RELATION.path(), relationColumn);
    nodes.texts(texts);
    filters.texts(texts);
    badRows.texts(texts);
    return texts;
  }

  /** Returns the settings of an input about which nothing is said. */
  public static IngestParams defaults() {
    return new IngestParams(Format.AUTO, false, Ids.AUTO, AUTO, AUTO, AUTO, AUTO);
  }

  /** Returns the same settings with other columns of a node table. */
  public IngestParams with(NodeColumns columns) {
    return with(columns, filters, badRows);
  }

  /** Returns the same settings with other filters. */
  public IngestParams with(FilterParams newFilters) {
    return with(nodes, newFilters, badRows);
  }

  /** Returns the same settings with another policy on bad rows. */
  public IngestParams with(BadRowParams newBadRows) {
    return with(nodes, filters, newBadRows);
  }

  private IngestParams with(NodeColumns columns, FilterParams newFilters, BadRowParams bad) {
    return new IngestParams(
        format,
        directed,
        idType,
        srcColumn,
        dstColumn,
        weightColumn,
        relationColumn,
        columns,
        newFilters,
        bad);
  }

  static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
