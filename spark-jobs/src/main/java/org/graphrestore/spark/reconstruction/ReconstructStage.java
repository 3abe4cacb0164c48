package org.graphrestore.spark.reconstruction;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.reconstruction.EvaluationPlan;
import org.graphrestore.reconstruction.Grouping;
import org.graphrestore.reconstruction.PartFiles;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.reconstruction.RelationGroup;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.SummaryFiles;
import org.graphrestore.reconstruction.SummaryParts;
import org.graphrestore.reconstruction.TruthParams;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.Fingerprint;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ResultFile;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.UserMistakeException;

/** Measures how much of a graph its embedding still holds. */
public final class ReconstructStage {
  /** Name of the stage in messages and manifests. */
  public static final String NAME = "reconstruct";

  /** Name of the folder of a run in which the table of queries lies. */
  public static final String FOLDER = "reconstruction";

  /** Version of the format that this class writes. */
  public static final int FORMAT_VERSION = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private ReconstructStage() {}

  /**
   * Measures, and writes {@code run.folder()/reconstruction.json}, {@code reconstruction.csv} and
   * the table of queries in {@code run.folder()/reconstruction}; or reuses what is there.
   *
   * @throws org.graphrestore.spark.store.UserMistakeException if the vectors are not those of the
   *     graph's nodes, are not finite, or are zero and the cosine is asked for; the message names
   *     ids
   */
  public static ReconstructionResult run(
      GraphStore graph, EmbeddingStore embeddings, ReconstructionParams params, RunContext run) {
    int cores = run.spark().sparkContext().defaultParallelism();
    return run(
        graph,
        embeddings,
        params,
        run,
        EvaluationPlan.of(Math.max(1, graph.nodes()), graph.arcs(), embeddings.dim(), cores));
  }

  static ReconstructionResult run(
      GraphStore graph,
      EmbeddingStore embeddings,
      ReconstructionParams params,
      RunContext run,
      EvaluationPlan plan) {
    requireSameGraph(graph, embeddings);
    if (params.scores().contains(ScoreKind.SOURCE_TARGET) && !embeddings.hasContext()) {
      throw new UserMistakeException(
          "The embeddings in "
              + embeddings.path()
              + " have one vector a node, and the score source-target needs two; give the target"
              + " vectors by --targets, or leave it out of reconstruct.scores");
    }

    requireTruth(graph, params.truth());
    SortedMap<String, String> config = params.texts();
    SortedMap<String, String> upstream = new TreeMap<>();
    upstream.put("graph", graph.fingerprint());
    upstream.put("embeddings", embeddings.fingerprint());
    SortedMap<String, String> all = new TreeMap<>(config);
    all.putAll(upstream);
    all.put("seed", Long.toString(run.seed()));
    if (!params.truth().labels().isEmpty()) {
      NodeGroups.labels(graph, params.truth().labels()).describe(all);
    }
    String fingerprint = Fingerprint.of(NAME, FORMAT_VERSION, all);

    Configuration conf = run.spark().sparkContext().hadoopConfiguration();
    StoreFolder folder = StoreFolder.of(run, FOLDER);
    StoreManifest.Builder manifest =
        StoreManifest.builder(StoreManifest.RECONSTRUCTION, FORMAT_VERSION, NAME)
            .fingerprint(fingerprint)
            .seed(run.seed())
            .config(config)
            .upstream("graph", graph.fingerprint())
            .upstream("embeddings", embeddings.fingerprint());
    var reusable = folder.reuse(manifest.build());
    if (reusable.isPresent()) {
      ReconstructionResult result = result(ResultFile.read(folder, reusable.get(), conf));
      writeSummary(result, run, conf);
      if (result.summary().scores().get(0).hops().get(0).shell().ranking() == null) {
        run.progress()
            .warned(
                "The result in "
                    + folder.path()
                    + " is one of version 0.1 and has no recall, NDCG, AUC, MRR, ceiling and"
                    + " baselines; --force measures anew");
      }
      run.progress().stageFinished(NAME, "reused " + headline(result));
      return result;
    }

    run.progress()
        .stageStarted(
            NAME,
            String.format(
                Locale.ROOT,
                "%,d nodes, %d hops, %s",
                graph.nodes(),
                params.hops(),
                params.scores().stream().map(ScoreKind::label).collect(Collectors.joining(", "))));
    long start = System.nanoTime();
    Path attempt = folder.newAttempt();
    boolean committed = false;
    try {
      Evaluation evaluation = new Evaluation(graph, embeddings, params, run, plan, attempt);
      ReconstructionResult result = evaluation.run();
      StoreManifest.Table savedResult = ResultFile.save(attempt, json(result), conf);
      folder.commit(
          manifest
              .count("nodes", graph.nodes())
              .count("queries", result.summary().queries())
              .count("hops", params.hops())
              .table("queries", evaluation.table())
              .table(ResultFile.TABLE, savedResult)
              .seconds((System.nanoTime() - start) / 1e9)
              .build());
      committed = true;
      writeSummary(result, run, conf);
      run.progress().stageFinished(NAME, headline(result));
      return result;
    } finally {
      if (!committed) {
        folder.abandon();
      }
    }
  }

  /** Refuses relations, types and labels that are not there, before anything is computed. */
  private static void requireTruth(GraphStore graph, TruthParams truth) {
    for (RelationGroup group : truth.relations()) {
      RelationInputs.require(graph, group);
    }
    if (truth.weighted()) {
      Bands.require(graph);
    }
    for (Grouping by : truth.groupings()) {
      NodeGroups.require(graph, by, truth.labels());
    }
  }

