package org.graphrestore.graph;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;

/**
 * Which rows of an input become edges. A pattern is a name, or the beginning of names followed by
 * an asterisk.
 *
 * @param keepRelations patterns of relations to keep; empty: all
 * @param dropRelations patterns of relations to leave out
 * @param keepSources patterns of sources; a row with one of them is kept; empty: all
 * @param dropSources patterns of sources; a row without any other is left out
 * @param sourceColumn name of the column of sources, or {@code auto}
 * @param minWeight least weight of an edge, at least 0
 * @param sample share of the nodes to keep, more than 0 and at most 1
 */
public record FilterParams(
    List<String> keepRelations,
    List<String> dropRelations,
    List<String> keepSources,
    List<String> dropSources,
    String sourceColumn,
    double minWeight,
    double sample)
    implements Serializable {

  private static final String LIST = "names, separated by commas; x* is all that begin with x";

  /** Key of {@link #keepRelations}. */
  public static final ConfigKey<String> KEEP_RELATIONS =
      ConfigKey.ofString(
          "ingest.keep-relations",
          "",
          LIST,
          "Relations to keep; empty: all.",
          FilterParams::canonical);

  /** Key of {@link #dropRelations}. */
  public static final ConfigKey<String> DROP_RELATIONS =
      ConfigKey.ofString(
          "ingest.drop-relations", "", LIST, "Relations to leave out.", FilterParams::canonical);

  /** Key of {@link #keepSources}. */
  public static final ConfigKey<String> KEEP_SOURCES =
      ConfigKey.ofString(
          "ingest.keep-sources",
          "",
          LIST,
          "Sources to keep: a row stays if it has one of them; empty: all.",
          FilterParams::canonical);

  /** Key of {@link #dropSources}. */
  public static final ConfigKey<String> DROP_SOURCES =
      ConfigKey.ofString(
          "ingest.drop-sources",
          "",
          LIST,
          "Sources to leave out: a row goes if it has no other source.",
          FilterParams::canonical);

  /** Key of {@link #sourceColumn}. */
  public static final ConfigKey<String> SOURCE_COLUMN =
      ConfigKey.ofString(
          "ingest.source-column",
          IngestParams.AUTO,
          "Column that says where a row comes from, several joined by |; read for the filters only;"
              + " auto knows source and datasource in KGTK files.");

  /** Key of {@link #minWeight}. */
  public static final ConfigKey<Double> MIN_WEIGHT =
      ConfigKey.ofDouble(
          "ingest.min-weight",
          0,
          0,
          Double.MAX_VALUE,
          "Least weight of an edge; rows below it are left out.");

  /** Key of {@link #sample}. */
  public static final ConfigKey<Double> SAMPLE =
      ConfigKey.ofDouble(
          "ingest.sample",
          1,
          Double.MIN_VALUE,
          1,
          "Share of the nodes to keep, drawn by id and run.seed; edges stay whose two nodes do.");

  /** The keys of this record. */
  public static final List<ConfigKey<?>> KEYS =
      List.of(
          KEEP_RELATIONS,
          DROP_RELATIONS,
          KEEP_SOURCES,
          DROP_SOURCES,
          SOURCE_COLUMN,
          MIN_WEIGHT,
          SAMPLE);

  /** Copies the lists and checks the ranges. */
  public FilterParams {
    keepRelations = List.copyOf(keepRelations);
    dropRelations = List.copyOf(dropRelations);
    keepSources = List.copyOf(keepSources);
    dropSources = List.copyOf(dropSources);
    if (!(minWeight >= 0 && sample > 0 && sample <= 1)) {
      throw new IllegalArgumentException(
          "Invalid filters: minWeight " + minWeight + ", sample " + sample);
    }
  }

  /** Reads the keys. */
  static FilterParams from(Settings settings) {
    return new FilterParams(
        list(settings.get(KEEP_RELATIONS)),
        list(settings.get(DROP_RELATIONS)),
        list(settings.get(KEEP_SOURCES)),
        list(settings.get(DROP_SOURCES)),
        settings.get(SOURCE_COLUMN),
        settings.get(MIN_WEIGHT),
        settings.get(SAMPLE));
  }

  /** Returns the settings where nothing is said: every row is kept. */
  public static FilterParams none() {
    return new FilterParams(List.of(), List.of(), List.of(), List.of(), IngestParams.AUTO, 0, 1);
  }

  /** Returns whether rows are told apart by their relation. */
  public boolean byRelation() {
    return !keepRelations.isEmpty() || !dropRelations.isEmpty();
  }

  /** Returns whether rows are told apart by their source. */
  public boolean bySource() {
    return !keepSources.isEmpty() || !dropSources.isEmpty();
  }

  /** Returns whether a share of the nodes is kept only. */
  public boolean sampled() {
    return sample < 1;
  }

  void texts(SortedMap<String, String> into) {
    into.put(KEEP_RELATIONS.path(), String.join(",", keepRelations));
    into.put(DROP_RELATIONS.path(), String.join(",", dropRelations));
    into.put(KEEP_SOURCES.path(), String.join(",", keepSources));
    into.put(DROP_SOURCES.path(), String.join(",", dropSources));
    into.put(SOURCE_COLUMN.path(), sourceColumn);
    into.put(MIN_WEIGHT.path(), plain(minWeight));
    into.put(SAMPLE.path(), plain(sample));
  }

  /** Writes a number as the catalog of settings does. */
  private static String plain(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  /** Returns the names of a list in text. */
  static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::trim)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static String canonical(String text) {
    List<String> names = list(text);
    for (String name : names) {
      int star = name.indexOf('*');
      if (star >= 0 && star < name.length() - 1) {
        throw new IllegalArgumentException(
            "must be names separated by commas, with a * at the end of a name only");
      }
    }

    return String.join(",", names);
  }
}
