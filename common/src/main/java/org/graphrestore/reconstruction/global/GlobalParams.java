package org.graphrestore.reconstruction.global;

import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.reconstruction.ScoreKind;

/**
 * Whose pairs the precision over all pairs looks at.
 *
 * @param rows {@code none}, {@code auto}, {@code all}, or a number of nodes whose pairs are scored
 * @param maxNodes auto: nodes up to which all pairs are scored
 * @param scores scores of vectors, in the order of the second job
 * @param gem whether GEM's figures are computed too
 */
public record GlobalParams(String rows, int maxNodes, List<ScoreKind> scores, boolean gem)
    implements Serializable {
  /** Rows of a sample where nothing else is said. */
  public static final int AUTO_ROWS = 512;

  /** Most rows of a sample: their vectors are held by every task. */
  public static final int MAX_ROWS = 1 << 16;

  private static final String NONE = "none";
  private static final String AUTO = "auto";
  private static final String ALL = "all";

  private static final ConfigKey<String> ROWS =
      ConfigKey.ofString(
          "reconstruct.global",
          AUTO,
          "none, auto, all, or 1 .. " + MAX_ROWS,
          "Precision of the best pairs among all pairs of nodes: of all nodes, or of a seeded sample"
              + " of this many nodes with all others, which is an estimate; auto takes all up to"
              + " reconstruct.global-max-nodes nodes, and "
              + AUTO_ROWS
              + " above.",
          GlobalParams::checkRows);

  private static final ConfigKey<Integer> MAX_NODES =
      ConfigKey.ofInt(
          "reconstruct.global-max-nodes",
          20_000,
          2,
          Integer.MAX_VALUE,
          "reconstruct.global=auto: graphs with at most so many nodes have all their pairs scored,"
              + " twice for every score; time grows with the square of them.");

  private static final ConfigKey<Boolean> GEM =
      ConfigKey.ofBoolean(
          "reconstruct.gem",
          false,
          "MAP and precision as the evaluation of GEM computes them, to compare with published tables;"
              + " for graphs of at most 50,000 nodes.");

  /** The keys of precision over all pairs. */
  public static final List<ConfigKey<?>> KEYS = List.of(ROWS, MAX_NODES, GEM);

  /** Checks the rows. */
  public GlobalParams {
    rows = checkRows(rows);
    scores = List.copyOf(scores);
  }

  /** Reads the record from resolved settings. */
  public static GlobalParams from(Settings settings) {
    return new GlobalParams(
        settings.get(ROWS),
        settings.get(MAX_NODES),
        // A fitted score is another one for every query's half of the nodes: it ranks no pairs.
        ReconstructionParams.from(settings).scores().stream()
            .filter(score -> score != ScoreKind.FITTED)
            .toList(),
        settings.get(GEM));
  }

  /** Returns whether anything is measured. */
  public boolean wanted() {
    return (gem || !rows.equals(NONE)) && !scores.isEmpty();
  }

  /**
   * Returns the number of nodes whose pairs are scored.
   *
   * @param nodes nodes of the graph
   */
  public long rows(long nodes) {
    return switch (rows) {
      case NONE -> 0;
      case ALL -> nodes;
      case AUTO -> nodes <= maxNodes ? nodes : AUTO_ROWS;
      default -> Math.min(nodes, Integer.parseInt(rows));
    };
  }

  /**
   * Returns what changes the result, as text by key: what a manifest records.
   *
   * @param nodes nodes of the graph
   */
  public SortedMap<String, String> texts(long nodes) {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put(ROWS.path(), rows(nodes) == nodes ? ALL : Long.toString(rows(nodes)));
    texts.put(
        "reconstruct.scores", String.join(",", scores.stream().map(ScoreKind::label).toList()));
    texts.put(GEM.path(), Boolean.toString(gem));
    return texts;
  }

  private static String checkRows(String text) {
    if (text.equals(NONE) || text.equals(AUTO) || text.equals(ALL)) {
      return text;
    }

    String expected = "must be none, auto, all, or a whole number, 1 .. " + MAX_ROWS;
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= MAX_ROWS) {
        return text;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(expected, e);
    }

    throw new IllegalArgumentException(expected);
  }
}
