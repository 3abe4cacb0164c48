package org.graphrestore.skipgram;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;

/**
 * Settings of skip-gram with negative sampling (Mikolov, Sutskever, Chen, Corrado and Dean,
 * "Distributed representations of words and phrases and their compositionality", NIPS 2013; on
 * walks: Perozzi, Al-Rfou and Skiena, "DeepWalk", KDD 2014).
 *
 * <p>What is {@code auto} (an empty {@link OptionalInt}) is resolved by {@link TrainingPlan} from
 * the number of nodes, the expected pairs and the dimension alone.
 *
 * @param dim length of a vector, 1 .. 4,096
 * @param window largest distance of two paired tokens of a walk, 1 .. 1,000
 * @param negatives negative samples of a group of pairs, 1 .. 64
 * @param epochs passes over the walks, 1 .. 1,000
 * @param learningRate step size at the start, above 0 and at most 10
 * @param minLearningRate step size at the end, at least 0 and at most {@code learningRate}
 * @param episodes parts of an epoch, 1 .. 100,000
 * @param blocks blocks of the model, 1 .. 100,000
 * @param tileRows most rows of a tile, 16 .. 65,536
 * @param groupSize most pairs of a group, 1 .. 64
 * @param walks whether walks are stored or drawn anew; changes no result
 * @param schedule how pairs are grouped and ordered
 * @param negativeWeight weight of a negative sample, .001 .. 64
 */
