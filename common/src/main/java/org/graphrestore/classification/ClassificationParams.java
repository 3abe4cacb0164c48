package org.graphrestore.classification;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;

/**
 * How labels are told from vectors.
 *
 * @param fractions shares of the labelled nodes that train, in percent, 1 .. 99, ascending
 * @param repeats random splits for every fraction, 1 .. 1000
 * @param cost C: the weight of the losses against the regularisation, more than 0
 * @param normalize what is done with vectors first
 * @param unknownNodes what becomes of labels whose node is not in the graph
 * @param maxNodes labelled nodes that are used at most
 * @param saveSplits whether the splits are kept as a file
 */
public record ClassificationParams(
    List<Integer> fractions,
    int repeats,
    double cost,
    Normalization normalize,
    UnknownNodes unknownNodes,
    int maxNodes,
    boolean saveSplits)
    implements Serializable {

  /** Largest number of repeats. */
  public static final int MAX_REPEATS = 1000;

  /** Largest number of different labels. */
  public static final int MAX_LABELS = 5000;

  private static final int MIN_NODES = 100;
  private static final int MAX_NODES = 10_000_000;

  private static final ConfigKey<String> FRACTIONS =
      ConfigKey.ofString(
          "classify.fractions",
          "10,20,30,40,50,60,70,80,90",
          "some of 1 .. 99, separated by commas",
          "Shares of the labelled nodes that train, in percent; the others are the test.",
          text -> text(parseFractions(text)));
  private static final ConfigKey<Integer> REPEATS =
      ConfigKey.ofInt(
          "classify.repeats",
          10,
          1,
          MAX_REPEATS,
          "Random splits behind every mean, for each share.");
  private static final ConfigKey<Double> COST =
      ConfigKey.ofDouble(
          "classify.c",
          1,
          Double.MIN_VALUE,
          Double.MAX_VALUE,
          "C of the logistic regression: the weight of the losses against the regularisation.");
  private static final ConfigKey<Normalization> NORMALIZE =
      ConfigKey.ofEnum(
          "classify.normalize",
          Normalization.NONE,
          Normalization.class,
          "What is done with the vectors first: none takes them as they are, l2 gives them length 1"
              + " (zero vectors stay).");
  private static final ConfigKey<UnknownNodes> UNKNOWN_NODES =
      ConfigKey.ofEnum(
          "classify.unknown-nodes",
          UnknownNodes.DROP,
          UnknownNodes.class,
          "What to do with labels whose node is not in the graph: drop leaves them out and warns,"
              + " fail ends the run.");
  private static final ConfigKey<Integer> MAXIMUM_NODES =
      ConfigKey.ofInt(
          "classify.max-nodes",
          100_000,
          MIN_NODES,
          MAX_NODES,
          "Labelled nodes that are used at most. Of more, a seeded sample of about this many is"
              + " taken: every executor holds the sample's vectors.");
  private static final ConfigKey<Boolean> SAVE_SPLITS =
      ConfigKey.ofBoolean(
          "classify.save-splits",
          false,
          "Keep the order of nodes behind every split as a file, so that another program can use the"
              + " same splits.");

  /** The keys, in the order of the documentation. */
  public static final List<ConfigKey<?>> KEYS =
      List.of(FRACTIONS, REPEATS, COST, NORMALIZE, UNKNOWN_NODES, MAXIMUM_NODES, SAVE_SPLITS);

  /** What is done with vectors before anything else. */
  public enum Normalization {
    /** Nothing. */
    NONE,
    /** Every vector is divided by its Euclidean length; a zero vector stays. */
    L2
  }

  /** What becomes of labels whose node is not in the graph. */
  public enum UnknownNodes {
    /** They are left out and counted. */
    DROP,
    /** The run ends, with their number and examples. */
    FAIL
  }

  /** Checks every range. */
  public ClassificationParams {
    fractions = List.copyOf(fractions);
    check(
        !fractions.isEmpty()
            && fractions.stream().allMatch(percent -> percent >= 1 && percent <= 99)
            && fractions.stream().distinct().sorted().toList().equals(fractions),
        "classify.fractions",
        fractions,
        "some of 1 .. 99, ascending");
    check(
        repeats >= 1 && repeats <= MAX_REPEATS, "classify.repeats", repeats, "1 .. " + MAX_REPEATS);
    check(cost > 0 && cost <= Double.MAX_VALUE, "classify.c", cost, "more than 0 and finite");
    check(
        maxNodes >= MIN_NODES && maxNodes <= MAX_NODES,
        "classify.max-nodes",
        maxNodes,
        MIN_NODES + " .. " + MAX_NODES);
  }

  /** Reads the record from resolved settings. */
  public static ClassificationParams from(Settings settings) {
    return new ClassificationParams(
        parseFractions(settings.get(FRACTIONS)),
        settings.get(REPEATS),
        settings.get(COST),
        settings.get(NORMALIZE),
        settings.get(UNKNOWN_NODES),
        settings.get(MAXIMUM_NODES),
        settings.get(SAVE_SPLITS));
  }

  /** Returns the settings as text, by key: what a manifest records. */
  public SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put(FRACTIONS.path(), text(fractions));
    texts.put(REPEATS.path(), Integer.toString(repeats));
    texts.put(COST.path(), Double.toString(cost));
    texts.put(NORMALIZE.path(), normalize.name().toLowerCase(Locale.ROOT));
    texts.put(UNKNOWN_NODES.path(), unknownNodes.name().toLowerCase(Locale.ROOT));
    texts.put(MAXIMUM_NODES.path(), Integer.toString(maxNodes));
    texts.put(SAVE_SPLITS.path(), Boolean.toString(saveSplits));
    return texts;
  }

  /** Returns how many of a number of nodes train at a share in percent: rounded down. */
  public static int trainingNodes(int nodes, int percent) {
    return (int) ((long) nodes * percent / 100);
  }

  private static List<Integer> parseFractions(String text) {
    List<Integer> percents = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      try {
        percents.add(Integer.parseInt(part.trim()));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "must be whole numbers from 1 to 99, separated by commas: percent of the nodes", e);
      }
    }

    if (percents.stream().anyMatch(percent -> percent < 1 || percent > 99)) {
      throw new IllegalArgumentException(
          "must be whole numbers from 1 to 99, separated by commas: percent of the nodes");
    }

    return percents.stream().distinct().sorted().toList();
  }

  private static String text(List<Integer> percents) {
    return percents.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static void check(boolean holds, String path, Object value, String bound) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Invalid " + path + ": " + value + " (must be " + bound + ")");
    }
  }
}
