package org.graphrestore.walk;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;

/**
 * Settings of the walks.
 *
 * @param law how the next node is drawn
 * @param walksPerNode walks that start at every node, 1 .. 100,000
 * @param length nodes of a walk, the start included, 2 .. 100,000; a walk that meets a node without
 *     out-neighbours is shorter
 */
public record WalkParams(WalkLaw law, int walksPerNode, int length) implements Serializable {
  private static final int MOST = 100_000;

  private static final ConfigKey<WalkLaw> LAW =
      ConfigKey.ofEnum(
          "walk.law",
          WalkLaw.UNIFORM,
          WalkLaw.class,
          "How the next node of a walk is drawn: uniform takes every out-neighbour with the same"
              + " probability.");
  private static final ConfigKey<Integer> WALKS_PER_NODE =
      ConfigKey.ofInt(
          "walk.walks-per-node", 10, 1, MOST, "Number of walks that start at every node.");
  private static final ConfigKey<Integer> LENGTH =
      ConfigKey.ofInt(
          "walk.length",
          80,
          2,
          MOST,
          "Number of nodes of a walk, the start included. A walk that meets a node without"
              + " out-neighbours ends there.");

  /** The keys, in the order of the documentation. */
  public static final List<ConfigKey<?>> KEYS = List.of(LAW, WALKS_PER_NODE, LENGTH);

  /** Checks the ranges. */
  public WalkParams {
    if (walksPerNode < 1 || walksPerNode > MOST) {
      throw new IllegalArgumentException(
          "Invalid walk.walks-per-node: " + walksPerNode + " (must be 1 .. " + MOST + ")");
    }

    if (length < 2 || length > MOST) {
      throw new IllegalArgumentException(
          "Invalid walk.length: "
              + length
              + " (must be 2 .. "
              + MOST
              + "; it counts nodes, so 2 is one step)");
    }
  }

  /** Reads the settings. */
  public static WalkParams from(Settings settings) {
    return new WalkParams(settings.get(LAW), settings.get(WALKS_PER_NODE), settings.get(LENGTH));
  }

  /** Reads the settings as {@link #texts} wrote them, for example from a manifest. */
  public static WalkParams of(Map<String, String> texts) {
    return new WalkParams(
        LAW.parse(text(LAW, texts)),
        WALKS_PER_NODE.parse(text(WALKS_PER_NODE, texts)),
        LENGTH.parse(text(LENGTH, texts)));
  }

  /** Returns the settings that change the walks, by key. */
  public SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put(LAW.path(), law.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    texts.put(WALKS_PER_NODE.path(), Integer.toString(walksPerNode));
    texts.put(LENGTH.path(), Integer.toString(length));
    return texts;
  }

  private static String text(ConfigKey<?> key, Map<String, String> texts) {
    return texts.getOrDefault(key.path(), key.defaultText());
  }
}
