package org.graphrestore.spark.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.report.TrainingFacts.LossPoint;
import org.graphrestore.skipgram.BucketResult;
import org.graphrestore.skipgram.SkipGramParams;
import org.graphrestore.skipgram.TrainerSettings;
import org.graphrestore.skipgram.TrainingPlan;
import org.graphrestore.skipgram.TrainingSchedule;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.vector.VectorKernels;
import org.graphrestore.walk.WalkSelection;
import scala.Tuple2;

/**
 * The loop over epochs, episodes and rounds, on the driver. Between two rounds the model is files
 * and nothing else: no RDD outlives its round, and the driver only ever sees names and sums.
 */
final class Training {
  private final JavaSparkContext sc;
  private final ScratchFiles files;
  private final GraphFiles graph;
  private final Objective objective;
  private final WarmStart start;
  private final TrainingPlan plan;
  private final SkipGramParams params;
  private final TrainerSettings settings;
  private final int threads;
  private final ProgressSink progress;
  private final List<LossPoint> curve = new ArrayList<>();
  private final String fingerprint;
  private final Optional<RoundManifest> before;
  private ModelState model;
  private long pairs;
  private double pairSeconds;
  private double roundSeconds;

  Training(
      JavaSparkContext sc,
      ScratchFiles files,
      GraphFiles graph,
      Objective objective,
      WarmStart start,
      TrainingPlan plan,
      SkipGramParams params,
      long seed,
      ProgressSink progress,
      String fingerprint)
      throws IOException {
    this.sc = sc;
    this.files = files;
    this.graph = graph;
    this.objective = objective;
    this.start = start;
    this.plan = plan;
    this.params = params;
    this.settings = TrainerSettings.of(params, plan, seed);
    this.threads = Cores.perTask(sc, plan.blocks());
    this.progress = progress;
    this.fingerprint = fingerprint;
    // Adagrad's sum of a row is in the same file.
    int rowFloats = VectorKernels.stride(params.dim()) + (objective.adagrad() ? 1 : 0);
    this.before = RoundManifest.read(files, plan, rowFloats, fingerprint);
    this.model = before.map(RoundManifest::model).orElse(ModelState.untrained(plan.blocks()));
    before.ifPresent(
        done -> {
          this.pairs = done.pairs();
          this.pairSeconds = done.pairSeconds();
          this.roundSeconds = done.roundSeconds();
          curve.addAll(done.curve());
        });
  }

  /** Returns how many rounds an earlier run has finished, which are not trained again. */
  long finishedBefore() {
    return before.map(done -> done.rounds(plan)).orElse(0L);
  }

