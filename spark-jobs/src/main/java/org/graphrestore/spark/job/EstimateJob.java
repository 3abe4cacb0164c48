package org.graphrestore.spark.job;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.config.Settings;
import org.graphrestore.estimate.EstimateText;
import org.graphrestore.estimate.Misfit;
import org.graphrestore.estimate.Outlook;
import org.graphrestore.estimate.Stage;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.UserMistakeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What {@code run} would cost with the same options, and whether it fits. Writes no store. */
@Command(
    name = "estimate",
    description = "Tells what run would cost with the same options, and whether it fits.",
    defaultValueProvider = EstimateJob.Defaults.class,
    footer = {
      "",
      "Examples:",
      "  graphrestore estimate --edges edges.tsv.gz --output runs/mine --dim 256",
      "  graphrestore estimate --graph runs/mine --walks-per-node 40 --json cost.json"
    })
public final class EstimateJob implements Callable<Integer> {
  private static final List<Stage> ALL =
      List.of(Stage.INGEST, Stage.WALKS, Stage.TRAIN, Stage.RECONSTRUCT);

  private final ProgressSink progress;

  @Spec private CommandSpec spec;

  @Option(
      names = "--exact",
      description = "Count rows and nodes of the edges, instead of looking at some.")
  private boolean exact;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the estimate as JSON too (docs/estimate.md).")
  private String json;

  @Mixin private GraphOptions graph = new GraphOptions();
  @Mixin private WalkOptions walks = new WalkOptions();
  @Mixin private TrainOptions train = new TrainOptions();
  @Mixin private ReconstructOptions reconstruct = new ReconstructOptions();
  @Mixin private RunOptions run = new RunOptions();

  /** Makes the command; warnings go to the given sink. */
  public EstimateJob(ProgressSink progress) {
    this.progress = progress;
  }

  /** The output need not be named: its disk is then that of the current folder. */
  static final class Defaults implements IDefaultValueProvider {
    @Override
    public String defaultValue(ArgSpec argument) {
      return argument instanceof OptionSpec option && option.longestName().equals("--output")
          ? "."
          : null;
    }
  }

  @Override
  public Integer call() {
    graph.check();
    Map<String, String> assignments = new LinkedHashMap<>();
    for (SettingOptions group : List.of(graph, walks, train, reconstruct)) {
      assignments.putAll(group.assignments());
    }

    Settings settings = run.settings(assignments);
    SparkSession spark = Sessions.open("estimate");
    try {
      tell(new Forecast(spark, run.output(), settings, ALL), spark);
    } finally {
      Sessions.close(spark);
    }

    return ExitCode.DONE;
  }

  private void tell(Forecast forecast, SparkSession spark) {
    Outlook outlook =
        graph.graph() == null
            ? forecast.ofEdges(graph.input(), exact)
            : forecast.ofGraph(GraphStore.open(spark, new Path(graph.graph())));
    PrintWriter out = spec.commandLine().getOut();
    EstimateText.table(outlook).forEach(out::println);
    out.flush();
    if (json != null) {
      forecast.write(outlook, new Path(json));
    }

    forecast
        .refusal(outlook)
        .ifPresent(
            message -> {
              throw new UserMistakeException(message);
            });
    for (Misfit misfit : outlook.possible()) {
      progress.warned("It may not fit, if the graph is as large as it may be: " + misfit.message());
    }
  }

  /** Runs the job under plain spark-submit. */
  public static void main(String[] args) {
    JobMain.run(new EstimateJob(new LogProgress()), args);
  }
}
