package org.graphrestore.spark.job;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.classification.ClassificationParams;
import org.graphrestore.classification.ClassificationSummary;
import org.graphrestore.config.Settings;
import org.graphrestore.embedding.ImportParams;
import org.graphrestore.estimate.Stage;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.PreparationParams;
import org.graphrestore.reconstruction.FailCondition;
import org.graphrestore.reconstruction.MetricTree;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.reconstruction.comparison.ComparisonFiles;
import org.graphrestore.reconstruction.comparison.ComparisonParams;
import org.graphrestore.reconstruction.comparison.ComparisonSummary;
import org.graphrestore.reconstruction.global.GlobalFiles;
import org.graphrestore.reconstruction.global.GlobalParams;
import org.graphrestore.reconstruction.global.GlobalSummary;
import org.graphrestore.reconstruction.restored.RestoreParams;
import org.graphrestore.reconstruction.restored.RestoreWay;
import org.graphrestore.reconstruction.restored.RestoredFiles;
import org.graphrestore.reconstruction.restored.RestoredSummary;
import org.graphrestore.spark.classification.ClassifyStage;
import org.graphrestore.spark.ingest.IngestStage;
import org.graphrestore.spark.reconstruction.CompareStage;
import org.graphrestore.spark.reconstruction.GlobalStage;
import org.graphrestore.spark.reconstruction.ReconstructStage;
import org.graphrestore.spark.reconstruction.ReconstructionResult;
import org.graphrestore.spark.reconstruction.RestoreStage;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.spark.store.exchange.EmbeddingImport;
import org.graphrestore.spark.training.Methods;
import org.graphrestore.spark.training.SkipGramStage;
import org.graphrestore.spark.walks.WalkIds;
import org.graphrestore.spark.walks.WalkSource;
import org.graphrestore.spark.walks.WalkStage;
import org.graphrestore.walk.EngineParams;
import org.graphrestore.walk.WalkParams;

/**
 * One run of a command: locks the run folder, opens the session, runs stages, remembers what they
 * made and, at the end, writes the run's manifest and report. Closing it stops the session.
 */
final class JobRun implements AutoCloseable {
  private final RunOptions options;
  private final Settings settings;
  private final RunFolder place;
  private final RunContext run;
  private final RememberedProgress progress;
  private final RunRecord record;
  private final ReportAssembly report;
  private RunCost cost;
  private boolean finished;

  private JobRun(
      String command,
      RunOptions options,
      Settings settings,
      RunFolder place,
      RunContext run,
      ReportAssembly report) {
    this.record = new RunRecord(command);
    this.options = options;
    this.settings = settings;
    this.place = place;
    this.run = run;
    this.progress = (RememberedProgress) run.progress();
    this.report = report;
  }

  /**
   * Checks settings and the run folder, then opens the session.
   *
   * @throws org.graphrestore.config.InvalidSettingsException naming every bad setting
   * @throws UserMistakeException if the run folder cannot be used
   */
  static JobRun begin(RunOptions options, ProgressSink progress, SettingOptions... groups) {
    Map<String, String> assignments = new LinkedHashMap<>();
    for (SettingOptions group : groups) {
      assignments.putAll(group.assignments());
    }

    String command = options.commandName();
    Settings settings = options.settings(assignments);
    for (SettingOptions group : groups) {
      group.check(settings);
    }

    Path folder = options.output();
    RunFolder place =
        RunFolder.open(folder, options.commandLine(), options.force(), Sessions.hadoop());
    JobRun job = null;
    try {
      SparkSession spark = Sessions.open(command);
      RunContext run =
          new RunContext(
              spark,
              folder,
              settings.get(Keys.SEED),
              new RememberedProgress(progress),
              options.force());
      ReportAssembly report = new ReportAssembly(spark, settings, folder);
      job = new JobRun(command, options, settings, place, run, report);
      job.writeManifest("running");
      place.lock().tookOver().ifPresent(job::saySomebodyDied);
      return job;
    } catch (RuntimeException | Error e) {
      if (job == null) {
        place.close();
      } else {
        job.close();
      }

      throw e;
    }
  }

  /** Says what will run: its cost is told, and whether it fits, before the first of the stages. */
  void expect(Stage... expected) {
    if (settings.get(Keys.CHECK) != RunCheck.OFF) {
      this.cost = new RunCost(run, settings, List.of(expected));
      progress.measure(cost.meter());
    }
  }

