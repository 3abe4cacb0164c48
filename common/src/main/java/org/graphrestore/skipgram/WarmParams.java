package org.graphrestore.skipgram;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;

/**
 * Settings of a training that goes on from vectors that are there.
 *
 * @param from an embedding store or a run folder with one, or empty
 * @param freeze whether vectors that are there stay as they are
 * @param changedOnly whether only walks that visit a changed node are trained
 * @param fromGraph the graph of those vectors, or empty for the one in the run folder they lie in
 */
public record WarmParams(String from, boolean freeze, boolean changedOnly, String fromGraph) {
  private static final ConfigKey<String> FROM =
      ConfigKey.ofString(
          "train.from",
          "",
          "a path; empty: none",
          "An embedding store, or a run folder with one, from which training goes on: nodes that it"
              + " has start with their vectors there, others with the mean of their neighbours'.",
          text -> text);
  private static final ConfigKey<Boolean> FREEZE =
      ConfigKey.ofBoolean(
          "train.freeze",
          false,
          "Whether the vectors of train.from stay as they are, so that only other nodes learn.");
  private static final ConfigKey<Boolean> CHANGED_ONLY =
      ConfigKey.ofBoolean(
          "train.changed-only",
          false,
          "Whether only walks are trained that visit a node without a vector in train.from, or with"
              + " other edges than in its graph.");
  private static final ConfigKey<String> FROM_GRAPH =
      ConfigKey.ofString(
          "train.from-graph",
          "",
          "a path; empty: the run folder of train.from",
          "The graph store of the vectors of train.from, for train.changed-only.",
          text -> text);

  /** The keys, in the order of the documentation. */
  public static final List<ConfigKey<?>> KEYS = List.of(FROM, FREEZE, CHANGED_ONLY, FROM_GRAPH);

  /** A training that begins anew. */
  public static final WarmParams NONE = new WarmParams("", false, false, "");

  /** Checks that nothing is set that only a start from vectors knows. */
  public WarmParams {
    if (from.isEmpty() && (freeze || changedOnly || !fromGraph.isEmpty())) {
      throw new IllegalArgumentException(
          (freeze ? "train.freeze" : changedOnly ? "train.changed-only" : "train.from-graph")
              + " needs vectors to go on from: set train.from to an embedding store, or leave it"
              + " out");
    }

    if (!fromGraph.isEmpty() && !changedOnly) {
      throw new IllegalArgumentException(
          "train.from-graph is read by train.changed-only alone; set that to true, or leave it out");
    }
  }

  /** Reads the settings. */
  public static WarmParams from(Settings settings) {
    return new WarmParams(
        settings.get(FROM),
        settings.get(FREEZE),
        settings.get(CHANGED_ONLY),
        settings.get(FROM_GRAPH));
  }

  /** Returns whether training begins anew. */
  public boolean none() {
    return from.isEmpty();
  }

  /** Returns what the vectors depend on beside the stores themselves, by key. */
  public SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    if (freeze) {
      texts.put(FREEZE.path(), "true");
    }

    if (changedOnly) {
      texts.put(CHANGED_ONLY.path(), "true");
    }

    return texts;
  }
}
