package org.graphrestore.reconstruction.restored;

import java.io.Serializable;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;
import org.graphrestore.reconstruction.ScoreKind;

/**
 * How a graph is restored.
 *
 * @param way how scores become edges
 * @param score what pairs are scored by
 * @param nodes number of nodes drawn, among which edges are restored, or empty: all
 * @param maxNodes most nodes whose pairs are scored
 * @param sources nodes from which distances are compared
 */
public record RestoreParams(
    RestoreWay way, ScoreKind score, OptionalInt nodes, int maxNodes, int sources)
    implements Serializable {

  private static final int MAX_SOURCES = 4096;

  private static final ConfigKey<RestoreWay> WAY =
      ConfigKey.ofEnum(
          "reconstruct.restore",
          RestoreWay.NONE,
          RestoreWay.class,
          "Restore a graph too, and compare it with the original: the pairs with the highest scores,"
              + " as many as there are edges; or the first candidates of every node, as many as it has"
              + " neighbours; or all pairs above one score.");
  private static final ConfigKey<String> SCORE =
      ConfigKey.ofString(
          "reconstruct.restore-score",
          ScoreKind.COSINE.label(),
          "dot, cosine, l2",
          "What the pairs of a restored graph are scored by.",
          text -> scoreOf(text).label());
  private static final ConfigKey<String> NODES =
      ConfigKey.ofString(
          "reconstruct.restore-nodes",
          "all",
          "all, or 2 .. " + Integer.MAX_VALUE,
          "Restore the edges among all nodes, or among a seeded sample of this many; the original is"
              + " cut down to the same nodes.",
          RestoreParams::checkNodes);
  private static final ConfigKey<Integer> MAX_NODES =
      ConfigKey.ofInt(
              "reconstruct.restore-max-nodes",
              300_000,
              2,
              Integer.MAX_VALUE,
              "Graphs with more nodes are not restored whole: time grows with the square of them.")
          .thatChangesNoResult();
  private static final ConfigKey<Integer> SOURCES =
      ConfigKey.ofInt(
          "reconstruct.restore-sources",
          256,
          0,
          MAX_SOURCES,
          "Nodes from which distances in the restored graph are compared with the original's.");

  /** The keys of restoring. */
  public static final List<ConfigKey<?>> KEYS = List.of(WAY, SCORE, NODES, MAX_NODES, SOURCES);

  /** Checks every range. */
  public RestoreParams {
    if (nodes.isPresent() && nodes.getAsInt() < 2) {
      throw new IllegalArgumentException(
          "Invalid reconstruct.restore-nodes: " + nodes.getAsInt() + " (must be at least 2)");
    }

    if (sources < 0 || sources > MAX_SOURCES) {
      throw new IllegalArgumentException(
          "Invalid reconstruct.restore-sources: "
              + sources
              + " (must be 0 .. "
              + MAX_SOURCES
              + ")");
    }
  }

  /** Reads the record from resolved settings. */
  public static RestoreParams from(Settings settings) {
    String nodes = settings.get(NODES);
    return new RestoreParams(
        settings.get(WAY),
        scoreOf(settings.get(SCORE)),
        nodes.equals("all") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(nodes)),
        settings.get(MAX_NODES),
        settings.get(SOURCES));
  }

  /** A pair has one score whichever end asks, so both ends are scored by the same vectors. */
  private static ScoreKind scoreOf(String text) {
    return ScoreKind.oneSided().stream()
        .filter(kind -> kind.label().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("must be one of dot, cosine, l2"));
  }

  /** Returns the settings that change the result, as text by key: what a manifest records. */
  public SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put(WAY.path(), way.label());
    texts.put(SCORE.path(), score.label());
    texts.put(NODES.path(), nodes.isEmpty() ? "all" : Integer.toString(nodes.getAsInt()));
    texts.put(SOURCES.path(), Integer.toString(sources));
    return texts;
  }

  private static String checkNodes(String text) {
    try {
      if (text.equals("all") || Integer.parseInt(text) >= 2) {
        return text;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be all, or a whole number of at least 2", e);
    }

    throw new IllegalArgumentException("must be all, or a whole number of at least 2");
  }
}
