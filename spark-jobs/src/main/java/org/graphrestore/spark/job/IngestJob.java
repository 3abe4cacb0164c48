package org.graphrestore.spark.job;

import java.util.concurrent.Callable;
import org.graphrestore.estimate.Stage;
import org.graphrestore.spark.store.ProgressSink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The first stage alone: edges into a graph store. */
@Command(
    name = "ingest",
    description = "Reads edges into a graph store: the first stage of embed, alone.")
public final class IngestJob implements Callable<Integer> {
  private final ProgressSink progress;

  @Mixin private GraphOptions graph = new GraphOptions();
  @Mixin private RunOptions run = new RunOptions();

  /** Makes the command; progress goes to the given sink. */
  public IngestJob(ProgressSink progress) {
    this.progress = progress;
  }

  @Override
  public Integer call() {
    graph.check();
    try (JobRun job = JobRun.begin(run, progress, graph)) {
      job.expect(Stage.INGEST);
      job.graph(graph);
      job.finish();
    }

    return ExitCode.DONE;
  }
}
