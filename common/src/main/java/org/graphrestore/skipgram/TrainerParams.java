package org.graphrestore.skipgram;

import java.util.List;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;

/**
 * Settings of who trains.
 *
 * @param kind who
 * @param mllibPartitions parts into which MLlib deals the walks, each with a copy of the model that
 *     is averaged with the others after every epoch; 1 .. 10,000
 */
public record TrainerParams(TrainerKind kind, int mllibPartitions) {
  private static final int MOST_PARTITIONS = 10_000;

  private static final ConfigKey<TrainerKind> TRAINER =
      ConfigKey.ofEnum(
          "train.trainer",
          TrainerKind.BLOCKS,
          TrainerKind.class,
          "Who trains: this project in blocks, or Spark MLlib's Word2Vec for comparison, whose model"
              + " has to fit the driver and whose vectors are not the same every time"
              + " (docs/training.md).");
  private static final ConfigKey<Integer> MLLIB_PARTITIONS =
      ConfigKey.ofInt(
          "train.mllib-partitions",
          1,
          1,
          MOST_PARTITIONS,
          "mllib: parts of the walks that are trained at once on copies of the model, which are then"
              + " averaged; more are faster and less accurate.");

  /** The keys, in the order of the documentation. */
  public static final List<ConfigKey<?>> KEYS = List.of(TRAINER, MLLIB_PARTITIONS);

  /** Checks the range. */
  public TrainerParams {
    if (mllibPartitions < 1 || mllibPartitions > MOST_PARTITIONS) {
      throw new IllegalArgumentException(
          "Invalid train.mllib-partitions: "
              + mllibPartitions
              + " (must be 1 .. "
              + MOST_PARTITIONS
              + ")");
    }
  }

  /** Reads the settings. */
  public static TrainerParams from(Settings settings) {
    return new TrainerParams(settings.get(TRAINER), settings.get(MLLIB_PARTITIONS));
  }

  /** Returns whether MLlib trains. */
  public boolean mllib() {
    return kind == TrainerKind.MLLIB;
  }

  /**
   * Checks that MLlib can do what is asked for.
   *
   * @throws IllegalArgumentException naming the setting that it does not know
   */
  public void check(String method, ObjectiveParams objective, WarmParams warm) {
    if (!mllib()) {
      return;
    }

    String setting =
        !method.equals("deepwalk")
            ? "train.method=" + method
            : !objective.walkTexts().isEmpty()
                ? objective.walkTexts().firstKey()
                : !warm.none() ? "train.from" : null;
    if (setting != null) {
      throw new IllegalArgumentException(
          "MLlib's Word2Vec does not know "
              + setting
              + ": leave it out, or set train.trainer to blocks");
    }
  }
}
