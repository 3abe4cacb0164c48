package org.graphrestore.estimate;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.restored.RestoreParams;
import org.graphrestore.reconstruction.restored.RestoreWay;
import org.graphrestore.skipgram.SkipGramParams;
import org.graphrestore.skipgram.TrainingSchedule;
import org.graphrestore.skipgram.WalkSupply;
import org.graphrestore.walk.EngineKind;
import org.graphrestore.walk.EngineParams;
import org.graphrestore.walk.WalkLaw;
import org.graphrestore.walk.WalkParams;

/** Runs to estimate. */
final class Scenarios {
  static final long GIB = 1L << 30;
  static final Set<Stage> ALL = Set.of(Stage.values());

  private Scenarios() {}

  static RunRequest request(Set<Stage> stages, int walks, int length, SkipGramParams train) {
    return new RunRequest(
        stages,
        new WalkParams(WalkLaw.UNIFORM, walks, length),
        new EngineParams(EngineKind.REPLICATED),
        train,
        new ReconstructionParams(3, List.of(ScoreKind.DOT), OptionalInt.of(1000), 100, 0.95, 10, 3),
        restore(RestoreWay.NONE),
        train.dim());
  }

  static RestoreParams restore(RestoreWay way) {
    return new RestoreParams(way, ScoreKind.COSINE, OptionalInt.empty(), 300_000, 256);
  }

  /** The defaults with another dimension, and {@code auto} where nothing is said. */
  static SkipGramParams train(
      int dim, OptionalInt episodes, OptionalInt blocks, WalkSupply supply) {
    SkipGramParams d = SkipGramParams.defaults();
    return new SkipGramParams(
        dim,
        d.window(),
        d.negatives(),
        d.epochs(),
        d.learningRate(),
        d.minLearningRate(),
        episodes,
        blocks,
        d.tileRows(),
        d.groupSize(),
        supply,
        TrainingSchedule.TILES,
        1);
  }

  static SkipGramParams train(int dim) {
    return train(dim, OptionalInt.empty(), OptionalInt.empty(), WalkSupply.STORED);
  }

  static Resources laptop(double heapGib, double diskGib) {
    Resources.Disk disk = new Resources.Disk("runs/mine", diskGib * GIB, 1);
    Resources.Disk shuffles = new Resources.Disk("/tmp", diskGib * GIB, 1);
    return new Resources(true, (long) (heapGib * GIB), 0, 64 * GIB, 1, 4, 1, disk, shuffles, true);
  }

  static Resources cluster(int executors, int cores, double heapGib, double diskGib) {
    return new Resources(
        false,
        (long) (heapGib * GIB),
        GIB,
        0,
        executors,
        cores,
        1,
        new Resources.Disk("hdfs://nn/runs", diskGib * GIB, 3),
        new Resources.Disk("/data", diskGib * GIB, 1),
        false);
  }
}
