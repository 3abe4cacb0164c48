package org.graphrestore.spark.training;

import java.io.IOException;
import java.util.Arrays;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.skipgram.Bucket;
import org.graphrestore.skipgram.BucketPairs;
import org.graphrestore.skipgram.BucketResult;
import org.graphrestore.skipgram.BucketTrainer;
import org.graphrestore.skipgram.TrainerSettings;
import org.graphrestore.skipgram.TrainingPlan;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.vector.Kernels;
import scala.Tuple2;

/**
 * One task of a round: trains bucket (i, (i + round) mod B). It reads its two blocks and its pairs
 * from files that nobody changes and writes new files under names that no other attempt has, so it
 * may be retried or run twice at once.
 */
final class RoundTask implements Function<Integer, Tuple2<String, long[]>> {
  private static final long serialVersionUID = 1L;

  private final ScratchFiles files;
  private final GraphFiles graph;
  private final TrainingPlan plan;
  private final TrainerSettings settings;
  private final ModelState model;
  private final String[][] pairFiles;
  private final int epoch;
  private final int episode;
  private final int round;
  private final int threads;

  RoundTask(
      ScratchFiles files,
      GraphFiles graph,
      TrainingPlan plan,
      TrainerSettings settings,
      ModelState model,
      String[][] pairFiles,
      int epoch,
      int episode,
      int round,
      int threads) {
    this.files = files;
    this.graph = graph;
    this.plan = plan;
    this.settings = settings;
    this.model = model;
    this.pairFiles = pairFiles;
    this.epoch = epoch;
    this.episode = episode;
    this.round = round;
    this.threads = threads;
  }

  /** Returns the suffix of the new files and what {@link RoundResult} unpacks. */
  @Override
  public Tuple2<String, long[]> call(Integer inputBlock) throws Exception {
    int i = inputBlock;
    int j = (i + round) % plan.blocks();
    BlockLayout layout = plan.layout();
    ModelFiles blocks = new ModelFiles(files, graph, plan, settings, model);
    float[] input = blocks.input(i);
    float[] context = blocks.context(j);
    Bucket bucket =
        new Bucket(
            input,
            context,
            graph.degrees(layout.firstIndex(j), layout.rows(j)),
            plan.tiles(i),
            plan.tiles(j),
            Math.toIntExact(layout.firstIndex(i)),
            Math.toIntExact(layout.firstIndex(j)),
            pairs(i, j));
    BucketTrainer trainer = new BucketTrainer(settings, Kernels.active(), threads);
    BucketResult result =
        trainer.train(
            bucket,
            epoch,
            episode,
            plan.progress(epoch, episode, round),
            plan.progress(epoch, episode, round + 1));
    String suffix = Long.toString(TaskContext.get().taskAttemptId());
    if (result.finite()) {
      files.writeFloats(inputName(plan, epoch, episode, round, i, suffix), input);
      files.writeFloats(contextName(plan, epoch, episode, round, j, suffix), context);
    }

    return new RoundResult(i, j, result).pack(suffix);
  }

  /** Returns the folder of a round's files, by the number of the round in the whole training. */
  static String folder(long number) {
    return String.format("round-%08d", number);
  }

  static String inputName(
      TrainingPlan plan, int epoch, int episode, int round, int block, String suffix) {
    return String.format(
        "%s/input-%05d-%s", folder(plan.roundNumber(epoch, episode, round)), block, suffix);
  }

  static String contextName(
      TrainingPlan plan, int epoch, int episode, int round, int block, String suffix) {
    return String.format(
        "%s/context-%05d-%s", folder(plan.roundNumber(epoch, episode, round)), block, suffix);
  }

  private BucketPairs pairs(int i, int j) throws IOException {
    BucketPairs pairs =
        new BucketPairs(
            plan.tiles(i).blocks(),
            plan.tiles(j).blocks(),
            plan.tileRows(),
            Math.toIntExact(plan.layout().firstIndex(j)));
    for (String name : Arrays.asList(pairFiles[i])) {
      new PairFile(files, name, j).forEach(pairs::count);
    }

    pairs.allocate();
    for (String name : Arrays.asList(pairFiles[i])) {
      new PairFile(files, name, j).forEach(pairs::place);
    }

    return pairs;
  }
}
