package org.graphrestore.spark.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.graphrestore.config.Settings;
import org.graphrestore.estimate.EstimateJson;
import org.graphrestore.estimate.EstimateText;
import org.graphrestore.estimate.Misfit;
import org.graphrestore.estimate.Outlook;
import org.graphrestore.estimate.Stage;
import org.graphrestore.spark.ingest.IngestInput;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.store.WalkStore;

/**
 * The cost of a run that is under way: told and checked before the work, first by what the input
 * looks like and again when its graph is counted; and at the end written beside what it took
 * ({@code cost.json}).
 */
final class RunCost {
  /** Name under which progress tells of it. */
  static final String NAME = "estimate";

  /** The file in the run folder. */
  static final String FILE = "cost.json";

  private final RunContext run;
  private final Forecast forecast;
  private final boolean refuses;
  private final StageMeter meter = new StageMeter();
  private final List<Map<String, Object>> estimates = new ArrayList<>();
  private final Map<String, Long> storeBytes = new LinkedHashMap<>();
  private boolean counted;

  RunCost(RunContext run, Settings settings, List<Stage> stages) {
    this.run = run;
    this.forecast = new Forecast(run.spark(), run.folder(), settings, stages);
    this.refuses = settings.get(Keys.CHECK) == RunCheck.REFUSE;
    run.spark().sparkContext().addSparkListener(meter);
  }

  StageMeter meter() {
    return meter;
  }

  /**
   * Estimates by a look at the input, if it is not ingested yet.
   *
   * @throws UserMistakeException if the run does not fit, however small the graph may be
   */
  void beforeIngest(IngestInput input) {
    Optional<GraphStore> there = forecast.ingested(input);
    if (there.isPresent()) {
      counted(there.get());
    } else {
      tell(forecast.ofEdges(input, false));
    }
  }

  /**
   * Estimates what is left, now that the graph is counted.
   *
   * @throws UserMistakeException if the run does not fit
   */
  void counted(GraphStore graph) {
    if (!counted && !forecast.nothingToDo(true)) {
      tell(forecast.ofGraph(graph));
    }

    this.counted = true;
  }

  /** Estimates a training on walks that are there. */
  void walked(GraphStore graph, WalkStore walks) {
    forecast.walks(walks.params());
    forecast.add(Stage.TRAIN);
    tell(forecast.ofGraph(graph));
  }

  /** Estimates a ranking by vectors that are there. */
  void imported(GraphStore graph, EmbeddingStore embeddings) {
    forecast.dim(embeddings.dim());
    forecast.add(Stage.RECONSTRUCT);
    tell(forecast.ofGraph(graph));
  }

  /** Notes the store that a stage made. */
  void made(String stage, StoreManifest manifest) {
    storeBytes.put(
        stage, manifest.tables().values().stream().mapToLong(StoreManifest.Table::bytes).sum());
  }

  /** Writes estimates and what the stages took into the run folder. */
  void write() {
    List<Map<String, Object>> taken = new ArrayList<>();
    for (StageMeter.Taken stage : meter.taken()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("stage", stage.stage());
      one.put("seconds", stage.seconds());
      one.put("cpuSeconds", stage.cpuSeconds());
      one.put("storeBytes", storeBytes.getOrDefault(stage.stage(), 0L));
      one.put("shuffleBytes", stage.shuffleBytes());
      one.put("heapPeakBytes", stage.heapPeakBytes());
      taken.add(one);
    }

    Path file = new Path(run.folder(), FILE);
    try {
      FileSystem fs = file.getFileSystem(run.spark().sparkContext().hadoopConfiguration());
      try (var out = fs.create(file, true)) {
        out.write(EstimateJson.write(estimates, taken).getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private void tell(Outlook outlook) {
    if (outlook.likely().stages().isEmpty() && outlook.likely().limit() == null) {
      return;
    }

    estimates.add(EstimateJson.model(outlook, forecast.scenario()));
    EstimateText.summary(outlook).forEach(line -> run.progress().stageFinished(NAME, line));
    Optional<String> refusal = forecast.refusal(outlook);
    if (refusal.isPresent() && refuses) {
      throw new UserMistakeException(refusal.get());
    }

    refusal.ifPresent(message -> run.progress().warned(message));
    if (refusal.isEmpty()) {
      for (Misfit misfit : outlook.possible()) {
        run.progress().warned("This run may not fit: " + misfit.message());
      }
    }
  }
}
