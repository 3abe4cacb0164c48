package org.graphrestore.spark.job;

import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.embedding.VectorFormat;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.spark.store.exchange.EmbeddingExport;
import org.graphrestore.spark.store.exchange.WalkExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes vectors or walks for other programs. */
@Command(
    name = "export",
    description = "Writes vectors or walks in the formats of other programs.",
    footer = {
      "",
      "Examples:",
      "  graphrestore export --embeddings runs/mine --format word2vec --output vectors.txt",
      "  graphrestore export --walks runs/mine --format text --output walks.txt"
    })
public final class ExportJob implements Callable<Integer> {
  private static final String TEXT = "text";

  private final ProgressSink progress;

  @Option(
      names = "--embeddings",
      paramLabel = "DIR",
      description = "A run folder or an embedding store.")
  private String embeddings;

  @Option(names = "--walks", paramLabel = "DIR", description = "A run folder or a walk store.")
  private String walks;

  @Option(
      names = "--graph",
      paramLabel = "DIR",
      description = "Graph of the walks (default: the one in the walks' run folder).")
  private String graph;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "NAME",
      description = "word2vec, word2vec-binary, numpy, tensorboard; text for walks.")
  private String format;

  @Option(names = "--force", description = "Replace the file if it is there.")
  private boolean force;

  @Option(
      names = "--parts",
      description = "Write walks as the files of a new folder, which tasks write side by side.")
  private boolean parts;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "File to write (numpy and tensorboard write a second one beside it).")
  private String output;

  /** Makes the command; progress goes to the given sink. */
  public ExportJob(ProgressSink progress) {
    this.progress = progress;
  }

  @Override
  public Integer call() {
    if ((embeddings == null) == (walks == null)) {
      throw new UserMistakeException(
          "Nothing to export, or two things: use --embeddings DIR or --walks DIR");
    }

    if (parts && walks == null) {
      throw new UserMistakeException("--parts is for walks; leave it out, or use --walks DIR");
    }

    VectorFormat vectorFormat = checkFormat();
    SparkSession spark = Sessions.open("export");
    try {
      Path file = new Path(output);
      RunContext run = new RunContext(spark, file.getParent(), 0, progress, force);
      if (embeddings != null) {
        EmbeddingStore store = EmbeddingStore.open(spark, new Path(embeddings));
        EmbeddingExport.run(store, vectorFormat, file, run);
      } else {
        GraphStore walked = GraphStore.open(spark, new Path(graph == null ? walks : graph));
        WalkStore made = WalkStore.open(spark, new Path(walks));
        if (parts) {
          WalkExport.parts(walked, made, file, run);
        } else {
          WalkExport.text(walked, made, file, run);
        }
      }
    } finally {
      Sessions.close(spark);
    }

    return ExitCode.DONE;
  }

  /** Returns the format of vectors, or null for walks, which have one format. */
  private VectorFormat checkFormat() {
    if (walks == null) {
      try {
        return VectorFormat.of(format);
      } catch (IllegalArgumentException e) {
        throw new UserMistakeException(e.getMessage(), e);
      }
    }

    if (!format.equals(TEXT)) {
      throw new UserMistakeException("Unknown format of walks: " + format + " (must be text)");
    }

    return null;
  }
}