  /** Refuses vectors that cannot be ranked; every one must be finite. */
  static void requireRankable(
      JavaSparkContext context,
      GraphStore graph,
      EvaluationInputs inputs,
      EvaluationPlan plan,
      List<ScoreKind> scores) {
    requireRankable(context, graph, inputs, plan, scores, 0, 0);
  }

  /** Refuses vectors that cannot be ranked; those that an import made of NaN can. */
  static void requireRankable(
      JavaSparkContext context,
      GraphStore graph,
      EmbeddingStore embeddings,
      EvaluationInputs inputs,
      EvaluationPlan plan,
      List<ScoreKind> scores) {
    requireRankable(
        context,
        graph,
        inputs,
        plan,
        scores,
        missing(embeddings, "missing"),
        missing(embeddings, "missing_targets"));
  }

  private static void requireRankable(
      JavaSparkContext context,
      GraphStore graph,
      EvaluationInputs inputs,
      EvaluationPlan plan,
      List<ScoreKind> scores,
      long missing,
      long missingTargets) {
    VectorJob.Faults faults = VectorJob.check(context, inputs, plan.layout(), false);
    requireFinite(graph, faults, "vector", missing);
    if (scores.contains(ScoreKind.SOURCE_TARGET)) {
      requireFinite(
          graph,
          VectorJob.check(context, inputs, plan.layout(), true),
          "target vector",
          missingTargets);
    }
    if (faults.zero() > 0 && scores.stream().anyMatch(ScoreKind::needsDirection)) {
      throw new UserMistakeException(
          "Found "
              + counted(faults.zero(), "zero vector")
              + ", for which the "
              + (scores.contains(ScoreKind.COSINE) ? "cosine" : "direction")
              + " is undefined: "
              + names(graph, faults.zeroNodes(), faults.zero())
              + "; leave "
              + directions(scores)
              + " out of reconstruct.scores, or give these nodes vectors");
    }
  }

  private static String directions(List<ScoreKind> scores) {
    return scores.stream()
        .filter(ScoreKind::needsDirection)
        .map(ScoreKind::label)
        .collect(Collectors.joining(" and "));
  }

  /** Returns whether nodes without a vector have one of NaN, by which they rank last. */
  static boolean missingLast(EmbeddingStore embeddings) {
    return missing(embeddings, "missing") + missing(embeddings, "missing_targets") > 0;
  }

  /** An import knows how many vectors it has made of NaN; any other one is a fault. */
  private static long missing(EmbeddingStore embeddings, String count) {
    String policy = embeddings.manifest().config().get("reconstruct.missing-vectors");
    return "last".equals(policy) ? embeddings.manifest().counts().getOrDefault(count, 0L) : 0;
  }

  private static void requireFinite(
      GraphStore graph, VectorJob.Faults faults, String what, long missing) {
    if (faults.notFinite() > missing) {
      throw new UserMistakeException(
          "Found "
              + counted(faults.notFinite(), what)
              + " with NaN or infinite values: "
              + names(graph, faults.notFiniteNodes(), faults.notFinite())
              + "; train again with a smaller train.learning-rate, or repair the file");
    }
  }

  private static String counted(long count, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
  }

  private static String names(GraphStore graph, List<Long> nodes, long count) {
    String names =
        graph
            .nodeTable()
            .filter(col("index").isInCollection(nodes))
            .orderBy("index")
            .select("id")
            .collectAsList()
            .stream()
            .map(row -> String.valueOf(row.get(0)))
            .collect(Collectors.joining(", "));
    return count > nodes.size() ? names + ", ..." : names;
  }

  static void requireSameGraph(GraphStore graph, EmbeddingStore embeddings) {
    String of = embeddings.graphFingerprint();
    if (embeddings.nodes() != graph.nodes() || (of != null && !of.equals(graph.fingerprint()))) {
      throw new UserMistakeException(
          "The embeddings in "
              + embeddings.path()
              + " ("
              + embeddings.nodes()
              + " nodes, of graph "
              + of
              + ") are not those of the graph in "
              + graph.path()
              + " ("
              + graph.nodes()
              + " nodes, "
              + graph.fingerprint()
              + "); import them for this graph first");
    }

    if (graph.nodes() < 2) {
      throw new UserMistakeException(
          "The graph in "
              + graph.path()
              + " has "
              + graph.nodes()
              + " nodes; restoring neighbours needs at least 2");
    }
  }

  private static String headline(ReconstructionResult result) {
    var score = result.summary().scores().get(0);
    String maps =
        score.hops().stream()
            .map(hop -> String.format(Locale.ROOT, "%.3f", hop.shell().map()))
            .collect(Collectors.joining(" / "));
    return String.format(
        Locale.ROOT,
        "mAP %s at 1..%d hops by %s, %,d queries",
        maps,
        score.hops().size(),
        score.score().label(),
        result.summary().queries());
  }

  private static void writeSummary(
      ReconstructionResult result, RunContext run, Configuration conf) {
    ResultFile.write(
        new Path(run.folder(), "reconstruction.json"), SummaryFiles.json(result.summary()), conf);
    ResultFile.write(
        new Path(run.folder(), "reconstruction.csv"), SummaryFiles.csv(result.summary()), conf);
    Path groups = new Path(run.folder(), "reconstruction-groups.csv");
    if (!result.summary().parts().equals(SummaryParts.NONE)) {
      ResultFile.write(groups, PartFiles.csv(result.summary().parts()), conf);
    } else {
      ResultFile.delete(groups, conf);
    }
  }

  private static String json(ReconstructionResult result) {
    try {
      return JSON.writeValueAsString(result) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A result is always JSON", e);
    }
  }

  static ReconstructionResult result(String json) {
    try {
      return JSON.readValue(json, ReconstructionResult.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot read the result of an earlier run", e);
    }
  }
}
