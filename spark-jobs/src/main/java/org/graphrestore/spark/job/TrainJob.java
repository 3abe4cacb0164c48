package org.graphrestore.spark.job;

import java.util.concurrent.Callable;
import org.graphrestore.estimate.Stage;
import org.graphrestore.spark.store.ProgressSink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Training alone, on walks that are stored. */
@Command(
    name = "train",
    description = "Trains skip-gram on stored walks: the last stage of embed, alone.",
    footer = {
      "",
      "Example:",
      "  graphrestore train --graph runs/mine --walks runs/mine --output runs/mine-64 --dim 64"
    })
public final class TrainJob implements Callable<Integer> {
  private final ProgressSink progress;

  @Option(
      names = "--walks",
      required = true,
      paramLabel = "DIR",
      description = "A walk store of the same graph, or a run folder that has one.")
  private String walks;

  @Mixin private GraphOptions graph = new GraphOptions();
  @Mixin private TrainOptions train = new TrainOptions();
  @Mixin private RunOptions run = new RunOptions();

  /** Makes the command; progress goes to the given sink. */
  public TrainJob(ProgressSink progress) {
    this.progress = progress;
  }

  @Override
  public Integer call() {
    graph.check();
    try (JobRun job = JobRun.begin(run, progress, graph, train)) {
      job.expect(Stage.INGEST);
      job.trainOn(job.graph(graph), walks);
      job.finish();
    }

    return ExitCode.DONE;
  }
}
