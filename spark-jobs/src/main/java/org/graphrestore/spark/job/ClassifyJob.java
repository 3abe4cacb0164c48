package org.graphrestore.spark.job;

import java.util.concurrent.Callable;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.ProgressSink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how well labels of nodes can be told from any embedding of them. */
@Command(
    name = "classify",
    description =
        "Tells labels of nodes from their vectors: micro- and macro-F1 by DeepWalk's protocol.",
    footer = {
      "",
      "Examples:",
      "  graphrestore classify --embeddings runs/mine --labels labels.tsv --output runs/mine-labels",
      "  graphrestore classify --edges edges.tsv --embeddings vectors.txt --labels labels.tsv \\",
      "      --output runs/theirs"
    })
public final class ClassifyJob implements Callable<Integer> {
  private final ProgressSink progress;

  @Option(
      names = "--embeddings",
      required = true,
      paramLabel = "PATH",
      description =
          "Vectors: a run folder or an embedding store; with --graph or --edges also Parquet (id,"
              + " vector), word2vec text or binary, or NumPy with an ids file beside it.")
  private String embeddings;

  @Option(
      names = "--labels",
      required = true,
      paramLabel = "PATH",
      description =
          "Labels: a file or folder with a node and a label a line, several lines where a node has"
              + " several (tab, comma or blanks; gzip).")
  private String labels;

  @Mixin private GraphOptions graph = new GraphOptions();
  @Mixin private ClassifyOptions classify = new ClassifyOptions();
  @Mixin private RunOptions run = new RunOptions();

  /** Makes the command; progress goes to the given sink. */
  public ClassifyJob(ProgressSink progress) {
    this.progress = progress;
  }

  @Override
  public Integer call() {
    if (graph.given()) {
      graph.check();
    }

    try (JobRun job = JobRun.begin(run, progress, graph, classify)) {
      job.checkLabels(labels);
      EmbeddingStore vectors =
          graph.given()
              ? job.embeddings(job.graph(graph), embeddings)
              : job.storedEmbeddings(embeddings);
      job.classify(vectors, labels);
      job.finish();
    }

    return ExitCode.DONE;
  }

  /** Runs the job under plain spark-submit. */
  public static void main(String[] args) {
    JobMain.run(new ClassifyJob(new LogProgress()), args);
  }
}
