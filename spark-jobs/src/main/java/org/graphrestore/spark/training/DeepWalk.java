package org.graphrestore.spark.training;

import java.util.List;
import java.util.stream.Stream;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;
import org.graphrestore.skipgram.ObjectiveParams;
import org.graphrestore.skipgram.SkipGramParams;
import org.graphrestore.skipgram.TrainerParams;
import org.graphrestore.skipgram.WalkSupply;
import org.graphrestore.skipgram.WarmParams;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.walks.WalkSource;
import org.graphrestore.spark.walks.WalkStage;
import org.graphrestore.walk.EngineKind;
import org.graphrestore.walk.EngineParams;
import org.graphrestore.walk.WalkParams;

/** Skip-gram with negative sampling over random walks. */
final class DeepWalk implements EmbeddingMethod {
  static final String NAME = "deepwalk";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "skip-gram with negative sampling on random walks (Perozzi et al., KDD 2014)";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return Stream.of(
            WalkParams.KEYS,
            SkipGramParams.KEYS,
            ObjectiveParams.KEYS,
            WarmParams.KEYS,
            TrainerParams.KEYS)
        .<ConfigKey<?>>flatMap(List::stream)
        .toList();
  }

  @Override
  public EmbeddingStore train(GraphStore graph, Settings settings, RunContext run) {
    WalkParams walkParams = WalkParams.from(settings);
    SkipGramParams params = SkipGramParams.from(settings);
    EngineParams engine = EngineParams.from(settings);
    if (params.walks() == WalkSupply.STREAMED && engine.engine() == EngineKind.PARTITIONED) {
      throw new UserMistakeException(
          "Walks that are streamed into training are made by the replicated engine, but walk.engine"
              + " is partitioned; set train.walks to stored, or leave walk.engine at auto");
    }

    WalkSource walks =
        params.walks() == WalkSupply.STREAMED
            ? WalkSource.streamed(graph, walkParams, run.seed())
            : WalkSource.stored(graph, WalkStage.run(graph, walkParams, engine, run));
    try {
      return trainOn(graph, walks, settings, run);
    } finally {
      walks.release();
    }
  }

  /** Trains on walks that are there, by whom the settings name. */
  static EmbeddingStore trainOn(
      GraphStore graph, WalkSource walks, Settings settings, RunContext run) {
    SkipGramParams params = SkipGramParams.from(settings);
    TrainerParams trainer = TrainerParams.from(settings);
    return trainer.mllib()
        ? MllibTrainer.run(graph, walks, params, trainer, run)
        : SkipGramStage.run(
            graph, walks, params, ObjectiveParams.from(settings), WarmParams.from(settings), run);
  }
}