public record SkipGramParams(
    int dim,
    int window,
    int negatives,
    int epochs,
    double learningRate,
    double minLearningRate,
    OptionalInt episodes,
    OptionalInt blocks,
    OptionalInt tileRows,
    int groupSize,
    WalkSupply walks,
    TrainingSchedule schedule,
    double negativeWeight) {
  static final int MAX_DIM = 4_096;
  static final int MAX_WINDOW = 1_000;
  static final int MAX_NEGATIVES = 64;
  static final int MAX_EPOCHS = 1_000;
  static final double MAX_RATE = 10;
  static final int MAX_PARTS = 100_000;
  static final int MIN_TILE_ROWS = 16;
  static final int MAX_TILE_ROWS = 65_536;
  static final int MAX_GROUP = 64;

  private static final ConfigKey<Integer> DIM =
      ConfigKey.ofInt("train.dim", 128, 1, MAX_DIM, "Length of a node's vector.");

  /** Largest distance of two paired tokens of a walk. */
  public static final ConfigKey<Integer> WINDOW =
      ConfigKey.ofInt(
          "train.window",
          10,
          1,
          MAX_WINDOW,
          "Largest distance of two paired tokens of a walk. As in word2vec the window of every"
              + " position is drawn from 1 .. window.");

  private static final ConfigKey<Integer> NEGATIVES =
      ConfigKey.ofInt(
          "train.negatives",
          5,
          1,
          MAX_NEGATIVES,
          "Negative samples of a group of pairs, drawn in proportion to degree^0.75.");
  private static final ConfigKey<Double> NEGATIVE_WEIGHT =
      ConfigKey.ofDouble(
          "train.negative-weight",
          1,
          1e-3,
          MAX_NEGATIVES,
          "Weight of a negative sample. 3 negatives of weight 1.667 push as hard as 5 and take"
              + " two thirds of the time.");
  private static final ConfigKey<Integer> EPOCHS =
      ConfigKey.ofInt("train.epochs", 1, 1, MAX_EPOCHS, "Passes over the walks.");
  private static final ConfigKey<Double> LEARNING_RATE =
      ConfigKey.ofDouble(
          "train.learning-rate",
          0.025,
          1e-9,
          MAX_RATE,
          "Step size at the start; it falls linearly to train.min-learning-rate. Small dense graphs"
              + " often like half of the default.");
  private static final ConfigKey<Double> MIN_LEARNING_RATE =
      ConfigKey.ofDouble("train.min-learning-rate", 0.0001, 0, MAX_RATE, "Step size at the end.");
  private static final ConfigKey<OptionalInt> EPISODES =
      ConfigKey.ofIntOrAuto(
          "train.episodes",
          1,
          MAX_PARTS,
          "Parts of an epoch. Every episode trains its share of the walks on all blocks and tiles;"
              + " with more than one of them, fewer than 8 episodes cost accuracy.");
  private static final ConfigKey<OptionalInt> BLOCKS =
      ConfigKey.ofIntOrAuto(
          "train.blocks",
          1,
          MAX_PARTS,
          "Blocks of the model: a task holds two of them, and as many tasks work at once. Auto is"
              + " about a million rows a block.");
  private static final ConfigKey<OptionalInt> TILE_ROWS =
      ConfigKey.ofIntOrAuto(
          "train.tile-rows",
          MIN_TILE_ROWS,
          MAX_TILE_ROWS,
          "Most rows of a tile, the part of a block that is trained at a time and should fit the"
              + " cache. Negatives come from the tile at hand: fewer than about 1,000 rows cost"
              + " accuracy.");
  private static final ConfigKey<Integer> GROUP_SIZE =
      ConfigKey.ofInt(
          "train.group-size",
          16,
          1,
          MAX_GROUP,
          "Most pairs of a tile that share a target and its negatives in one step; fewer in tiles of"
              + " less than 16 times as many rows. Window by window a group is a window instead.");
  private static final ConfigKey<WalkSupply> WALKS =
      ConfigKey.ofEnum(
              "train.walks",
              WalkSupply.STORED,
              WalkSupply.class,
              "Whether walks are written to the walk store and read in every episode, or drawn anew"
                  + " in every episode and never written.")
          .thatChangesNoResult();
  private static final ConfigKey<TrainingSchedule> SCHEDULE =
      ConfigKey.ofEnum(
          "train.schedule",
          TrainingSchedule.AUTO,
          TrainingSchedule.class,
          "How pairs are grouped and ordered: windows trains walk after walk, on one thread, with"
              + " the least work a pair; tiles gathers pairs by target, on all cores, for models of"
              + " any size. Auto is windows for up to 4,096 nodes, unless train.blocks or"
              + " train.tile-rows is set.");

  /** The keys, in the order of the documentation. */
  public static final List<ConfigKey<?>> KEYS =
      List.of(
          DIM,
          WINDOW,
          NEGATIVES,
          NEGATIVE_WEIGHT,
          EPOCHS,
          LEARNING_RATE,
          MIN_LEARNING_RATE,
          EPISODES,
          BLOCKS,
          TILE_ROWS,
          GROUP_SIZE,
          WALKS,
          SCHEDULE);

  /** Checks the ranges. */
  public SkipGramParams {
    check("train.dim", dim, 1, MAX_DIM);
    check("train.window", window, 1, MAX_WINDOW);
    check("train.negatives", negatives, 1, MAX_NEGATIVES);
    check("train.epochs", epochs, 1, MAX_EPOCHS);
    check("train.group-size", groupSize, 1, MAX_GROUP);
    check("train.episodes", episodes.orElse(1), 1, MAX_PARTS);
    check("train.blocks", blocks.orElse(1), 1, MAX_PARTS);
    check("train.tile-rows", tileRows.orElse(MIN_TILE_ROWS), MIN_TILE_ROWS, MAX_TILE_ROWS);
    if (!(negativeWeight >= 1e-3 && negativeWeight <= MAX_NEGATIVES)) {
      throw new IllegalArgumentException(
          "Invalid train.negative-weight: " + negativeWeight + " (must be 0.001 .. 64)");
    }

    if (!(learningRate > 0 && learningRate <= MAX_RATE)) {
      throw new IllegalArgumentException(
          "Invalid train.learning-rate: "
              + learningRate
              + " (must be above 0 and at most "
              + MAX_RATE
              + ")");
    }

    if (!(minLearningRate >= 0 && minLearningRate <= learningRate)) {
      throw new IllegalArgumentException(
          "Invalid train.min-learning-rate: "
              + minLearningRate
              + " (must be 0 .. train.learning-rate, which is "
              + learningRate
              + ")");
    }
  }

  /** Reads the settings. */
  public static SkipGramParams from(Settings settings) {
    return new SkipGramParams(
        settings.get(DIM),
        settings.get(WINDOW),
        settings.get(NEGATIVES),
        settings.get(EPOCHS),
        settings.get(LEARNING_RATE),
        settings.get(MIN_LEARNING_RATE),
        settings.get(EPISODES),
        settings.get(BLOCKS),
        settings.get(TILE_ROWS),
        settings.get(GROUP_SIZE),
        settings.get(WALKS),
        settings.get(SCHEDULE),
        settings.get(NEGATIVE_WEIGHT));
  }

  /**
   * Returns the settings with the schedule of tiles, for what cannot be trained window by window.
   *
   * @param what what that is, for people
   * @throws IllegalArgumentException if windows were asked for
   */
  public SkipGramParams inTiles(String what) {
    if (schedule == TrainingSchedule.WINDOWS) {
      throw new IllegalArgumentException(
          "train.schedule=windows does not train "
              + what
              + "; set train.schedule to auto or tiles, or leave that out");
    }

    return new SkipGramParams(
        dim,
        window,
        negatives,
        epochs,
        learningRate,
        minLearningRate,
        episodes,
        blocks,
        tileRows,
        groupSize,
        walks,
        TrainingSchedule.TILES,
        negativeWeight);
  }

  /** Returns the defaults of every key. */
  public static SkipGramParams defaults() {
    return new SkipGramParams(
        DIM.defaultValue(),
        WINDOW.defaultValue(),
        NEGATIVES.defaultValue(),
        EPOCHS.defaultValue(),
        LEARNING_RATE.defaultValue(),
        MIN_LEARNING_RATE.defaultValue(),
        EPISODES.defaultValue(),
        BLOCKS.defaultValue(),
        TILE_ROWS.defaultValue(),
        GROUP_SIZE.defaultValue(),
        WALKS.defaultValue(),
        SCHEDULE.defaultValue(),
        NEGATIVE_WEIGHT.defaultValue());
  }

  /**
   * Returns what the vectors depend on, by key, with {@code auto} resolved.
   *
   * @param plan the plan of these settings for a graph
   */
  public SortedMap<String, String> texts(TrainingPlan plan) {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put(DIM.path(), Integer.toString(dim));
    texts.put(WINDOW.path(), Integer.toString(window));
    texts.put(NEGATIVES.path(), Integer.toString(negatives));
    if (negativeWeight != 1) {
      texts.put(NEGATIVE_WEIGHT.path(), Double.toString(negativeWeight));
    }

    texts.put(EPOCHS.path(), Integer.toString(epochs));
    texts.put(LEARNING_RATE.path(), Double.toString(learningRate));
    texts.put(MIN_LEARNING_RATE.path(), Double.toString(minLearningRate));
    texts.put(EPISODES.path(), Integer.toString(plan.episodes()));
    texts.put(BLOCKS.path(), Integer.toString(plan.blocks()));
    if (plan.schedule() == TrainingSchedule.TILES) {
      texts.put(TILE_ROWS.path(), Integer.toString(plan.tileRows()));
    }

    texts.put(SCHEDULE.path(), plan.schedule().name().toLowerCase(Locale.ROOT));
    texts.put(GROUP_SIZE.path(), Integer.toString(plan.groupSize()));
    return texts;
  }

  private static void check(String path, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "Invalid " + path + ": " + value + " (must be " + min + " .. " + max + ")");
    }
  }
}