  /** Ingests the edges that the options name, or opens the graph store that they name. */
  GraphStore graph(GraphOptions graph) {
    if (cost != null && graph.graph() == null) {
      cost.beforeIngest(graph.input());
    }

    GraphStore store =
        graph.graph() != null
            ? GraphStore.open(run.spark(), new Path(graph.graph()))
            : IngestStage.run(
                graph.input(), IngestParams.from(settings), PreparationParams.from(settings), run);
    remember("ingest", store.manifest());
    report.graph(store);
    if (cost != null) {
      cost.counted(store);
    }

    return store;
  }

  /** Generates walks into the run folder. */
  WalkStore walks(GraphStore graph) {
    WalkStore walks =
        WalkStage.run(graph, WalkParams.from(settings), EngineParams.from(settings), run);
    remember(WalkStage.NAME, walks.manifest());
    report.walks(walks);
    return withIds(graph, walks);
  }

  private WalkStore withIds(GraphStore graph, WalkStore walks) {
    return settings.get(Keys.WALK_IDS) ? WalkIds.addTo(graph, walks, run) : walks;
  }

  /** Trains vectors into the run folder by the method that the settings name. */
  EmbeddingStore embed(GraphStore graph) {
    EmbeddingStore embeddings = Methods.of(settings).train(graph, settings, run);
    if (!progress.summary(WalkStage.NAME).isEmpty()) {
      WalkStore walks = WalkStore.open(run.spark(), run.folder());
      remember(WalkStage.NAME, walks.manifest());
      report.walks(walks);
      withIds(graph, walks);
    }

    remember(SkipGramStage.NAME, embeddings.manifest());
    report.training(embeddings);
    return embeddings;
  }

  /** Trains vectors on stored walks. */
  EmbeddingStore trainOn(GraphStore graph, String walks) {
    WalkStore store = WalkStore.open(run.spark(), new Path(walks));
    if (cost != null) {
      cost.walked(graph, store);
    }

    WalkSource source = WalkSource.stored(graph, store);
    try {
      EmbeddingStore embeddings = Methods.trainOn(graph, source, settings, run);
      report.walks(store);
      remember(SkipGramStage.NAME, embeddings.manifest());
      report.training(embeddings);
      return embeddings;
    } finally {
      source.release();
    }
  }

  /** Opens or imports the vectors that the user named, in the order of the graph's nodes. */
  EmbeddingStore embeddings(GraphStore graph, String path) {
    return embeddings(graph, path, null);
  }

  /**
   * Opens vectors for a graph, of which every node may have two.
   *
   * @param targets where the target vectors lie, or null
   */
  EmbeddingStore embeddings(GraphStore graph, String path, String targets) {
    EmbeddingStore embeddings =
        EmbeddingImport.run(
            graph,
            new Path(path),
            Optional.ofNullable(targets).map(Path::new),
            ImportParams.from(settings),
            run);
    report.importedFrom(path);
    if (cost != null) {
      cost.imported(graph, embeddings);
    }

    return embeddings;
  }

  /**
   * Opens vectors in one of our stores, which knows its nodes.
   *
   * @throws UserMistakeException if it is not one of our stores
   */
  EmbeddingStore storedEmbeddings(String path) {
    Path folder = new Path(path);
    Configuration conf = run.spark().sparkContext().hadoopConfiguration();
    try {
      FileSystem fs = folder.getFileSystem(conf);
      if (!fs.exists(folder)) {
        throw new UserMistakeException("Found no embeddings: " + path + " does not exist");
      }

      if (!fs.getFileStatus(folder).isDirectory()) {
        throw new UserMistakeException(
            "Vectors in a file do not say which nodes there are: "
                + path
                + " needs --graph DIR or --edges PATH beside it");
      }
    } catch (IOException e) {
      throw new UserMistakeException("Cannot read " + path + ": " + e.getMessage(), e);
    }

    EmbeddingStore embeddings = EmbeddingStore.open(run.spark(), folder);
    report.importedFrom(path);
    return embeddings;
  }

  /** Looks whether there are labels, before anything else runs. */
  void checkLabels(String labels) {
    ClassifyStage.check(new Path(labels), run);
  }

  /** Tells the labels of nodes from their vectors. */
  void classify(EmbeddingStore embeddings, String labels) {
    ClassificationSummary summary =
        ClassifyStage.run(embeddings, new Path(labels), ClassificationParams.from(settings), run);
    StoreFolder store =
        StoreFolder.at(
            new Path(run.folder(), ClassifyStage.FOLDER),
            run.spark().sparkContext().hadoopConfiguration());
    store.manifest().ifPresent(manifest -> remember(ClassifyStage.NAME, manifest));
    report.classification(embeddings, labels, summary);
  }

