package org.graphrestore.spark.job;

import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.UserMistakeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares what two embeddings of one graph remember of it. */
@Command(
    name = "compare",
    description =
        "Compares two reconstructions of one graph query by query, and says which embedding"
            + " remembers more.",
    footer = {
      "",
      "Examples:",
      "  graphrestore compare runs/deepwalk runs/node2vec --output runs/compared",
      "  graphrestore compare runs/hope runs/deepwalk --score source-target:cosine --output runs/x",
      "  graphrestore compare runs/mine runs/mine --score cosine:common-neighbours --output runs/y",
      "  graphrestore compare runs/new runs/old --output runs/z \\",
      "      --fail-if 'cosine.hop1.shell.map.interval.high < 0'"
    })
public final class CompareJob implements Callable<Integer> {
  private final ProgressSink progress;

  @Parameters(
      index = "0",
      paramLabel = "RUN_A",
      description = "A run folder in which reconstruct or run has measured an embedding.")
  private String first;

  @Parameters(
      index = "1",
      paramLabel = "RUN_B",
      description = "Another one of the same graph; the same one to compare two of its scores.")
  private String second;

  @Mixin private CompareOptions compare = new CompareOptions();
  @Mixin private RunOptions run = new RunOptions();

  /** Makes the command; progress goes to the given sink. */
  public CompareJob(ProgressSink progress) {
    this.progress = progress;
  }

  @Override
  public Integer call() {
    for (String side : new String[] {first, second}) {
      if (new Path(side).equals(run.output())) {
        throw new UserMistakeException(
            "Invalid --output: " + side + " is one of the runs compared; choose another folder");
      }
    }

    try (JobRun job = JobRun.begin(run, progress, compare)) {
      job.compare(first, second, compare.conditions());
      job.finish();
    }

    return ExitCode.DONE;
  }

  /** Runs the job under plain spark-submit. */
  public static void main(String[] args) {
    JobMain.run(new CompareJob(new LogProgress()), args);
  }
}
