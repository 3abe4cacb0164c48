package org.graphrestore.spark.job;

import java.util.concurrent.Callable;
import org.graphrestore.estimate.Stage;
import org.graphrestore.spark.linkprediction.LinkSplit;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.UserMistakeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Link prediction: hide edges, embed what is left, and see whether the vectors predict them. */
@Command(
    name = "linkpred",
    description = "Hides edges, embeds the rest, and measures how well the hidden are predicted.",
    footer = {
      "",
      "Examples:",
      "  graphrestore linkpred --edges edges.tsv.gz --output runs/links",
      "  graphrestore linkpred --edges edges.tsv.gz --split-only --output runs/split",
      "  graphrestore linkpred --split runs/split --embeddings vectors.txt --output runs/theirs"
    })
public final class LinkPredictionJob implements Callable<Integer> {
  private final ProgressSink progress;

  @Option(
      names = "--split",
      paramLabel = "DIR",
      description = "A split, or a run folder that has one, instead of --edges or --graph.")
  private String split;

  @Option(
      names = "--split-only",
      description = "Only hide edges, and write both parts as edge lists for other programs.")
  private boolean splitOnly;

  @Option(
      names = "--embeddings",
      paramLabel = "PATH",
      description =
          "Vectors trained on the training graph (default: train them): a run folder, an embedding"
              + " store, Parquet (id, vector), word2vec text or binary, or NumPy with an ids file.")
  private String embeddings;

  @Option(
      names = "--export-non-edges",
      description = "Also write the non-edges that were drawn, as non-edges.tsv.")
  private boolean exportNonEdges;

  @Mixin private GraphOptions graph = new GraphOptions();
  @Mixin private WalkOptions walks = new WalkOptions();
  @Mixin private TrainOptions train = new TrainOptions();
  @Mixin private LinkPredictionOptions links = new LinkPredictionOptions();
  @Mixin private RunOptions run = new RunOptions();

  /** Makes the command; progress goes to the given sink. */
  public LinkPredictionJob(ProgressSink progress) {
    this.progress = progress;
  }

  @Override
  public Integer call() {
    check();
    try (JobRun job = JobRun.begin(run, progress, graph, walks, train, links)) {
      if (split == null && embeddings == null && !splitOnly) {
        job.expect(Stage.INGEST, Stage.WALKS, Stage.TRAIN);
      }

      LinkSplit parts =
          split == null ? job.links().split(job.graph(graph)) : job.links().openSplit(split);
      if (splitOnly) {
        job.links().exportSplit(parts);
      } else {
        GraphStore training = parts.training();
        EmbeddingStore vectors =
            embeddings == null ? job.embed(training) : job.embeddings(training, embeddings);
        job.links().predict(parts, vectors);
        if (exportNonEdges) {
          job.links().exportNonEdges(parts);
        }
      }

      job.finish();
    }

    return ExitCode.DONE;
  }

  private void check() {
    if (splitOnly && (split != null || embeddings != null)) {
      throw new UserMistakeException(
          "--split-only makes a split and nothing else; leave out --split and --embeddings");
    }

    if (split == null) {
      graph.check();
    } else if (graph.given()) {
      throw new UserMistakeException(
          "Both --split and a graph given: use --split DIR, or --edges or --graph to make a split");
    }
  }

  /** Runs the job under plain spark-submit. */
  public static void main(String[] args) {
    JobMain.run(new LinkPredictionJob(new LogProgress()), args);
  }
}