  /** Trains and returns where the model is. */
  ModelState run() {
    try {
      tidyUp();
      for (int epoch = 0; epoch < plan.epochs(); epoch++) {
        for (int episode = 0; episode < plan.episodes(); episode++) {
          long done = finishedBefore() - plan.roundNumber(epoch, episode, 0);
          if (done < plan.blocks()) {
            episode(epoch, episode, (int) Math.max(0, done));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to the scratch folder of training", e);
    } finally {
      sc.sc().setJobDescription(null);
    }

    return model;
  }

  /** Returns the loss, one point an episode. */
  List<LossPoint> curve() {
    return curve;
  }

  /** Returns the number of pairs trained. */
  long pairs() {
    return pairs;
  }

  /** Returns the wall time of making pairs. */
  double pairSeconds() {
    return pairSeconds;
  }

  /** Returns the wall time of training them. */
  double roundSeconds() {
    return roundSeconds;
  }

  /** Deletes what rounds have left that were not finished. */
  private void tidyUp() throws IOException {
    Set<String> kept = new TreeSet<>(Set.of(WarmStarter.FOLDER));
    if (before.isPresent()) {
      kept.add(RoundManifest.NAME);
      kept.add(RoundTask.folder(finishedBefore() - 1));
    }

    files.deleteAllBut(kept);
  }

  /**
   * Trains an episode.
   *
   * @param first its first round that an earlier run has not finished
   */
  private void episode(int epoch, int episode, int first) throws IOException {
    String what =
        String.format(
            "train: epoch %d of %d, episode %d of %d",
            epoch + 1, plan.epochs(), episode + 1, plan.episodes());
    long started = System.nanoTime();
    sc.sc().setJobDescription(what + ", pairs");
    String folder = String.format("pairs-%05d-%05d", epoch, episode);
    WalkSelection selection = new WalkSelection(epoch, episode, plan.episodes(), settings.seed());
    boolean tiles = plan.schedule() == TrainingSchedule.TILES;
    String[][] pairFiles =
        tiles
            ? new PairTasks(files, plan, settings.seed(), objective.pairs().rule())
                .run(objective.pairs().batches(sc, selection), folder, epoch)
            : new String[0][];
    pairSeconds += seconds(started);

    double lossSum = first == 0 ? 0 : before.orElseThrow().lossSum();
    long lossPairs = first == 0 ? 0 : before.orElseThrow().lossPairs();
    long pairsBefore = pairs;
    for (int round = first; round < plan.blocks(); round++) {
      long roundStarted = System.nanoTime();
      sc.sc().setJobDescription(what + ", round " + (round + 1) + " of " + plan.blocks());
      BucketResult sum =
          became(
              tiles
                  ? bucketTasks(pairFiles, epoch, episode, round)
                  : windowTask(selection, epoch, episode),
              epoch,
              episode,
              round);
      lossSum += sum.lossSum();
      lossPairs += sum.lossPairs();
      roundSeconds += seconds(roundStarted);
      if (round == plan.blocks() - 1) {
        curve.add(
            new LossPoint(
                pairs,
                lossSum / Math.max(1, lossPairs),
                settings.rateAt(plan.progress(epoch, episode, plan.blocks()))));
      }

      new RoundManifest(
              epoch,
              episode,
              round,
              model,
              pairs,
              lossSum,
              lossPairs,
              pairSeconds,
              roundSeconds,
              curve)
          .write(files, fingerprint);
      deleteRoundBefore(epoch, episode, round);
      progress.advanced(
          SkipGramStage.NAME,
          plan.progress(epoch, episode, round + 1),
          String.format(
              Locale.ROOT,
              "%.1f M pairs/s, loss %.3f",
              (pairs - pairsBefore) / seconds(started) / 1e6,
              sum.lossSum() / Math.max(1, sum.lossPairs())));
    }

    if (tiles) {
      files.delete(folder);
    }
  }

  /** Trains B disjoint buckets. */
  private List<Tuple2<String, long[]>> bucketTasks(
      String[][] pairFiles, int epoch, int episode, int round) {
    RoundTask task =
        new RoundTask(
            files, graph, plan, settings, objective, start, model, pairFiles, epoch, episode, round,
            threads);
    List<Integer> blocks =
        IntStream.range(0, plan.blocks()).filter(i -> task.trains(i)).boxed().toList();
    return sc.parallelize(new ArrayList<>(blocks), blocks.size()).map(task).collect();
  }

  /** Trains the walks of an episode in their order, in one task. */
  private List<Tuple2<String, long[]>> windowTask(WalkSelection selection, int epoch, int episode) {
    WindowTask task =
        new WindowTask(files, graph, plan, settings, params.window(), start, model, epoch, episode);
    return objective.pairs().batches(sc, selection).coalesce(1).mapPartitions(task).collect();
  }

  /** Makes what the tasks of a round wrote the model. */
  private BucketResult became(
      List<Tuple2<String, long[]>> results, int epoch, int episode, int round) throws IOException {
    List<Tuple2<String, long[]>> packed = new ArrayList<>(results);
    packed.sort(Comparator.comparingInt(p -> RoundResult.unpack(p).inputBlock()));

    String[] inputs = new String[plan.blocks()];
    String[] contexts = new String[plan.blocks()];
    long sumPairs = 0;
    double lossSum = 0;
    long lossPairs = 0;
    for (Tuple2<String, long[]> one : packed) {
      RoundResult result = RoundResult.unpack(one);
      BucketResult bucket = result.bucket();
      if (!bucket.finite()) {
        throw diverged(result, epoch, episode);
      }

      int i = result.inputBlock();
      int j = result.contextBlock();
      inputs[i] = RoundTask.inputName(plan, epoch, episode, round, i, one._1());
      contexts[j] =
          objective.oneTable()
              ? RoundTask.inputName(plan, epoch, episode, round, j, one._1())
              : RoundTask.contextName(plan, epoch, episode, round, j, one._1());
      if (objective.oneTable()) {
        inputs[j] = contexts[j];
        contexts[i] = inputs[i];
      }

      sumPairs += bucket.pairs();
      lossSum += bucket.lossSum();
      lossPairs += bucket.lossPairs();
    }

    this.model = new ModelState(inputs, contexts);
    pairs += sumPairs;
    return new BucketResult(sumPairs, lossSum, lossPairs, true);
  }

  private void deleteRoundBefore(int epoch, int episode, int round) throws IOException {
    long number = plan.roundNumber(epoch, episode, round);
    if (number > 0) {
      files.delete(RoundTask.folder(number - 1));
    }
  }

  private UserMistakeException diverged(RoundResult result, int epoch, int episode) {
    return new UserMistakeException(
        "Training diverged: a vector of input block "
            + result.inputBlock()
            + " or context block "
            + result.contextBlock()
            + " is no longer finite after epoch "
            + (epoch + 1)
            + ", episode "
            + (episode + 1)
            + "; lower train.learning-rate, which is "
            + params.learningRate());
  }

  private static double seconds(long since) {
    return Math.max(1e-9, (System.nanoTime() - since) / 1e9);
  }
}
