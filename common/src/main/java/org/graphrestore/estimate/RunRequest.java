package org.graphrestore.estimate;

import java.util.Set;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.reconstruction.restored.RestoreParams;
import org.graphrestore.reconstruction.restored.RestoreWay;
import org.graphrestore.skipgram.SkipGramParams;
import org.graphrestore.skipgram.WalkSupply;
import org.graphrestore.walk.EngineParams;
import org.graphrestore.walk.WalkParams;

/**
 * What is asked for.
 *
 * @param stages stages that run; those whose store is there already are not among them
 * @param walks settings of the walks
 * @param engine who makes them
 * @param train settings of the training
 * @param reconstruct settings of the second job
 * @param restore how a graph is restored, if at all
 * @param dim length of the vectors that the second job reads
 */
public record RunRequest(
    Set<Stage> stages,
    WalkParams walks,
    EngineParams engine,
    SkipGramParams train,
    ReconstructionParams reconstruct,
    RestoreParams restore,
    int dim) {
  /** Copies the set. */
  public RunRequest {
    stages = Set.copyOf(stages);
  }

  /** Returns whether a stage runs; walks do not where training draws them itself. */
  public boolean runs(Stage stage) {
    return stages.contains(stage) && !(stage == Stage.WALKS && streamed());
  }

  /** Returns whether a graph is restored beside the ranks. */
  public boolean restores() {
    return runs(Stage.RECONSTRUCT) && restore.way() != RestoreWay.NONE;
  }

  /** Returns whether training draws its walks itself. */
  public boolean streamed() {
    return stages.contains(Stage.TRAIN) && train.walks() == WalkSupply.STREAMED;
  }

  RunRequest with(WalkParams newWalks) {
    return new RunRequest(stages, newWalks, engine, train, reconstruct, restore, dim);
  }

  RunRequest with(EngineParams newEngine) {
    return new RunRequest(stages, walks, newEngine, train, reconstruct, restore, dim);
  }

  RunRequest with(SkipGramParams newTrain) {
    return new RunRequest(stages, walks, engine, newTrain, reconstruct, restore, dim);
  }
}
