package org.graphrestore.spark.job;

import java.util.concurrent.Callable;
import org.graphrestore.estimate.Stage;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The first job: ingest, walk, train. Ends with vectors of every node and a report. */
@Command(
    name = "embed",
    description = "Turns a graph into node embeddings: ingest, walks, training.",
    footer = {
      "",
      "Example:",
      "  graphrestore embed --edges edges.tsv.gz --output runs/mine --dim 128 --seed 7"
    })
public final class EmbedJob implements Callable<Integer> {
  private final ProgressSink progress;

  @Mixin private GraphOptions graph = new GraphOptions();
  @Mixin private WalkOptions walks = new WalkOptions();
  @Mixin private TrainOptions train = new TrainOptions();
  @Mixin private RunOptions run = new RunOptions();

  /** Makes the command; progress goes to the given sink. */
  public EmbedJob(ProgressSink progress) {
    this.progress = progress;
  }

  @Override
  public Integer call() {
    graph.check();
    try (JobRun job = JobRun.begin(run, progress, graph, walks, train)) {
      job.expect(Stage.INGEST, Stage.WALKS, Stage.TRAIN);
      GraphStore store = job.graph(graph);
      job.embed(store);
      job.finish();
    }

    return ExitCode.DONE;
  }

  /** Runs the job under plain spark-submit. */
  public static void main(String[] args) {
    JobMain.run(new EmbedJob(new LogProgress()), args);
  }
}
