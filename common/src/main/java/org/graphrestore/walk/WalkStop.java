package org.graphrestore.walk;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;

/**
 * What ends a walk before its greatest length, and a node's walks before their greatest number.
 *
 * <p>The usual bounds are not those of HuGE and DistGER, mu = .995 and delta = .001: with them
 * every walk has the least length (docs/walks.md says why).
 *
 * @param rule whether anything does
 * @param mu bound of {@link InformationStop}, 0 .. 1
 * @param leastLength nodes that a walk has at least, 2 .. 100,000
 * @param delta bound of {@link WalkRounds}, 0 .. 1,000; 0 leaves the number of walks as it is
 */
public record WalkStop(StopRule rule, double mu, int leastLength, double delta)
    implements Serializable {
  private static final int MOST = 100_000;
  private static final double MOST_DELTA = 1_000;
  private static final double USUAL_MU = 0.83;
  private static final int USUAL_LEAST = 20;
  private static final double USUAL_DELTA = 0.0001;

  static final ConfigKey<StopRule> RULE =
      ConfigKey.ofEnum(
          "walk.stop",
          StopRule.FIXED,
          StopRule.class,
          "What ends a walk: fixed lets all have walk.length nodes, and every node"
              + " walk.walks-per-node walks; entropy ends a walk when its entropy no longer grows"
              + " with its length, and stops to make walks when the visits of nodes settle. Then"
              + " those two are the most there can be.");
  static final ConfigKey<Double> MU =
      ConfigKey.ofDouble(
          "walk.stop-mu",
          USUAL_MU,
          0,
          1,
          "walk.stop=entropy: a walk ends when R2 of its entropy against its length is below this."
              + " Lower: longer walks.");
  static final ConfigKey<Integer> LEAST_LENGTH =
      ConfigKey.ofInt(
          "walk.least-length",
          USUAL_LEAST,
          2,
          MOST,
          "walk.stop=entropy: number of nodes below which no walk is ended; at most walk.length.");
  static final ConfigKey<Double> DELTA =
      ConfigKey.ofDouble(
          "walk.stop-delta",
          USUAL_DELTA,
          0,
          MOST_DELTA,
          "walk.stop=entropy: no more walks are made when one more of every node changes the relative"
              + " entropy of degrees and visits by at most this. 0: always walk.walks-per-node.");

  /** The keys, in the order of the documentation. */
  static final List<ConfigKey<?>> KEYS = List.of(RULE, MU, LEAST_LENGTH, DELTA);

  /** Nothing ends early. */
  public static final WalkStop FIXED =
      new WalkStop(StopRule.FIXED, USUAL_MU, USUAL_LEAST, USUAL_DELTA);

  /** Checks the ranges. */
  public WalkStop {
    check(MU, mu, 0, 1);
    check(DELTA, delta, 0, MOST_DELTA);
    if (leastLength < 2 || leastLength > MOST) {
      throw new IllegalArgumentException(
          "Invalid walk.least-length: "
              + leastLength
              + " (must be 2 .. "
              + MOST
              + "; it counts nodes, and two points are the fewest for a line)");
    }

    if (rule == StopRule.FIXED
        && (mu != USUAL_MU || leastLength != USUAL_LEAST || delta != USUAL_DELTA)) {
      throw new IllegalArgumentException(
          "walk.stop-mu, walk.least-length and walk.stop-delta are read by walk.stop=entropy only,"
              + " but walk.stop is fixed; leave them out, or choose entropy");
    }
  }

  /** Returns the rule of entropy with its usual bounds. */
  public static WalkStop entropy() {
    return new WalkStop(StopRule.ENTROPY, USUAL_MU, USUAL_LEAST, USUAL_DELTA);
  }

  /** Returns whether walks and their number end by information. */
  public boolean byInformation() {
    return rule == StopRule.ENTROPY;
  }

  /** Returns whether the number of a node's walks is open until {@link WalkRounds} decides. */
  public boolean countsWalks() {
    return byInformation() && delta > 0;
  }

  /**
   * Returns what ends walks, for one walk at a time.
   *
   * @throws IllegalStateException if nothing does
   */
  public InformationStop ending() {
    if (!byInformation()) {
      throw new IllegalStateException("Nothing ends walks of a fixed length");
    }

    return new InformationStop(mu, leastLength);
  }

  static WalkStop from(Settings settings) {
    return new WalkStop(
        settings.get(RULE), settings.get(MU), settings.get(LEAST_LENGTH), settings.get(DELTA));
  }

  static WalkStop of(Map<String, String> texts) {
    return new WalkStop(
        RULE.parse(text(RULE, texts)),
        MU.parse(text(MU, texts)),
        LEAST_LENGTH.parse(text(LEAST_LENGTH, texts)),
        DELTA.parse(text(DELTA, texts)));
  }

  /** Adds what changes walks: nothing where their length is fixed, as before there was a choice. */
  void addTexts(SortedMap<String, String> texts) {
    if (byInformation()) {
      texts.put(RULE.path(), "entropy");
      texts.put(MU.path(), Double.toString(mu));
      texts.put(LEAST_LENGTH.path(), Integer.toString(leastLength));
      texts.put(DELTA.path(), Double.toString(delta));
    }
  }

  private static void check(ConfigKey<?> key, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "Invalid " + key.path() + ": " + value + " (must be " + least + " .. " + most + ")");
    }
  }

  private static String text(ConfigKey<?> key, Map<String, String> texts) {
    return texts.getOrDefault(key.path(), key.defaultText());
  }
}
