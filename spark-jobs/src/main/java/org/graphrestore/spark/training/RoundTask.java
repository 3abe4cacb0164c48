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
import org.graphrestore.skipgram.FrozenRows;
import org.graphrestore.skipgram.RowAdagrad;
import org.graphrestore.skipgram.TrainerSettings;
import org.graphrestore.skipgram.TrainingPlan;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.vector.Kernels;
import scala.Tuple2;

/**
 * One task of a round: trains bucket (i, (i + round) mod B); or, where input and target vectors are
 * one table, (i, j) and then (j, i) for j = (round - i) mod B, so that no other task of the round
 * has either block. It reads its two blocks and its pairs from files that nobody changes and writes
 * new files under names that no other attempt has, so it may be retried or run twice at once.
 */
final class RoundTask implements Function<Integer, Tuple2<String, long[]>> {
  private static final long serialVersionUID = 1L;
  private static final float[] NO_SUMS = new float[0];

  private final ScratchFiles files;
  private final GraphFiles graph;
  private final TrainingPlan plan;
  private final TrainerSettings settings;
  private final boolean oneTable;
  private final boolean adagrad;
  private final WarmStart start;
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
      Objective objective,
      WarmStart start,
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
    this.oneTable = objective.oneTable();
    this.adagrad = objective.adagrad();
    this.start = start;
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
    int j = other(i);
    ModelFiles blocks = new ModelFiles(files, graph, plan, settings, start, model);
    float[] input = blocks.input(i);
    float[] context = !oneTable ? blocks.context(j) : i == j ? input : blocks.input(j);
    float[] inputSums = adagrad ? blocks.inputSums(i) : NO_SUMS;
    float[] contextSums = NO_SUMS;
    if (adagrad) {
      contextSums = !oneTable ? blocks.contextSums(j) : i == j ? inputSums : blocks.inputSums(j);
    }

    RowAdagrad sums = adagrad ? new RowAdagrad(inputSums, contextSums) : null;
    double from = plan.progress(epoch, episode, round);
    double to = plan.progress(epoch, episode, round + 1);
    BucketResult result = train(i, input, j, context, sums, from, oneTable ? (from + to) / 2 : to);
    if (oneTable && i != j) {
      RowAdagrad turned = adagrad ? new RowAdagrad(contextSums, inputSums) : null;
      result = result.plus(train(j, context, i, input, turned, (from + to) / 2, to));
    }

    String suffix = Long.toString(TaskContext.get().taskAttemptId());
    if (result.finite()) {
      files.writeFloats(inputName(plan, epoch, episode, round, i, suffix), input, inputSums);
      if (!oneTable) {
        files.writeFloats(
            contextName(plan, epoch, episode, round, j, suffix), context, contextSums);
      } else if (i != j) {
        files.writeFloats(inputName(plan, epoch, episode, round, j, suffix), context, contextSums);
      }
    }

    return new RoundResult(i, j, result).pack(suffix);
  }

  /** Returns whether this round has a task that starts from an input block. */
  boolean trains(int inputBlock) {
    return !oneTable || inputBlock <= other(inputBlock);
  }

  private int other(int inputBlock) {
    int blocks = plan.blocks();
    return oneTable ? Math.floorMod(round - inputBlock, blocks) : (inputBlock + round) % blocks;
  }

  private BucketResult train(
      int i, float[] input, int j, float[] context, RowAdagrad sums, double from, double to)
      throws Exception {
    BlockLayout layout = plan.layout();
    Bucket bucket =
        new Bucket(
            input,
            context,
            graph.degrees(layout.firstIndex(j), layout.rows(j)),
            plan.tiles(i),
            plan.tiles(j),
            Math.toIntExact(layout.firstIndex(i)),
            Math.toIntExact(layout.firstIndex(j)),
            pairs(i, j),
            frozen(i, j),
            sums);
    return new BucketTrainer(settings, Kernels.active(), threads)
        .train(bucket, epoch, episode, from, to);
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

  /** Returns which rows of two blocks are frozen, or null. */
  private FrozenRows frozen(int i, int j) throws IOException {
    if (start == null || !start.freeze()) {
      return null;
    }

    BlockLayout layout = plan.layout();
    boolean[] inputs = start.frozenInputs(layout.firstIndex(i), layout.rows(i));
    if (!oneTable) {
      return new FrozenRows(inputs, start.frozenContexts(layout.firstIndex(j), layout.rows(j)));
    }

    return new FrozenRows(
        inputs, i == j ? inputs : start.frozenInputs(layout.firstIndex(j), layout.rows(j)));
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
