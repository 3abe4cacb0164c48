package org.graphrestore.spark.job;

import java.util.concurrent.Callable;
import org.graphrestore.estimate.Stage;
import org.graphrestore.spark.store.ProgressSink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Walks alone: a graph into a walk store. */
@Command(
    name = "walks",
    description = "Generates random walks and stores them: the second stage of embed, alone.",
    footer = {
      "",
      "Examples:",
      "  graphrestore walks --graph runs/mine --output runs/mine --law node2vec --p 0.25 --q 0.25",
      "  graphrestore walks --edges cskg.tsv.gz --output runs/isa --law metapath --metapath '/r/IsA'",
      "  graphrestore walks --graph runs/mine --output runs/w --law weighted \\",
      "      --relation-weights '/r/RelatedTo=0.5, *=1'"
    })
public final class WalksJob implements Callable<Integer> {
  private final ProgressSink progress;

  @Mixin private GraphOptions graph = new GraphOptions();
  @Mixin private WalkOptions walks = new WalkOptions();
  @Mixin private RunOptions run = new RunOptions();

  /** Makes the command; progress goes to the given sink. */
  public WalksJob(ProgressSink progress) {
    this.progress = progress;
  }

  @Override
  public Integer call() {
    graph.check();
    try (JobRun job = JobRun.begin(run, progress, graph, walks)) {
      job.expect(Stage.INGEST, Stage.WALKS);
      job.walks(job.graph(graph));
      job.finish();
    }

    return ExitCode.DONE;
  }
}
