package org.graphrestore.spark.linkprediction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.linkprediction.LinkPredictionParams;
import org.graphrestore.linkprediction.LinkPredictionSummary;
import org.graphrestore.linkprediction.SummaryJson;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.Fingerprint;
import org.graphrestore.spark.store.JvmGraph;
import org.graphrestore.spark.store.ResultFile;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.StoreManifest.Table;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * Measures how well vectors of a training graph predict the edges that were hidden from it
 * (docs/link-prediction.md).
 *
 * <p>Cost: the vectors of all test edges and non-edges are shuffled once; a ranking costs a score
 * of every node, and rankings of one head share it.
 */
public final class LinkPredictionStage {
  /** Name of the stage in messages and manifests. */
  public static final String NAME = "linkpred";

  /** Name of the folder of a run in which the scored pairs lie. */
  public static final String FOLDER = "linkprediction";

  /** Version of the format that this class writes. */
  public static final int FORMAT_VERSION = 1;

  private LinkPredictionStage() {}

  /**
   * Measures, and writes {@code run.folder()/linkpred.json} and the table of pairs in {@code
   * run.folder()/linkprediction}; or reuses what is there.
   *
   * @throws UserMistakeException if the vectors are not those of the training graph, are not
   *     finite, or are zero and the cosine is asked for
   */
  public static LinkPredictionSummary run(
      LinkSplit split, EmbeddingStore embeddings, LinkPredictionParams params, RunContext run) {
    requireSameGraph(split, embeddings);
    SortedMap<String, String> config = params.measureTexts();
    SortedMap<String, String> upstream = new TreeMap<>();
    upstream.put("split", split.fingerprint());
    upstream.put("embeddings", embeddings.fingerprint());
    SortedMap<String, String> described = new TreeMap<>(config);
    described.putAll(upstream);
    described.put("seed", Long.toString(run.seed()));
    String fingerprint = Fingerprint.of(NAME, FORMAT_VERSION, described);
    Configuration conf = run.spark().sparkContext().hadoopConfiguration();
    StoreFolder folder = StoreFolder.of(run, FOLDER);
    StoreManifest.Builder manifest =
        StoreManifest.builder(StoreManifest.LINK_PREDICTION, FORMAT_VERSION, NAME)
            .fingerprint(fingerprint)
            .seed(run.seed())
            .config(config);
    upstream.forEach(manifest::upstream);
    run.progress()
        .stageStarted(
            NAME,
            String.format(
                Locale.ROOT,
                "%,d hidden edges, %s",
                split.testEdges(),
                params.scores().stream().map(ScoreKind::label).collect(Collectors.joining(", "))));
    Optional<StoreManifest> there = folder.reuse(manifest.build());
    LinkPredictionSummary summary;
    if (there.isPresent()) {
      summary = SummaryJson.read(ResultFile.read(folder, there.get(), conf));
    } else {
      summary = measure(split, embeddings, params, run, folder, manifest);
    }

    ResultFile.write(new Path(run.folder(), "linkpred.json"), SummaryJson.write(summary), conf);
    run.progress().stageFinished(NAME, (there.isPresent() ? "reused " : "") + headline(summary));
    return summary;
  }

  /**
   * Writes the non-edges of a measurement as {@code run.folder()/non-edges.tsv}, for other
   * programs.
   */
  public static void exportNonEdges(LinkSplit split, RunContext run) {
    StoreFolder folder = StoreFolder.of(run, FOLDER);
    StoreManifest manifest = folder.require(StoreManifest.LINK_PREDICTION, FORMAT_VERSION);
    Table pairs = manifest.table("pairs");
    String[] files =
        pairs.files().stream()
            .map(file -> new Path(folder.path(), file.path()).toString())
            .toArray(String[]::new);
    SplitExport.nonEdges(
        split,
        run.spark().read().schema(StructType.fromDDL(pairs.schema())).parquet(files),
        manifest.counts().get("negatives"),
        new Path(run.folder(), "non-edges.tsv"),
        run);
  }

  private static LinkPredictionSummary measure(
      LinkSplit split,
      EmbeddingStore embeddings,
      LinkPredictionParams params,
      RunContext run,
      StoreFolder folder,
      StoreManifest.Builder manifest) {
    long started = System.nanoTime();
    Path attempt = folder.newAttempt();
    boolean committed = false;
    try {
      LinkEvaluation evaluation = new LinkEvaluation(split, embeddings, params, run);
      LinkPredictionSummary summary = evaluation.measure(folder);
      Configuration conf = run.spark().sparkContext().hadoopConfiguration();
      folder.commit(
          manifest
              .count("test", summary.testEdges())
              .count("negatives", summary.negatives())
              .count("ranked", summary.rankedEdges())
              .table("pairs", evaluation.pairTable())
              .table(ResultFile.TABLE, ResultFile.save(attempt, SummaryJson.write(summary), conf))
              .seconds((System.nanoTime() - started) / 1e9)
              .build());
      committed = true;
      return summary;
    } finally {
      run.spark().sparkContext().setJobDescription(null);
      release(split, run);
      if (!committed) {
        folder.abandon();
      }
    }
  }

  /** Forgets the copies of the training graph in all JVMs that may have one. */
  private static void release(LinkSplit split, RunContext run) {
    String fingerprint = split.training().fingerprint();
    int tasks = Math.max(1, 2 * run.spark().sparkContext().defaultParallelism());
    JvmGraph.release(fingerprint);
    JavaSparkContext.fromSparkContext(run.spark().sparkContext())
        .parallelize(new ArrayList<>(Collections.nCopies(tasks, 0)), tasks)
        .foreach(any -> JvmGraph.release(fingerprint));
  }

  private static void requireSameGraph(LinkSplit split, EmbeddingStore embeddings) {
    String of = embeddings.graphFingerprint();
    if (!split.training().fingerprint().equals(of)
        || embeddings.nodes() != split.training().nodes()) {
      throw new UserMistakeException(
          "The embeddings in "
              + embeddings.path()
              + " are of the graph "
              + of
              + ", not of the training graph "
              + split.training().fingerprint()
              + " in "
              + split.training().path()
              + "; train them on that graph, which does not have the hidden edges");
    }
  }

  private static String headline(LinkPredictionSummary summary) {
    var pairs = summary.pairs().get(0);
    var ranking = summary.rankings().get(0);
    return String.format(
        Locale.ROOT,
        "AUC %.3f, average precision %.3f, MRR %.3f among all nodes, by %s",
        pairs.auc(),
        pairs.averagePrecision(),
        ranking.mrr(),
        pairs.score());
  }
}
