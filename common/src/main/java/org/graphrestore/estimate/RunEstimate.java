package org.graphrestore.estimate;

import java.util.List;
import java.util.Optional;
import org.graphrestore.reconstruction.EvaluationPlan;
import org.graphrestore.skipgram.TrainingPlan;

/**
 * What a run will cost.
 *
 * @param graph the graph
 * @param walks walks that are made; 0 without a stage that needs them
 * @param tokens nodes of all walks, if none meets a dead end
 * @param pairs pairs of all epochs, if no walk meets a dead end
 * @param modelBytes input and context vectors of all nodes
 * @param plan the plan of the training, as the stage will resolve it
 * @param evaluation the plan of the second job, likewise
 * @param stages the stages that run, in order
 * @param limit why it cannot be run by any resources; null where it can
 */
public record RunEstimate(
    GraphSize graph,
    double walks,
    double tokens,
    double pairs,
    double modelBytes,
    Optional<TrainingPlan> plan,
    Optional<EvaluationPlan> evaluation,
    List<StageEstimate> stages,
    String limit) {
  /** Copies the list. */
  public RunEstimate {
    stages = List.copyOf(stages);
  }

  /** Returns the wall time in seconds. */
  public double seconds() {
    return stages.stream().mapToDouble(StageEstimate::seconds).sum();
  }

  /** Returns the bytes of all stores that the run makes. */
  public double storeBytes() {
    return stages.stream().mapToDouble(StageEstimate::storeBytes).sum();
  }

  /** Returns the bytes of all shuffles. */
  public double shuffleBytes() {
    return stages.stream().mapToDouble(StageEstimate::shuffleBytes).sum();
  }

  /** Returns the most bytes of new files beside the output at any time. */
  public double outputPeakBytes() {
    double stores = 0;
    double peak = 0;
    for (StageEstimate stage : stages) {
      stores += stage.storeBytes();
      peak = Math.max(peak, stores + stage.scratchBytes());
    }

    return peak;
  }

  /** Returns the most bytes of shuffles that must be there at any time. */
  public double shufflePeakBytes() {
    return stages.stream().mapToDouble(StageEstimate::shuffleAtOnce).max().orElse(0);
  }

  /** Returns the most of outputs and shuffles together, where they share a disk. */
  public double peakBytes() {
    double stores = 0;
    double peak = 0;
    for (StageEstimate stage : stages) {
      stores += stage.storeBytes();
      peak = Math.max(peak, stores + stage.scratchBytes() + stage.shuffleAtOnce());
    }

    return peak;
  }

  /** Returns the heap that an executor must have for all stages. */
  public double heapNeeded() {
    return stages.stream().mapToDouble(StageEstimate::heapNeeded).max().orElse(0);
  }
}
