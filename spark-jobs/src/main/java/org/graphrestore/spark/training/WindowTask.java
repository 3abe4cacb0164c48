package org.graphrestore.spark.training;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.graphrestore.skipgram.BucketResult;
import org.graphrestore.skipgram.TrainerSettings;
import org.graphrestore.skipgram.TrainingPlan;
import org.graphrestore.skipgram.WindowTrainer;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.vector.Kernels;
import org.graphrestore.walk.WalkBatch;
import scala.Tuple2;

/**
 * The one task of an episode that trains window by window: it takes the walks in their order and
 * writes the model to files of its own, so it may be retried or run twice at once.
 */
final class WindowTask implements FlatMapFunction<Iterator<WalkBatch>, Tuple2<String, long[]>> {
  private static final long serialVersionUID = 1L;

  private final ScratchFiles files;
  private final GraphFiles graph;
  private final TrainingPlan plan;
  private final TrainerSettings settings;
  private final int window;
  private final ModelFiles model;
  private final int epoch;
  private final int episode;

  WindowTask(
      ScratchFiles files,
      GraphFiles graph,
      TrainingPlan plan,
      TrainerSettings settings,
      int window,
      WarmStart start,
      ModelState model,
      int epoch,
      int episode) {
    this.files = files;
    this.graph = graph;
    this.plan = plan;
    this.settings = settings;
    this.window = window;
    this.model = new ModelFiles(files, graph, plan, settings, start, model);
    this.epoch = epoch;
    this.episode = episode;
  }

  /** Returns what {@link RoundTask} returns. */
  @Override
  public Iterator<Tuple2<String, long[]>> call(Iterator<WalkBatch> walks)
      throws IOException, InterruptedException {
    float[] input = model.input(0);
    float[] context = model.context(0);
    WindowTrainer trainer =
        new WindowTrainer(
            settings,
            Kernels.active(),
            window,
            graph.degrees(0, plan.rowsPerBlock()),
            input,
            context,
            epoch);
    double from = plan.progress(epoch, episode, 0);
    double to = plan.progress(epoch, episode, 1);
    while (walks.hasNext()) {
      trainer.train(walks.next(), from, to);
    }

    BucketResult result = trainer.finish();
    String suffix = Long.toString(TaskContext.get().taskAttemptId());
    if (result.finite()) {
      files.writeFloats(RoundTask.inputName(plan, epoch, episode, 0, 0, suffix), input);
      files.writeFloats(RoundTask.contextName(plan, epoch, episode, 0, 0, suffix), context);
    }

    return Collections.singleton(new RoundResult(0, 0, result).pack(suffix)).iterator();
  }
}
