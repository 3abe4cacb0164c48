package org.graphrestore.spark.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.config.Settings;
import org.graphrestore.estimate.EstimateJson;
import org.graphrestore.estimate.EstimateText;
import org.graphrestore.estimate.GraphSize;
import org.graphrestore.estimate.Misfit;
import org.graphrestore.estimate.Outlook;
import org.graphrestore.estimate.Rates;
import org.graphrestore.estimate.Resources;
import org.graphrestore.estimate.RunRequest;
import org.graphrestore.estimate.Scenario;
import org.graphrestore.estimate.Stage;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.reconstruction.restored.RestoreParams;
import org.graphrestore.skipgram.ObjectiveParams;
import org.graphrestore.skipgram.SkipGramParams;
import org.graphrestore.skipgram.TrainingPlan;
import org.graphrestore.skipgram.WarmParams;
import org.graphrestore.spark.ingest.IngestInput;
import org.graphrestore.spark.ingest.InputSample;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.spark.training.Methods;
import org.graphrestore.walk.EngineParams;
import org.graphrestore.walk.WalkParams;

/**
 * The estimate of one run: asks the input or the graph store how large the graph is, the session
 * what there is to run on, and the kernels how fast they are.
 */
final class Forecast {
  /** Below this no probe is worth its second. */
  private static final double WORTH_A_PROBE_CORE_SECONDS = 60;

  /** Settings that leave out parts of a graph. */
  static final List<String> NARROWING =
      List.of(
          "ingest.bad-rows",
          "ingest.keep-relations",
          "ingest.drop-relations",
          "ingest.keep-sources",
          "ingest.drop-sources",
          "ingest.min-weight",
          "ingest.sample",
          "ingest.component",
          "ingest.core",
          "ingest.max-degree");

  private final SparkSession spark;
  private final Path output;
  private final Settings settings;
  private final Set<Stage> stages = EnumSet.noneOf(Stage.class);
  private WalkParams walks;
  private int dim;
  private Scenario scenario;

  /**
   * Prepares.
   *
   * @param output the run folder, which need not be there
   * @param stages stages that are wanted
   */
  Forecast(SparkSession spark, Path output, Settings settings, List<Stage> stages) {
    this.spark = spark;
    this.output = output;
    this.settings = settings;
    this.stages.addAll(stages);
    this.walks = WalkParams.from(settings);
    this.dim = SkipGramParams.from(settings).dim();
  }

  /** Adds a stage that is wanted. */
  void add(Stage stage) {
    stages.add(stage);
  }

  /** Sets the walks that are trained on, where they are not those of the settings. */
  void walks(WalkParams stored) {
    this.walks = stored;
  }

  /** Sets the length of the vectors, where they are not those of the settings. */
  void dim(int imported) {
    this.dim = imported;
  }

  /** Returns whether nothing is wanted but what is there. */
  boolean nothingToDo(boolean ingested) {
    return stages.isEmpty() || (ingested && stages.equals(EnumSet.of(Stage.INGEST)));
  }

  /** Estimates a run that begins with ingest. */
  Outlook ofEdges(IngestInput input, boolean exact) {
    IngestParams params = IngestParams.from(settings);
    Outlook.Bounds bounds =
        exact ? InputSample.counted(spark, input, params) : InputSample.of(spark, input, params);
    return outlook(narrowed() ? unbounded(bounds) : bounds, EnumSet.copyOf(stages));
  }

  /** Returns whether settings leave out parts of the graph: how much, only ingest finds out. */
  private boolean narrowed() {
    return NARROWING.stream()
        .flatMap(path -> Keys.catalog().find(path).stream())
        .anyMatch(key -> !key.defaultText().equals(settings.texts().get(key.path())));
  }

  private static Outlook.Bounds unbounded(Outlook.Bounds bounds) {
    GraphSize high = bounds.high();
    return new Outlook.Bounds(
        bounds.origin() + "; how much filters leave is not known",
        GraphSize.of(2, 1, high.directed(), high.weighted()),
        bounds.likely(),
        high);
  }

  /** Estimates what is left of a run when its graph is there. */
  Outlook ofGraph(GraphStore graph) {
    Set<Stage> left = EnumSet.copyOf(stages);
    left.remove(Stage.INGEST);
    removeDone(graph, left);
    return outlook(Outlook.Bounds.exact("counted in " + graph.path(), size(graph)), left);
  }

  /** Returns the run on the smallest graph that the last estimate was of. */
  Scenario scenario() {
    return scenario;
  }

