package org.graphrestore.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.graphrestore.config.Settings;
import org.graphrestore.estimate.Outlook;
import org.graphrestore.estimate.Resources;
import org.graphrestore.estimate.RunEstimate;
import org.graphrestore.estimate.Stage;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.skipgram.TrainingPlan;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.ingest.IngestInput;
import org.graphrestore.spark.ingest.IngestStage;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.training.Methods;
import org.junit.jupiter.api.Test;

class ForecastTest extends SparkTest {
  private static final List<Stage> ALL =
      List.of(Stage.INGEST, Stage.WALKS, Stage.TRAIN, Stage.RECONSTRUCT);

  @Test
  void smallInputsAreReadWholeAndExact() throws IOException {
    Path edges = ring("edges.tsv", 500, "");
    Outlook outlook = forecast(Map.of()).ofEdges(IngestInput.of(edges.toString()), false);

    assertThat(outlook.low().graph()).isEqualTo(outlook.high().graph());
    assertThat(outlook.likely().graph().nodes()).isEqualTo(500);
    assertThat(outlook.likely().graph().edges()).isEqualTo(500);
    assertThat(outlook.likely().graph().arcs()).isEqualTo(1000);
    assertThat(outlook.origin()).isEqualTo("all 500 rows read");
  }

  @Test
  void duplicatesAndLoopsAreNoEdges() throws IOException {
    Path edges = folder.resolve("edges.tsv");
    Files.writeString(edges, "a\tb\nb\ta\na\tb\nb\tc\nc\tc\n");
    Outlook outlook = forecast(Map.of()).ofEdges(IngestInput.of(edges.toString()), false);
    Outlook directed =
        forecast(Map.of("ingest.directed", "true"))
            .ofEdges(IngestInput.of(edges.toString()), false);

    assertThat(outlook.likely().graph().nodes()).isEqualTo(3);
    assertThat(outlook.likely().graph().edges()).isEqualTo(2);
    assertThat(outlook.likely().graph().rows()).isEqualTo(5);
    assertThat(directed.likely().graph().edges()).isEqualTo(3);
  }

  @Test
  void filtersTakeTheLowerBoundAway() throws IOException {
    Path edges = ring("edges.tsv", 500, "");
    Outlook outlook =
        forecast(Map.of("ingest.core", "2")).ofEdges(IngestInput.of(edges.toString()), false);

    assertThat(Forecast.NARROWING).allMatch(key -> Keys.catalog().find(key).isPresent());
    assertThat(outlook.low().graph().nodes()).isEqualTo(2);
    assertThat(outlook.high().graph().nodes()).isEqualTo(500);
    assertThat(outlook.origin()).endsWith("; how much filters leave is not known");
  }

  @Test
  void largeInputsLieBetweenTheBoundsAndAreCountedOnDemand() throws IOException {
    int n = 400_000;
    Path edges = ring("edges.tsv", n, "");
    Outlook looked = forecast(Map.of()).ofEdges(IngestInput.of(edges.toString()), false);
    Outlook counted = forecast(Map.of()).ofEdges(IngestInput.of(edges.toString()), true);

    assertThat(counted.exact()).isTrue();
    assertThat(counted.likely().graph().nodes()).isEqualTo(n);
    assertThat(counted.likely().graph().edges()).isEqualTo(n);
    assertThat(looked.exact()).isFalse();
    assertThat(looked.low().graph().nodes()).isLessThan(n);
    assertThat(looked.high().graph().nodes()).isGreaterThan(n);
    assertThat((double) looked.likely().graph().nodes()).isBetween(0.8 * n, 1.2 * n);
    assertThat((double) looked.likely().graph().edges()).isBetween(0.8 * n, 1.2 * n);
    assertThat(looked.likely().graph().inputBytes()).isEqualTo((double) Files.size(edges));
  }

