package org.graphrestore.skipgram;

import java.io.Serializable;

/**
 * What a {@link BucketTrainer} needs to know; travels to tasks.
 *
 * @param dim length of a vector
 * @param negatives negative samples of a group
 * @param groupSize most pairs of a group
 * @param learningRate step size at the start of the training
 * @param minLearningRate step size at its end
 * @param seed the run's seed
 * @param negativeWeight weight of a negative sample
 */
public record TrainerSettings(
    int dim,
    int negatives,
    int groupSize,
    double learningRate,
    double minLearningRate,
    long seed,
    double negativeWeight)
    implements Serializable {

  /** Takes what is needed from the settings and the plan of a run. */
  public static TrainerSettings of(SkipGramParams params, TrainingPlan plan, long seed) {
    return new TrainerSettings(
        params.dim(),
        params.negatives(),
        plan.groupSize(),
        params.learningRate(),
        params.minLearningRate(),
        seed,
        params.negativeWeight());
  }

  /**
   * Returns the weight of each of the negatives that there are: where a tile has fewer nodes than
   * it needs, they weigh as much as all together.
   *
   * @param drawn negatives of a group, 0 .. {@code negatives}
   */
  float weightOf(int drawn) {
    return drawn == 0 ? 0 : (float) (negativeWeight * negatives / drawn);
  }

  /**
   * Returns the step size when a share of the training is done. It falls linearly with the share of
   * the schedule, not with counted pairs, so that every task knows it by itself.
   *
   * @param progress 0 .. 1
   */
  public float rateAt(double progress) {
    return (float) (learningRate - (learningRate - minLearningRate) * progress);
  }
}
