package org.graphrestore.reconstruction;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;

/**
 * Other truths than the hops of the whole graph, and the groups of queries that a result is told
 * for.
 *
 * @param relations groups of relations that are evaluated beside the whole graph
 * @param bands upper ends of bands of weighted distance, ascending; empty where distances are hops
 * @param length how long an edge is in such a distance
 * @param groupings what queries are grouped by, without repetition
 * @param labels file of the labels to group by, or an empty text
 */
public record TruthParams(
    List<RelationGroup> relations,
    List<Double> bands,
    BandLength length,
    List<Grouping> groupings,
    String labels)
    implements Serializable {
  /** The hops of the whole graph, over all queries together. */
  public static final TruthParams WHOLE =
      new TruthParams(List.of(), List.of(), BandLength.WEIGHT, List.of(), "");

  private static final String BANDS_RANGE =
      "1 .. " + ReconstructionParams.MAX_HOPS + " ascending numbers above 0, for example 1,2,4";

  private static final ConfigKey<String> RELATIONS =
      ConfigKey.ofString(
          "reconstruct.relations",
          "",
          "groups of relations separated by commas, " + RelationGroup.EXAMPLE,
          "Evaluate the edges of these relations alone, too, each group by itself: NAME=A|B, or a"
              + " relation's name. +A is along the relation, ^A against it.",
          text -> RelationGroup.text(RelationGroup.parseList(text)));
  private static final ConfigKey<String> BANDS =
      ConfigKey.ofString(
          "reconstruct.bands",
          "",
          BANDS_RANGE,
          "Instead of hops, bands of weighted distance: 1,2,4 asks for the nodes at a distance up to"
              + " 1, above 1 up to 2, and above 2 up to 4. reconstruct.hops plays no part then.",
          text -> text(parseBands(text)));
  private static final ConfigKey<BandLength> LENGTH =
      ConfigKey.ofEnum(
          "reconstruct.band-length",
          BandLength.WEIGHT,
          BandLength.class,
          "Length of an edge in a weighted distance: its weight, or one over it where the weight is"
              + " a strength.");
  private static final ConfigKey<String> BY =
      ConfigKey.ofString(
          "reconstruct.by",
          Grouping.NONE,
          "none, or some of " + Grouping.names() + ", separated by commas",
          "Tell every figure by groups of query nodes, too: the "
              + Grouping.MOST
              + " largest groups, and all others together.",
          text -> Grouping.text(Grouping.parseList(text)));
  private static final ConfigKey<String> LABELS =
      ConfigKey.ofString(
          "reconstruct.labels",
          "",
          "Labels of nodes for reconstruct.by=label: a file or folder of lines with a node and a"
              + " label.");

  /** The keys of the record. */
  static final List<ConfigKey<?>> KEYS = List.of(RELATIONS, BANDS, LENGTH, BY, LABELS);

  /** Checks what belongs together. */
  public TruthParams {
    relations = List.copyOf(relations);
    bands = List.copyOf(bands);
    groupings = List.copyOf(groupings);
    if (groupings.contains(Grouping.LABEL) == labels.isEmpty()) {
      throw new IllegalArgumentException(
          labels.isEmpty()
              ? "reconstruct.by=label needs a file of labels; name it by reconstruct.labels"
              : "reconstruct.labels is "
                  + labels
                  + ", but nothing is grouped by label; add label to reconstruct.by");
    }
  }

  /** Reads the record from resolved settings. */
  static TruthParams from(Settings settings) {
    return new TruthParams(
        RelationGroup.parseList(settings.get(RELATIONS)),
        parseBands(settings.get(BANDS)),
        settings.get(LENGTH),
        Grouping.parseList(settings.get(BY)),
        settings.get(LABELS));
  }

  /** Returns whether distances are weighted. */
  public boolean weighted() {
    return !bands.isEmpty();
  }

  /** Puts the settings that are not as they were in the first version, whose results stay valid. */
  void putTexts(SortedMap<String, String> texts) {
    if (!relations.isEmpty()) {
      texts.put(RELATIONS.path(), RelationGroup.text(relations));
    }
    if (weighted()) {
      texts.put(BANDS.path(), text(bands));
      texts.put(LENGTH.path(), length.name().toLowerCase(Locale.ROOT));
    }
    if (!groupings.isEmpty()) {
      texts.put(BY.path(), Grouping.text(groupings));
    }
    if (!labels.isEmpty()) {
      texts.put(LABELS.path(), labels);
    }
  }

  private static List<Double> parseBands(String text) {
    List<Double> bands = new ArrayList<>();
    if (text.isBlank()) {
      return bands;
    }

    double last = 0;
    for (String part : text.split(",", -1)) {
      double band = number(part);
      if (!(band > last) || Double.isInfinite(band)) {
        throw new IllegalArgumentException("must be " + BANDS_RANGE);
      }

      bands.add(band);
      last = band;
    }

    if (bands.size() > ReconstructionParams.MAX_HOPS) {
      throw new IllegalArgumentException("must be " + BANDS_RANGE);
    }
    return bands;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be " + BANDS_RANGE, e);
    }
  }

  private static String text(List<Double> bands) {
    return bands.stream().map(TruthParams::figure).collect(Collectors.joining(","));
  }

  /** Writes whole numbers without a fraction. */
  private static String figure(double value) {
    return value == Math.rint(value) && value < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