  @Test
  void planAndSizesAreThoseOfTheRun() throws IOException {
    Path edges = ring("edges.tsv", 3_000, "");
    Map<String, String> more =
        Map.of(
            "train.blocks",
            "3",
            "train.dim",
            "20",
            "train.window",
            "3",
            "walk.walks-per-node",
            "4",
            "walk.length",
            "10");
    Settings settings = settings(more);
    RunContext run = run(ProgressSink.SILENT);
    Outlook before = forecast(more).ofEdges(IngestInput.of(edges.toString()), false);
    GraphStore graph =
        IngestStage.run(IngestInput.of(edges.toString()), IngestParams.from(settings), run);
    Outlook counted = forecast(more).ofGraph(graph);
    EmbeddingStore vectors = Methods.of(settings).train(graph, settings, run);

    TrainingPlan plan = counted.likely().plan().orElseThrow();
    assertThat(before.likely().plan()).contains(plan);
    Map<String, String> made = vectors.manifest().config();
    assertThat(made)
        .containsEntry("train.blocks", Integer.toString(plan.blocks()))
        .containsEntry("train.episodes", Integer.toString(plan.episodes()))
        .containsEntry("train.tile-rows", Integer.toString(plan.tileRows()))
        .containsEntry("train.group-size", Integer.toString(plan.groupSize()));
    double pairs = vectors.manifest().count("pairs").orElseThrow();
    assertThat(counted.likely().pairs() / pairs).isBetween(0.99, 1.01);
    assertThat(storeBytes(counted.likely(), Stage.WALKS) / bytes("walks")).isBetween(0.6, 1.6);
    assertThat(storeBytes(counted.likely(), Stage.TRAIN) / bytes("embeddings")).isBetween(0.6, 1.6);

    // All of it is there now: what is left is the second job.
    assertThat(forecast(more).ofGraph(graph).likely().stages())
        .extracting(stage -> stage.stage())
        .containsExactly(Stage.RECONSTRUCT);
    assertThat(forecast(more).ingested(IngestInput.of(edges.toString()))).isPresent();
    assertThat(
            forecast(Map.of("ingest.directed", "true")).ingested(IngestInput.of(edges.toString())))
        .isEmpty();
  }

  @Test
  void whatCannotFitIsRefusedBeforeAnythingIsWritten() throws IOException {
    Path edges = ring("edges.tsv", 2_000, "");
    Map<String, String> more = Map.of("walk.walks-per-node", "100000", "walk.length", "100000");
    List<String> said = new ArrayList<>();
    RunCost cost = new RunCost(run(heard(said)), settings(more), ALL);

    assertThatThrownBy(() -> cost.beforeIngest(IngestInput.of(edges.toString())))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageStartingWith("This run does not fit: ")
        .hasMessageContaining("stores, scratch and shuffles need ")
        .hasMessageContaining(" at " + folder.resolve("run") + ", but only ")
        .hasMessageContaining("Smallest change that makes it fit: ")
        .hasMessageEndingWith(". --no-check runs it all the same");
    assertThat(folder.resolve("run")).doesNotExist();
    assertThat(said).hasSize(4).allMatch(line -> line.startsWith("estimate: "));
    assertThat(said.get(0))
        .isEqualTo(
            "estimate: 2,000 nodes, 2,000 edges; 200 M walks, 20.0 T nodes in them, 220 T pairs");

    Map<String, String> warned = new TreeMap<>(more);
    warned.put("run.check", "warn");
    said.clear();
    new RunCost(run(heard(said)), settings(warned), ALL)
        .beforeIngest(IngestInput.of(edges.toString()));
    assertThat(said).anyMatch(line -> line.startsWith("warned: This run does not fit: "));
  }

  @Test
  void aRunKeepsWhatItWasToCostAndWhatItTook() throws IOException {
    Path edges = ring("edges.tsv", 200, "");
    Map<String, String> more = Map.of("walk.walks-per-node", "2", "walk.length", "5");
    List<String> said = new ArrayList<>();
    RememberedProgress progress = new RememberedProgress(heard(said));
    RunContext run = run(progress);
    RunCost cost = new RunCost(run, settings(more), List.of(Stage.INGEST));
    progress.measure(cost.meter());
    cost.beforeIngest(IngestInput.of(edges.toString()));
    GraphStore graph =
        IngestStage.run(IngestInput.of(edges.toString()), IngestParams.from(settings(more)), run);
    cost.made("ingest", graph.manifest());
    cost.counted(graph);
    cost.write();

    JsonNode json = new ObjectMapper().readTree(folder.resolve("run/cost.json").toFile());
    assertThat(json.get("format").asText()).isEqualTo("graphrestore/cost");
    assertThat(json.get("estimates")).hasSize(1);
    JsonNode taken = json.get("taken").get(0);
    assertThat(taken.get("stage").asText()).isEqualTo("ingest");
    assertThat(taken.get("storeBytes").asLong()).isEqualTo((long) bytes("graph"));
    assertThat(taken.get("seconds").asDouble()).isPositive();
    assertThat(taken.get("heapPeakBytes").asLong()).isPositive();
    sparkContext().sc().removeSparkListener(cost.meter());
  }

