package org.graphrestore.walk;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;

/**
 * Settings of the walks.
 *
 * @param law how the next node is drawn
 * @param walksPerNode walks that start at every node, 1 .. 100,000
 * @param length nodes of a walk, the start included, 2 .. 100,000; a walk that meets a node without
 *     out-neighbours is shorter
 * @param p node2vec's return parameter, .001 .. 1,000: above 1 a walk seldom turns back
 * @param q node2vec's in-out parameter, .001 .. 1,000: below 1 a walk goes away, above 1 it stays
 *     near
 * @param restart probability that a step leads back to the start, 0 .. .99
 * @param stop what ends walks before that length, and a node's walks before that number
 * @param laws what only some laws read
 */
public record WalkParams(
    WalkLaw law,
    int walksPerNode,
    int length,
    double p,
    double q,
    double restart,
    WalkStop stop,
    LawSettings laws)
    implements Serializable {
  private static final int MOST = 100_000;
  private static final double LEAST_BIAS = 0.001;
  private static final double MOST_BIAS = 1_000;
  private static final double MOST_RESTART = 0.99;

  private static final ConfigKey<WalkLaw> LAW =
      ConfigKey.ofEnum(
          "walk.law",
          WalkLaw.UNIFORM,
          WalkLaw.class,
          "How the next node of a walk is drawn: uniform takes every out-neighbour with the same"
              + " probability, weighted by the weight of its edge, node2vec by that and by walk.p"
              + " and walk.q, node2vec-plus by those and by the weights around the node before,"
              + " metapath along walk.metapath.");
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
  private static final ConfigKey<Double> P =
      ConfigKey.ofDouble(
          "walk.p",
          1,
          LEAST_BIAS,
          MOST_BIAS,
          "node2vec's return parameter: the weight of the edge back is divided by it.");
  private static final ConfigKey<Double> Q =
      ConfigKey.ofDouble(
          "walk.q",
          1,
          LEAST_BIAS,
          MOST_BIAS,
          "node2vec's in-out parameter: the weight of edges to nodes that are no neighbours of the"
              + " node before is divided by it.");
  private static final ConfigKey<Double> RESTART =
      ConfigKey.ofDouble(
          "walk.restart",
          0,
          0,
          MOST_RESTART,
          "Probability that a step leads back to the start of the walk; with any law but metapath.");

  /** The keys, in the order of the documentation. */
  public static final List<ConfigKey<?>> KEYS =
      Stream.of(
              List.of(LAW, WALKS_PER_NODE, LENGTH, P, Q, RESTART), LawSettings.KEYS, WalkStop.KEYS)
          .<ConfigKey<?>>flatMap(List::stream)
          .toList();

  /**
   * Returns how many rows of arcs the walks hold a node: one for every kind of step of a metapath.
   * An arc lies in one of them, if in any; in two where an undirected path names a relation and its
   * inverse.
   */
  public int rowsPerNode() {
    return law == WalkLaw.METAPATH ? Math.max(1, laws.metapath().classes().size()) : 1;
  }

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

    checkRange(P.path(), p, LEAST_BIAS, MOST_BIAS);
    checkRange(Q.path(), q, LEAST_BIAS, MOST_BIAS);
    checkRange(RESTART.path(), restart, 0, MOST_RESTART);
    if (!law.biased() && (p != 1 || q != 1)) {
      throw new IllegalArgumentException(
          "walk.p and walk.q are read by walk.law=node2vec and node2vec-plus only, but walk.law is "
              + kebab(law)
              + "; leave them at 1, or choose node2vec");
    }

    if (stop.byInformation() && stop.leastLength() > length) {
      throw new IllegalArgumentException(
          "Invalid walk.least-length: "
              + stop.leastLength()
              + " (must be at most walk.length, which is "
              + length
              + ")");
    }

    laws.check(law, restart);
  }

  /** Settings by which nothing ends early, of a law that has nothing but a bias. */
  public WalkParams(WalkLaw law, int walksPerNode, int length, double p, double q, double restart) {
    this(law, walksPerNode, length, p, q, restart, WalkStop.FIXED, LawSettings.NONE);
  }

  /** Settings without a bias and without restarts. */
  public WalkParams(WalkLaw law, int walksPerNode, int length) {
    this(law, walksPerNode, length, 1, 1, 0);
  }

  /** Returns these settings with another number of walks. */
  public WalkParams withWalksPerNode(int number) {
    return new WalkParams(law, number, length, p, q, restart, stop, laws);
  }

  /** Returns these settings with another rule of what ends a walk. */
  public WalkParams with(WalkStop newStop) {
    return new WalkParams(law, walksPerNode, length, p, q, restart, newStop, laws);
  }

  /** Settings of a law that reads more than a bias. */
  public static WalkParams of(WalkLaw law, int walksPerNode, int length, LawSettings laws) {
    return new WalkParams(law, walksPerNode, length, 1, 1, 0, WalkStop.FIXED, laws);
  }

  /** Returns the arithmetic that these settings ask for. */
  public TransitionLaw transitions() {
    TransitionLaw chosen = law.transitions(this);
    return restart > 0 ? new RestartLaw(chosen, restart) : chosen;
  }

  /**
   * Returns whether these walks draw by weights.
   *
   * @param weighted whether the graph has weights
   */
  public boolean byWeight(boolean weighted) {
    return law.byWeight() && (weighted || !laws.relationWeights().none());
  }

  /** Returns the law for people: its name, and its path where it has one. */
  public String lawText() {
    return laws.metapath().none() ? kebab(law) : kebab(law) + " (" + laws.metapath().text() + ")";
  }

  /** Reads the settings. */
  public static WalkParams from(Settings settings) {
    return new WalkParams(
        settings.get(LAW),
        settings.get(WALKS_PER_NODE),
        settings.get(LENGTH),
        settings.get(P),
        settings.get(Q),
        settings.get(RESTART),
        WalkStop.from(settings),
        LawSettings.from(settings));
  }

  /** Reads the settings as {@link #texts} wrote them, for example from a manifest. */
  public static WalkParams of(Map<String, String> texts) {
    return new WalkParams(
        LAW.parse(text(LAW, texts)),
        WALKS_PER_NODE.parse(text(WALKS_PER_NODE, texts)),
        LENGTH.parse(text(LENGTH, texts)),
        P.parse(text(P, texts)),
        Q.parse(text(Q, texts)),
        RESTART.parse(text(RESTART, texts)),
        WalkStop.of(texts),
        LawSettings.of(texts));
  }

  /** Returns the settings that change the walks, by key. */
  public SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put(LAW.path(), kebab(law));
    texts.put(WALKS_PER_NODE.path(), Integer.toString(walksPerNode));
    texts.put(LENGTH.path(), Integer.toString(length));
    texts.put(P.path(), Double.toString(p));
    texts.put(Q.path(), Double.toString(q));
    texts.put(RESTART.path(), Double.toString(restart));
    stop.addTexts(texts);
    texts.putAll(laws.texts());
    return texts;
  }

  private static void checkRange(String path, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "Invalid " + path + ": " + value + " (must be " + least + " .. " + most + ")");
    }
  }

  static String kebab(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String text(ConfigKey<?> key, Map<String, String> texts) {
    return texts.getOrDefault(key.path(), key.defaultText());
  }
}