  /** Returns whether the output has a graph store that ingest will use again. */
  Optional<GraphStore> ingested(IngestInput input) {
    Configuration conf = spark.sparkContext().hadoopConfiguration();
    boolean same =
        StoreFolder.at(new Path(output, GraphStore.FOLDER), conf)
            .manifest()
            .filter(manifest -> InputSample.isOf(input, manifest, conf))
            .filter(
                manifest -> settings.texts().entrySet().containsAll(manifest.config().entrySet()))
            .isPresent();
    return same ? Optional.of(GraphStore.open(spark, output)) : Optional.empty();
  }

  /**
   * Writes an estimate as JSON.
   *
   * @param file a path on any Hadoop file system
   */
  void write(Outlook outlook, Path file) {
    try {
      Configuration conf = spark.sparkContext().hadoopConfiguration();
      FileSystem fs = file.getFileSystem(conf);
      try (var out = fs.create(file, true)) {
        out.write(EstimateJson.write(outlook, scenario).getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Cannot write " + file, e);
    }
  }

  /** Returns the message that refuses a run; empty where it fits. */
  Optional<String> refusal(Outlook outlook) {
    List<Misfit> certain = outlook.certain();
    return certain.isEmpty()
        ? Optional.empty()
        : Optional.of(EstimateText.refusal(certain, scenario));
  }

  private Outlook outlook(Outlook.Bounds bounds, Set<Stage> left) {
    SkipGramParams train = train();
    RunRequest request =
        new RunRequest(
            left,
            walks,
            EngineParams.from(settings),
            train,
            ReconstructionParams.from(settings),
            RestoreParams.from(settings),
            dim,
            ObjectiveParams.from(settings),
            Methods.of(settings).drawsPairs());
    Resources resources = RunResources.of(spark.sparkContext(), output);
    this.scenario = new Scenario(bounds.low(), request, resources);
    Outlook rough = Outlook.of(bounds, request, resources, Rates.reference(train.dim()));
    double work = rough.likely().stages().stream().mapToDouble(s -> s.coreSeconds()).sum();
    return work < WORTH_A_PROBE_CORE_SECONDS
        ? rough
        : Outlook.of(bounds, request, resources, SpeedProbe.measure(rough.likely(), request));
  }

  /** Returns the settings of training as the stage will take them. */
  private SkipGramParams train() {
    SkipGramParams train = SkipGramParams.from(settings);
    try {
      return ObjectiveParams.from(settings)
          .scheduled(
              train,
              Methods.of(settings).name(),
              Methods.of(settings).drawsPairs(),
              WarmParams.from(settings).freeze());
    } catch (IllegalArgumentException e) {
      // The stage says why.
      return train;
    }
  }

  private static GraphSize size(GraphStore graph) {
    StoreManifest manifest = graph.manifest();
    long rows = manifest.count("rows").orElse(graph.arcs());
    double bytes =
        manifest.tables().values().stream().mapToDouble(StoreManifest.Table::bytes).sum();
    double input = manifest.input().stream().mapToDouble(StoreManifest.InputFile::bytes).sum();
    return new GraphSize(
        graph.nodes(),
        manifest.count("edges").orElse(graph.arcs()),
        graph.arcs(),
        graph.directed(),
        graph.weighted(),
        rows,
        input,
        Math.max(1, manifest.input().size()),
        bytes);
  }

  /**
   * A stage whose store is there, made of the same graph by the same settings, is not run again.
   */
  private void removeDone(GraphStore graph, Set<Stage> left) {
    if (!same(WalkStore.FOLDER, walks.texts(), graph)) {
      return;
    }

    left.remove(Stage.WALKS);

    SkipGramParams train = train();
    ObjectiveParams objective = ObjectiveParams.from(settings);
    try {
      double pairs =
          (double) graph.nodes()
              * walks.walksPerNode()
              * objective.walkRule(train.window()).expectedPairs(walks.length());
      SortedMap<String, String> texts = train.texts(TrainingPlan.of(train, graph.nodes(), pairs));
      texts.putAll(objective.walkTexts());
      if (left.contains(Stage.TRAIN) && same(EmbeddingStore.FOLDER, texts, graph)) {
        left.remove(Stage.TRAIN);
      }
    } catch (IllegalArgumentException e) {
      // The estimate says why.
      return;
    }
  }

  private boolean same(String folder, SortedMap<String, String> config, GraphStore graph) {
    return StoreFolder.at(new Path(output, folder), spark.sparkContext().hadoopConfiguration())
        .manifest()
        .filter(manifest -> manifest.config().equals(config))
        .filter(manifest -> manifest.seed() == settings.get(Keys.SEED))
        .filter(manifest -> graph.fingerprint().equals(manifest.upstream().get("graph")))
        .isPresent();
  }
}