  @Test
  void theProbeFindsRatesOfThisMachine() throws IOException {
    Path edges = ring("edges.tsv", 3_000, "");
    Forecast forecast = forecast(Map.of("train.dim", "16"));
    Outlook outlook = forecast.ofEdges(IngestInput.of(edges.toString()), false);
    var rates = SpeedProbe.measure(outlook.likely(), forecast.scenario().request());

    assertThat(rates.origin()).startsWith("probed here: ").contains(" M pairs/s");
    assertThat(rates.pairs()).isBetween(1e4, 1e8);
    assertThat(rates.steps()).isBetween(1e5, 1e9);
    assertThat(rates.flops()).isBetween(1e7, 1e12);
  }

  @Test
  void aLocalSessionIsThisMachine() {
    Resources resources =
        RunResources.of(
            sparkContext().sc(), new org.apache.hadoop.fs.Path(folder.toUri().toString(), "a/b"));

    assertThat(resources.local()).isTrue();
    assertThat(resources.cores()).isEqualTo(2);
    assertThat(resources.heapBytes()).isEqualTo(Runtime.getRuntime().maxMemory());
    assertThat(resources.machineBytes()).isGreaterThan(resources.heapBytes());
    assertThat(resources.output().freeBytes()).isPositive().isFinite();
    assertThat(folder.resolve("a")).doesNotExist();
  }

  @Test
  void executorsAreThoseThatTheSettingsPromise() {
    SparkConf conf = new SparkConf(false).set("spark.executor.cores", "4");
    assertThat(RunResources.executors("yarn", conf, 7)).isEqualTo(2);
    assertThat(RunResources.executors("local-cluster[3,2,1024]", conf, 7)).isEqualTo(3);
    conf.set("spark.executor.instances", "12");
    assertThat(RunResources.executors("k8s://https://h:1", conf, 7)).isEqualTo(12);
    conf.set("spark.dynamicAllocation.enabled", "true");
    conf.set("spark.dynamicAllocation.maxExecutors", "40");
    assertThat(RunResources.executors("yarn", conf, 7)).isEqualTo(40);
    SparkConf standalone =
        new SparkConf(false).set("spark.executor.cores", "4").set("spark.cores.max", "32");
    assertThat(RunResources.executors("spark://h:7077", standalone, 7)).isEqualTo(8);
    assertThat(RunResources.executors("spark://h:7077", new SparkConf(false), 7)).isEqualTo(7);
    assertThat(RunResources.overhead(conf, 8L << 30)).isEqualTo((long) (0.1 * (8L << 30)));
    assertThat(RunResources.overhead(conf, 1L << 30)).isEqualTo(384L << 20);
    conf.set("spark.executor.memoryOverhead", "2g");
    assertThat(RunResources.overhead(conf, 1L << 30)).isEqualTo(2L << 30);
  }

  private Path ring(String name, int nodes, String header) throws IOException {
    StringBuilder text = new StringBuilder(header);
    for (int i = 0; i < nodes; i++) {
      // Neighbours are far apart in the file, as in most graphs.
      text.append("n/").append((int) (i * 7919L % nodes)).append('\t');
      text.append("n/").append((int) ((i + 1) * 7919L % nodes)).append('\n');
    }

    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file;
  }

  private double bytes(String store) throws IOException {
    JsonNode manifest =
        new ObjectMapper().readTree(folder.resolve("run/" + store + "/manifest.json").toFile());
    double bytes = 0;
    for (JsonNode table : manifest.get("tables")) {
      for (JsonNode file : table.get("files")) {
        bytes += file.get("bytes").asDouble();
      }
    }

    return bytes;
  }

  private static double storeBytes(RunEstimate run, Stage stage) {
    return run.stages().stream()
        .filter(s -> s.stage() == stage)
        .mapToDouble(s -> s.storeBytes())
        .sum();
  }

  private RunContext run(ProgressSink sink) {
    return new RunContext(
        spark(), new org.apache.hadoop.fs.Path(folder.resolve("run").toString()), 1, sink);
  }

  private Forecast forecast(Map<String, String> more) {
    return new Forecast(
        spark(),
        new org.apache.hadoop.fs.Path(folder.resolve("run").toString()),
        settings(more),
        ALL);
  }

  private static Settings settings(Map<String, String> more) {
    return Settings.resolve(Keys.catalog(), List.of(), more);
  }

  private static ProgressSink heard(List<String> said) {
    return new ProgressSink() {
      @Override
      public void stageStarted(String stage, String what) {}

      @Override
      public void advanced(String stage, double fraction, String figures) {}

      @Override
      public void stageFinished(String stage, String summary) {
        said.add(stage + ": " + summary);
      }

      @Override
      public void warned(String message) {
        said.add("warned: " + message);
      }
    };
  }
}