  /**
   * Restores the graph from the vectors, and judges the result.
   *
   * @param conditions what {@link #finish} holds the run back for
   */
  void reconstruct(GraphStore graph, EmbeddingStore embeddings, List<FailCondition> conditions) {
    ReconstructionResult result =
        ReconstructStage.run(graph, embeddings, ReconstructionParams.from(settings), run);
    StoreFolder store =
        StoreFolder.at(
            new Path(run.folder(), ReconstructStage.FOLDER),
            run.spark().sparkContext().hadoopConfiguration());
    store.manifest().ifPresent(manifest -> remember(ReconstructStage.NAME, manifest));
    report.reconstruction(embeddings, result);
    MetricTree numbers = global(graph, embeddings, MetricTree.of(result.summary()));
    judge(conditions, restore(graph, embeddings, numbers));
  }

  private void judge(List<FailCondition> conditions, MetricTree numbers) {
    for (FailCondition condition : conditions) {
      FailCondition.Verdict verdict = condition.judge(numbers);
      record.verdict(verdict);
      if (verdict.failed()) {
        progress.warned("Held back by --fail-if " + verdict.told());
      }
    }
  }

  /** Measures precision over all pairs where the settings say so; its numbers join the others. */
  private MetricTree global(GraphStore graph, EmbeddingStore embeddings, MetricTree numbers) {
    GlobalParams params = GlobalParams.from(settings);
    if (!params.wanted()) {
      return numbers;
    }

    GlobalSummary summary = GlobalStage.run(graph, embeddings, params, run);
    StoreFolder.of(run, GlobalStage.FOLDER)
        .manifest()
        .ifPresent(manifest -> remember(GlobalStage.NAME, manifest));
    report.global(summary);
    return numbers.with(GlobalStage.FOLDER, GlobalFiles.metrics(summary));
  }

  /** Restores a graph where the settings say so; its numbers join the others. */
  private MetricTree restore(GraphStore graph, EmbeddingStore embeddings, MetricTree numbers) {
    RestoreParams params = RestoreParams.from(settings);
    if (params.way() == RestoreWay.NONE) {
      return numbers;
    }

    RestoredSummary summary = RestoreStage.run(graph, embeddings, params, run);
    StoreFolder.of(run, RestoreStage.FOLDER)
        .manifest()
        .ifPresent(manifest -> remember(RestoreStage.NAME, manifest));
    report.restored(summary);
    return numbers.with(RestoreStage.FOLDER, RestoredFiles.json(summary));
  }

  /**
   * Compares two reconstructions that other runs have left, and judges the result.
   *
   * @param conditions what {@link #finish} holds the run back for
   */
  void compare(String first, String second, List<FailCondition> conditions) {
    Path a = new Path(first);
    Path b = new Path(second);
    ComparisonSummary summary = CompareStage.run(a, b, ComparisonParams.from(settings), run);
    report.comparison(summary, a);
    try {
      judge(conditions, MetricTree.ofJson(ComparisonFiles.json(summary)));
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException("--fail-if: " + e.getMessage(), e);
    }
  }

  /** Returns the stages of link prediction. */
  LinkStages links() {
    return new LinkStages(this, settings, run, report);
  }

  /**
   * Writes the report and the finished manifest, and says where they are.
   *
   * @throws HeldBackException if a condition holds under which the run is held back
   */
  void finish() {
    place.lock().check();
    RunManifest manifest = writeManifest("finished");
    if (cost != null) {
      cost.write();
    }

    Path page = report.write(manifest, progress.warnings());
    this.finished = true;
    progress.stageFinished("report", page.toUri().getPath());
    record.holdBack();
  }

  @Override
  public void close() {
    boolean stoppedFromOutside = run.spark().sparkContext().isStopped();
    Sessions.close(run.spark());
    try (place) {
      // Where the process is being stopped, file systems may be closed under us.
      if (!finished && !stoppedFromOutside) {
        leave();
      }
    }
  }

  /** Leaves the folder of a run that did not finish: as it was, or marked as failed. */
  private void leave() {
    if (place.hasMadeSomething()) {
      writeManifest("failed");
    } else {
      place.restore();
    }
  }

  private void saySomebodyDied(String command) {
    progress.warned("A run was killed here (" + command + "); going on from its finished stages");
  }

  /** Notes the store that a stage made or found. */
  void remember(String stage, StoreManifest manifest) {
    place.lock().check();
    if (cost != null) {
      cost.made(stage, manifest);
    }

    record.stage(stage, manifest, progress.summary(stage));
  }

  private RunManifest writeManifest(String state) {
    return record.write(state, options.commandLine(), settings, run);
  }
}
