package org.graphrestore.spark.job;

import java.util.List;
import java.util.function.Consumer;
import org.graphrestore.classification.ClassificationParams;
import org.graphrestore.config.Catalog;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;
import org.graphrestore.embedding.ImportParams;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.PreparationParams;
import org.graphrestore.linkprediction.LinkPredictionParams;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.reconstruction.comparison.ComparisonParams;
import org.graphrestore.reconstruction.global.GlobalParams;
import org.graphrestore.reconstruction.restored.RestoreParams;
import org.graphrestore.skipgram.ObjectiveParams;
import org.graphrestore.skipgram.SkipGramParams;
import org.graphrestore.skipgram.WarmParams;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.training.Methods;
import org.graphrestore.walk.EngineParams;
import org.graphrestore.walk.WalkParams;

/** The catalog of all settings, assembled from the families that declare them. */
public final class Keys {
  /** The run's seed. */
  static final ConfigKey<Long> SEED =
      ConfigKey.ofLong(
          "run.seed",
          1,
          "Seed of every random draw. The same input, settings and seed give the same bits.");

  /** What becomes of a run that does not fit. */
  static final ConfigKey<RunCheck> CHECK =
      ConfigKey.ofEnum(
              "run.check",
              RunCheck.REFUSE,
              RunCheck.class,
              "Every run is estimated before it starts (docs/estimate.md). One that cannot fit memory"
                  + " or disk is refused, or only warned of; off estimates nothing.")
          .thatChangesNoResult();

  /** Whether stored walks can be read without the graph store. */
  static final ConfigKey<Boolean> WALK_IDS =
      ConfigKey.ofBoolean(
              "walk.ids",
              false,
              "Stores the walks as original ids too, for tools that read the walk store's Parquet"
                  + " files without the graph.")
          .thatChangesNoResult();

  /** What the report calls the graph. */
  static final ConfigKey<String> NAME =
      ConfigKey.ofString(
              "report.name",
              "",
              "any; empty: the name of the first input",
              "What the report calls the graph.",
              text -> text)
          .thatChangesNoResult();

  private static final Catalog CATALOG =
      Catalog.of(
          List.of(SEED, CHECK),
          IngestParams.KEYS,
          PreparationParams.KEYS,
          WalkParams.KEYS,
          List.of(WALK_IDS),
          EngineParams.KEYS,
          Methods.KEYS,
          ImportParams.KEYS,
          ReconstructionParams.KEYS,
          ComparisonParams.KEYS,
          RestoreParams.KEYS,
          GlobalParams.KEYS,
          ClassificationParams.KEYS,
          LinkPredictionParams.KEYS,
          List.of(NAME));

  private static final List<Consumer<Settings>> FAMILIES =
      List.of(
          IngestParams::from,
          PreparationParams::from,
          WalkParams::from,
          EngineParams::from,
          SkipGramParams::from,
          ObjectiveParams::from,
          WarmParams::from,
          Methods::check,
          ImportParams::from,
          ReconstructionParams::from,
          RestoreParams::from,
          GlobalParams::from,
          ClassificationParams::from,
          LinkPredictionParams::from);

  private Keys() {}

  /**
   * Checks what no setting tells alone, before anything is begun.
   *
   * @throws UserMistakeException naming settings that contradict one another
   */
  static void check(Settings settings) {
    try {
      FAMILIES.forEach(family -> family.accept(settings));
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(e.getMessage(), e);
    }
  }

  /** Returns every setting that the commands understand. */
  public static Catalog catalog() {
    return CATALOG;
  }
}
