package org.graphrestore.estimate;

import java.util.Set;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.reconstruction.restored.RestoreParams;
import org.graphrestore.reconstruction.restored.RestoreWay;
import org.graphrestore.skipgram.ObjectiveParams;
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
 * @param objective settings of the pairs
 * @param drawn whether the method draws its pairs itself, and so needs no walks
 */
public record RunRequest(
    Set<Stage> stages,
    WalkParams walks,
    EngineParams engine,
    SkipGramParams train,
    ReconstructionParams reconstruct,
    RestoreParams restore,
    int dim,
    ObjectiveParams objective,
    boolean drawn) {
  /** Copies the set. */
  public RunRequest {
    stages = Set.copyOf(stages);
  }

  /** What is asked for of skip-gram on walks, with the pairs of word2vec. */
  public RunRequest(
      Set<Stage> stages,
      WalkParams walks,
      EngineParams engine,
      SkipGramParams train,
      ReconstructionParams reconstruct,
      RestoreParams restore,
      int dim) {
    this(
        stages, walks, engine, train, reconstruct, restore, dim, ObjectiveParams.defaults(), false);
  }

  /** Returns whether a stage runs; walks do not where training draws them or pairs itself. */
  public boolean runs(Stage stage) {
    return stages.contains(stage) && !(stage == Stage.WALKS && (streamed() || drawn));
  }

  /** Returns about how many pairs a node gives in an epoch. */
  double pairsPerNode() {
    return drawn
        ? objective.samples()
        : walks.walksPerNode() * objective.walkRule(train.window()).expectedPairs(walks.length());
  }

  /** Returns whether a graph is restored beside the ranks. */
  public boolean restores() {
    return runs(Stage.RECONSTRUCT) && restore.way() != RestoreWay.NONE;
  }

  /** Returns whether training draws its walks itself. */
  public boolean streamed() {
    return stages.contains(Stage.TRAIN) && !drawn && train.walks() == WalkSupply.STREAMED;
  }

  RunRequest with(WalkParams newWalks) {
    return new RunRequest(
        stages, newWalks, engine, train, reconstruct, restore, dim, objective, drawn);
  }

  RunRequest with(EngineParams newEngine) {
    return new RunRequest(
        stages, walks, newEngine, train, reconstruct, restore, dim, objective, drawn);
  }

  RunRequest with(SkipGramParams newTrain) {
    return new RunRequest(
        stages, walks, engine, newTrain, reconstruct, restore, dim, objective, drawn);
  }
}
