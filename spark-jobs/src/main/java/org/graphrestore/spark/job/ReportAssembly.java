package org.graphrestore.spark.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.graphrestore.classification.ClassificationSummary;
import org.graphrestore.config.Settings;
import org.graphrestore.graph.PreparationParams;
import org.graphrestore.linkprediction.LinkPredictionSummary;
import org.graphrestore.reconstruction.comparison.ComparisonSummary;
import org.graphrestore.reconstruction.global.GlobalSummary;
import org.graphrestore.reconstruction.restored.RestoredSummary;
import org.graphrestore.report.ClassificationFacts;
import org.graphrestore.report.GraphFacts;
import org.graphrestore.report.LinkPredictionFacts;
import org.graphrestore.report.ReconstructionFacts;
import org.graphrestore.report.ReportCsv;
import org.graphrestore.report.ReportJson;
import org.graphrestore.report.ReportPage;
import org.graphrestore.report.RunFacts;
import org.graphrestore.report.RunReport;
import org.graphrestore.report.StageTime;
import org.graphrestore.report.TrainingFacts;
import org.graphrestore.report.VectorCoverage;
import org.graphrestore.report.WalkFacts;
import org.graphrestore.spark.reconstruction.ReconstructionResult;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.spark.store.WholeFile;

/** Gathers the report's numbers from the stores of a run and writes it into the run folder. */
final class ReportAssembly {
  private static final int RELATIONS_SHOWN = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SparkSession spark;
  private final Settings settings;
  private final Path folder;
  private String graphName = "graph";
  private String embeddingsName;
  private GraphFacts graph;
  private WalkFacts walks;
  private TrainingFacts training;
  private ReconstructionFacts reconstruction;
  private ClassificationFacts classification;
  private LinkPredictionFacts linkPrediction;
  private RestoredSummary restored;
  private ComparisonSummary comparison;
  private GlobalSummary global;

  ReportAssembly(SparkSession spark, Settings settings, Path folder) {
    this.spark = spark;
    this.settings = settings;
    this.folder = folder;
  }

  void graph(GraphStore store) {
    StoreManifest manifest = store.manifest();
    List<String> inputs = manifest.input().stream().map(StoreManifest.InputFile::path).toList();
    if (!inputs.isEmpty()) {
      this.graphName = name(new Path(inputs.get(0)));
    }

    long edges = count(manifest, "simple_edges");
    this.graph =
        new GraphFacts(
            inputs,
            store.nodes(),
            edges,
            store.directed(),
            store.weighted(),
            count(manifest, "rows"),
            dropped(manifest),
            count(manifest, "duplicates"),
            count(manifest, "isolated"),
            store.nodes() == 0 ? 0 : (store.directed() ? 1.0 : 2.0) * edges / store.nodes(),
            count(manifest, "max_degree"),
            degreeHistogram(manifest),
            relations(store),
            ReadingFacts.of(manifest),
            ShapeSection.of(manifest));
  }

  /** Rows from a node to itself are counted whether or not they were kept. */
  private static long dropped(StoreManifest manifest) {
    boolean kept = "keep".equals(manifest.config().get(PreparationParams.SELF_LOOPS.path()));
    return kept ? 0 : count(manifest, "self_loops");
  }

  void walks(WalkStore store) {
    this.walks =
        new WalkFacts(
            store.manifest().config().get("walk.law"),
            store.made().walksPerNode(),
            store.params().length(),
            store.walks(),
            store.tokens(),
            count(store.manifest(), "dead_ends"),
            true,
            MakingSection.of(store.manifest()));
  }

  void training(EmbeddingStore store) {
    this.embeddingsName = settings.texts().get("train.method");
    this.training = TrainingSection.of(store);
  }

  void importedFrom(String path) {
    this.embeddingsName = path;
  }

  void reconstruction(EmbeddingStore embeddings, ReconstructionResult result) {
    this.reconstruction =
        result.facts(embeddingsName, embeddings.dim()).with(coverage(embeddings.manifest()));
  }

  /** Returns how imported vectors fit the graph; null where vectors were trained for it. */
  private static VectorCoverage coverage(StoreManifest manifest) {
    String policy = manifest.config().get("reconstruct.missing-vectors");
    Map<String, Long> counts = manifest.counts();
    return policy == null || !counts.containsKey("missing")
        ? null
        : new VectorCoverage(
            counts.get("nodes"),
            counts.get("missing"),
            counts.getOrDefault("missing_targets", 0L),
            counts.getOrDefault("unknown", 0L),
            policy);
  }

  void classification(EmbeddingStore embeddings, String source, ClassificationSummary summary) {
    if (graph == null) {
      this.graphName = name(embeddings.path().getParent());
    }

    this.classification =
        new ClassificationFacts(embeddingsName, embeddings.dim(), source, summary);
  }

