package org.graphrestore.spark.job;

import java.util.concurrent.Callable;
import org.graphrestore.estimate.Stage;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Both jobs, one after the other: embed a graph, then restore it from the vectors. */
@Command(
    name = "run",
    description = "Embeds a graph, restores it from the vectors, and reports what survived.",
    footer = {"", "Example:", "  graphrestore run --edges edges.tsv.gz --output runs/mine"})
public final class RunJob implements Callable<Integer> {
  private final ProgressSink progress;

  @Option(
      names = "--labels",
      paramLabel = "PATH",
      description = "Labels of nodes (see classify): how well they can be told is measured too.")
  private String labels;

  @Mixin private GraphOptions graph = new GraphOptions();
  @Mixin private WalkOptions walks = new WalkOptions();
  @Mixin private TrainOptions train = new TrainOptions();
  @Mixin private ReconstructOptions reconstruct = new ReconstructOptions();
  @Mixin private RunOptions run = new RunOptions();

  /** Makes the command; progress goes to the given sink. */
  public RunJob(ProgressSink progress) {
    this.progress = progress;
  }

  @Override
  public Integer call() {
    graph.check();
    try (JobRun job = JobRun.begin(run, progress, graph, walks, train, reconstruct)) {
      job.expect(Stage.INGEST, Stage.WALKS, Stage.TRAIN, Stage.RECONSTRUCT);
      if (labels != null) {
        job.checkLabels(labels);
      }

      GraphStore store = job.graph(graph);
      EmbeddingStore embeddings = job.embed(store);
      job.reconstruct(store, embeddings, reconstruct.conditions());
      if (labels != null) {
        job.classify(embeddings, labels);
      }

      job.finish();
    }

    return ExitCode.DONE;
  }

  /** Runs the job under plain spark-submit. */
  public static void main(String[] args) {
    JobMain.run(new RunJob(new LogProgress()), args);
  }
}
