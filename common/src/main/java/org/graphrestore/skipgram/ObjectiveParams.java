package org.graphrestore.skipgram;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;

/**
 * Settings of what is trained: which pairs, how often, and on how many tables.
 *
 * @param windowKind whether the window of a position is drawn or the whole
 * @param subsample share of all tokens above which a node is left out at times, or 0 for never
 * @param tables one vector a node or two while training
 * @param samples pairs a node and epoch, of methods that draw their pairs themselves, 1 .. 10
 *     million
 * @param alpha probability that a walk of {@code verse} goes on, 0 .. .99
 * @param optimizer how a row follows its gradient
 */
public record ObjectiveParams(
    WindowKind windowKind,
    double subsample,
    TableChoice tables,
    int samples,
    double alpha,
    Optimizer optimizer) {
  /** Below this the nodes that are left out at times would be too many for a task to hold. */
  static final double LEAST_SUBSAMPLE = 1e-6;

  static final int MOST_SAMPLES = 10_000_000;
  static final double MOST_ALPHA = 0.99;

  private static final ConfigKey<WindowKind> WINDOW_KIND =
      ConfigKey.ofEnum(
          "train.window-kind",
          WindowKind.DYNAMIC,
          WindowKind.class,
          "Whether the window of every position is drawn from 1 .. train.window, which weighs near"
              + " nodes more, or is the whole (full: about twice the pairs).");
  private static final ConfigKey<Double> SUBSAMPLE =
      ConfigKey.ofDouble(
          "train.subsample",
          0,
          0,
          1,
          "word2vec's subsampling of frequent nodes: a token of a node that has a share f of all"
              + " tokens is kept with probability sqrt(t/f) + t/f, where t is this value; 0 keeps"
              + " all, and 0.000001 is the least otherwise. Methods on walks.");
  private static final ConfigKey<TableChoice> TABLES =
      ConfigKey.ofEnum(
          "train.tables",
          TableChoice.AUTO,
          TableChoice.class,
          "Whether a node has one vector as input and as target while it is trained, or two, of"
              + " which the first is the embedding. Auto is one for line-1 and verse.");
  private static final ConfigKey<Integer> SAMPLES =
      ConfigKey.ofInt(
          "train.samples",
          2_000,
          1,
          MOST_SAMPLES,
          "Pairs a node and epoch of line-1, line-2 and verse, which draw their pairs themselves.");
  private static final ConfigKey<Double> ALPHA =
      ConfigKey.ofDouble(
          "train.alpha",
          0.85,
          0,
          MOST_ALPHA,
          "verse: probability that a walk goes on after a step; 1 minus this is the restart of the"
              + " personalised PageRank whose pairs are trained.");

  private static final ConfigKey<Optimizer> OPTIMIZER =
      ConfigKey.ofEnum(
          "train.optimizer",
          Optimizer.SGD,
          Optimizer.class,
          "Whether a row follows its gradient by the rate of the schedule, or (adagrad) by that rate"
              + " over the root of the row's sum of mean squared gradients, as PyTorch-BigGraph"
              + " does; train.learning-rate is then about 0.1.");

  /** The keys, in the order of the documentation. */
  public static final List<ConfigKey<?>> KEYS =
      List.of(WINDOW_KIND, SUBSAMPLE, TABLES, SAMPLES, ALPHA, OPTIMIZER);

  /** Checks the ranges. */
  public ObjectiveParams {
    if (!(subsample == 0 || (subsample >= LEAST_SUBSAMPLE && subsample <= 1))) {
      throw new IllegalArgumentException(
          "Invalid train.subsample: "
              + subsample
              + " (must be 0, which leaves out nothing, or 0.000001 .. 1)");
    }

    if (samples < 1 || samples > MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "Invalid train.samples: " + samples + " (must be 1 .. " + MOST_SAMPLES + ")");
    }

    if (!(alpha >= 0 && alpha <= MOST_ALPHA)) {
      throw new IllegalArgumentException(
          "Invalid train.alpha: " + alpha + " (must be 0 .. " + MOST_ALPHA + ")");
    }
  }

  /** Reads the settings. */
  public static ObjectiveParams from(Settings settings) {
    return new ObjectiveParams(
        settings.get(WINDOW_KIND),
        settings.get(SUBSAMPLE),
        settings.get(TABLES),
        settings.get(SAMPLES),
        settings.get(ALPHA),
        settings.get(OPTIMIZER));
  }

  /** Returns the defaults of every key. */
  public static ObjectiveParams defaults() {
    return new ObjectiveParams(
        WINDOW_KIND.defaultValue(),
        SUBSAMPLE.defaultValue(),
        TABLES.defaultValue(),
        SAMPLES.defaultValue(),
        ALPHA.defaultValue(),
        OPTIMIZER.defaultValue());
  }

  /**
   * Returns whether there is one table.
   *
   * @param usual whether the method is defined with one
   */
  public boolean oneTable(boolean usual) {
    return tables == TableChoice.AUTO ? usual : tables == TableChoice.ONE;
  }

  /**
   * Returns the settings of the training, in tiles where windows cannot train what is asked for.
   *
   * @param method the method's name
   * @param drawn whether it draws its pairs itself
   * @param freeze whether some vectors stay as they are
   * @throws IllegalArgumentException if windows were asked for, and cannot
   */
  public SkipGramParams scheduled(
      SkipGramParams params, String method, boolean drawn, boolean freeze) {
    if (drawn) {
      return params.inTiles("train.method=" + method);
    }

    if (windowKind == WindowKind.FULL) {
      return params.inTiles("train.window-kind=full");
    }

    if (oneTable(false)) {
      return params.inTiles("train.tables=one");
    }

    if (adagrad()) {
      return params.inTiles("train.optimizer=adagrad");
    }

    return freeze ? params.inTiles("train.freeze=true") : params;
  }

  /** Returns whether rows follow their gradients by Adagrad. */
  public boolean adagrad() {
    return optimizer == Optimizer.ADAGRAD;
  }

  /** Returns the rule by which walks are paired. */
  public PairRule walkRule(int window) {
    return PairRule.walks(windowKind, window, oneTable(false));
  }

  /** Returns what the vectors of a method on walks depend on, by key; nothing at the defaults. */
  public SortedMap<String, String> walkTexts() {
    SortedMap<String, String> texts = new TreeMap<>();
    if (windowKind == WindowKind.FULL) {
      texts.put(WINDOW_KIND.path(), "full");
    }

    if (subsample > 0) {
      texts.put(SUBSAMPLE.path(), Double.toString(subsample));
    }

    if (oneTable(false)) {
      texts.put(TABLES.path(), "one");
    }

    addOptimizer(texts);
    return texts;
  }

  /**
   * Returns what the vectors of a method that draws its pairs depend on, by key.
   *
   * @param usual whether the method is defined with one table
   * @param withAlpha whether it reads {@code train.alpha}
   */
  public SortedMap<String, String> drawnTexts(boolean usual, boolean withAlpha) {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put(TABLES.path(), oneTable(usual) ? "one" : "two");
    texts.put(SAMPLES.path(), Integer.toString(samples));
    if (withAlpha) {
      texts.put(ALPHA.path(), Double.toString(alpha));
    }

    addOptimizer(texts);
    return texts;
  }

  private void addOptimizer(SortedMap<String, String> texts) {
    if (adagrad()) {
      texts.put(OPTIMIZER.path(), "adagrad");
    }
  }

  /**
   * Checks that a method which draws its pairs is given nothing that only walks know.
   *
   * @throws IllegalArgumentException naming the setting
   */
  public void checkDrawn(String method) {
    if (subsample > 0) {
      throw new IllegalArgumentException(
          "train.subsample leaves out tokens of walks, but train.method="
              + method
              + " trains on none; leave it at 0, or choose deepwalk");
    }

    if (windowKind == WindowKind.FULL) {
      throw new IllegalArgumentException(
          "train.window-kind is the window of a walk, but train.method="
              + method
              + " trains on none; leave it at dynamic, or choose deepwalk");
    }
  }
}