  void restored(RestoredSummary summary) {
    this.restored = summary;
  }

  /** Adds a comparison; the graph has the name that the report of a run gives it. */
  void comparison(ComparisonSummary summary, Path runWithReport) {
    this.comparison = summary;
    this.graphName = graphNameOf(runWithReport);
  }

  private String graphNameOf(Path run) {
    Path file = new Path(run, "report.json");
    try (InputStream in =
        file.getFileSystem(spark.sparkContext().hadoopConfiguration()).open(file)) {
      return JSON.readTree(in).path("run").path("graphName").asText(graphName);
    } catch (IOException e) {
      // Only a name: a store without its run folder has no report.
      return graphName;
    }
  }

  void global(GlobalSummary summary) {
    this.global = summary;
  }

  void linkPrediction(EmbeddingStore embeddings, LinkPredictionSummary summary) {
    this.linkPrediction = new LinkPredictionFacts(embeddingsName, embeddings.dim(), summary);
  }

  /** Writes report.html, report.json and report.csv, and returns the path of the page. */
  Path write(RunManifest manifest, List<String> warnings) {
    RunReport.Builder report = RunReport.of(facts(manifest));
    report.graph(graph).walks(walks).training(training).reconstruction(reconstruction);
    report.classification(classification);
    report.linkPrediction(linkPrediction);
    report.restored(restored);
    report.comparison(comparison);
    report.global(global);
    for (RunManifest.Stage stage : manifest.stages()) {
      report.stage(new StageTime(stage.name(), stage.seconds(), stage.reused(), stage.summary()));
    }

    warnings.forEach(report::warning);
    report.gates(manifest.gates());
    RunReport built = report.build();
    write("report.json", ReportJson.write(built));
    write("report.csv", ReportCsv.write(built));
    return write("report.html", ReportPage.write(built));
  }

  private RunFacts facts(RunManifest manifest) {
    SparkContext sc = spark.sparkContext();
    RunFacts.Machine machine =
        new RunFacts.Machine(
            System.getProperty("java.version"),
            spark.version(),
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            sc.master(),
            sc.defaultParallelism(),
            executorBytes(sc));
    return new RunFacts(
        settings.get(Keys.NAME).isEmpty() ? graphName : settings.get(Keys.NAME),
        manifest.command(),
        manifest.commandLine(),
        manifest.version(),
        manifest.gitSha(),
        manifest.startedAt(),
        manifest.seconds(),
        manifest.seed(),
        settings.texts(),
        machine);
  }

  /** Many an input is called edges.tsv: the folder says more than the file. */
  private static String name(Path input) {
    String file = input.getName();
    return file.startsWith("edges.") && input.getParent() != null
        ? input.getParent().getName()
        : file;
  }

  /** In local mode tasks run in the driver's heap. */
  private static long executorBytes(SparkContext sc) {
    return sc.isLocal()
        ? Runtime.getRuntime().maxMemory()
        : sc.conf().getSizeAsBytes("spark.executor.memory", "1g");
  }

  /** The manifest has the nodes of every bucket as [lowest degree, nodes], the lowest first. */
  private static List<GraphFacts.DegreeBucket> degreeHistogram(StoreManifest manifest) {
    List<GraphFacts.DegreeBucket> buckets = new ArrayList<>();
    for (JsonNode bucket : parse(manifest.fact("degree_histogram").orElse("[]"))) {
      buckets.add(GraphFacts.DegreeBucket.ofLog2(buckets.size(), bucket.get(1).asLong()));
    }

    return buckets;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot parse a fact of the manifest: " + json, e);
    }
  }

  private static List<GraphFacts.RelationCount> relations(GraphStore store) {
    if (!store.relational()) {
      return List.of();
    }

    List<GraphFacts.RelationCount> relations = new ArrayList<>();
    for (Row row :
        store
            .relationTable()
            .orderBy(functions.col("edges").desc(), functions.col("name"))
            .limit(RELATIONS_SHOWN)
            .select("name", "edges")
            .collectAsList()) {
      relations.add(new GraphFacts.RelationCount(row.getString(0), row.getLong(1)));
    }

    return relations;
  }

  private Path write(String name, String text) {
    Path file = new Path(folder, name);
    try {
      Configuration conf = spark.sparkContext().hadoopConfiguration();
      WholeFile.replace(file, text.getBytes(StandardCharsets.UTF_8), conf);
      return file.getFileSystem(conf).makeQualified(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private static long count(StoreManifest manifest, String name) {
    return manifest.count(name).orElse(0L);
  }
}
