package org.graphrestore.spark.job;

import java.util.concurrent.Callable;
import org.graphrestore.estimate.Stage;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The second job: restores a graph from any embedding of it and measures how much survived. */
@Command(
    name = "reconstruct",
    description = "Restores a graph from any embedding of it: exact k-hop mAP and precision.",
    footer = {
      "",
      "Examples:",
      "  graphrestore reconstruct --graph runs/mine --embeddings runs/mine --output runs/mine-all",
      "  graphrestore reconstruct --edges edges.tsv --embeddings vectors.txt --output runs/theirs"
    })
public final class ReconstructJob implements Callable<Integer> {
  private final ProgressSink progress;

  @Option(
      names = "--embeddings",
      required = true,
      paramLabel = "PATH",
      description =
          "Vectors: a run folder, an embedding store, Parquet (id, vector), word2vec text or binary,"
              + " or NumPy with an ids file beside it.")
  private String embeddings;

  @Option(
      names = "--targets",
      paramLabel = "PATH",
      description =
          "Target vectors, where every node has two and --embeddings holds the source vectors: a"
              + " file of the same formats. Parquet may have them in a column target instead. Read by"
              + " the score source-target.")
  private String targets;

  @Mixin private GraphOptions graph = new GraphOptions();
  @Mixin private ReconstructOptions reconstruct = new ReconstructOptions();
  @Mixin private RunOptions run = new RunOptions();

  /** Makes the command; progress goes to the given sink. */
  public ReconstructJob(ProgressSink progress) {
    this.progress = progress;
  }

  @Override
  public Integer call() {
    graph.check();
    try (JobRun job = JobRun.begin(run, progress, graph, reconstruct)) {
      job.expect(Stage.INGEST);
      GraphStore store = job.graph(graph);
      EmbeddingStore vectors = job.embeddings(store, embeddings, targets);
      job.reconstruct(store, vectors, reconstruct.conditions());
      job.finish();
    }

    return ExitCode.DONE;
  }

  /** Runs the job under plain spark-submit. */
  public static void main(String[] args) {
    JobMain.run(new ReconstructJob(new LogProgress()), args);
  }
}
