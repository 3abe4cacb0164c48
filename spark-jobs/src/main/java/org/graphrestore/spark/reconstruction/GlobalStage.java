package org.graphrestore.spark.reconstruction;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.global.GlobalFiles;
import org.graphrestore.reconstruction.global.GlobalParams;
import org.graphrestore.reconstruction.global.GlobalSummary;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.Fingerprint;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ResultFile;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest;

/**
 * Measures the precision of the best pairs among all pairs of nodes (docs/evaluation.md), of all
 * nodes or of a seeded sample of them with all others.
 *
 * <p>Cost: for every score, twice as many dot products as there are pairs. The driver holds a
 * megabyte of counts a cut-off, and the vectors of the sample.
 */
public final class GlobalStage {
  /** Name of the stage in messages and manifests. */
  public static final String NAME = "global";

  /** Name of the folder of a run in which the result lies. */
  public static final String FOLDER = "global";

  /** Version of the format that this class writes. */
  public static final int FORMAT_VERSION = 1;

  private static final long BLOCK_BYTES = 64 << 20;

  private GlobalStage() {}

  /**
   * Measures, and writes {@code run.folder()/global.json} and {@code global.csv}; or reuses what is
   * there. The vectors must have passed the checks of {@link ReconstructStage}.
   */
  public static GlobalSummary run(
      GraphStore graph, EmbeddingStore embeddings, GlobalParams params, RunContext run) {
    if (params.gem()) {
      GemJob.require(graph);
    }

    SortedMap<String, String> config = params.texts(graph.nodes());
    SortedMap<String, String> all = new TreeMap<>(config);
    all.put("graph", graph.fingerprint());
    all.put("embeddings", embeddings.fingerprint());
    all.put("seed", Long.toString(run.seed()));
    Configuration conf = run.spark().sparkContext().hadoopConfiguration();
    StoreFolder folder = StoreFolder.of(run, FOLDER);
    StoreManifest.Builder manifest =
        StoreManifest.builder(StoreManifest.GLOBAL, FORMAT_VERSION, NAME)
            .fingerprint(Fingerprint.of(NAME, FORMAT_VERSION, all))
            .seed(run.seed())
            .config(config)
            .upstream("graph", graph.fingerprint())
            .upstream("embeddings", embeddings.fingerprint());
    var reusable = folder.reuse(manifest.build());
    if (reusable.isPresent()) {
      GlobalSummary summary = GlobalFiles.parse(ResultFile.read(folder, reusable.get(), conf));
      writeSummary(summary, run, conf);
      run.progress().stageFinished(NAME, "reused " + headline(summary));
      return summary;
    }

    run.progress().stageStarted(NAME, started(params, graph.nodes()));
    long start = System.nanoTime();
    Path attempt = folder.newAttempt();
    boolean committed = false;
    try {
      GlobalSummary summary = measure(graph, embeddings, params, run);
      StoreManifest.Table result = ResultFile.save(attempt, GlobalFiles.json(summary), conf);
      folder.commit(
          manifest
              .count("nodes", graph.nodes())
              .count("rows", summary.rows())
              .table(ResultFile.TABLE, result)
              .seconds((System.nanoTime() - start) / 1e9)
              .build());
      committed = true;
      writeSummary(summary, run, conf);
      run.progress().stageFinished(NAME, headline(summary));
      return summary;
    } finally {
      if (!committed) {
        folder.abandon();
      }
    }
  }

  private static GlobalSummary measure(
      GraphStore graph, EmbeddingStore embeddings, GlobalParams params, RunContext run) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(run.spark().sparkContext());
    EvaluationInputs inputs =
        EvaluationInputs.ofStores(
            graph.files(), embeddings.files(), ReconstructStage.missingLast(embeddings));
    long nodes = graph.nodes();
    int dim = embeddings.dim();
    long rows = params.rows(nodes);
    long[] sample = rows > 0 && rows < nodes ? sample(graph, (int) rows, run, context) : null;
    Broadcast<float[]> vectors =
        sample == null ? null : context.broadcast(fetch(context, inputs, nodes, sample, dim));
    try {
      GlobalJob job = new GlobalJob(context, inputs, nodes, dim, graph.directed(), sample, vectors);
      List<GlobalSummary.Pairs> scores = new ArrayList<>();
      List<GlobalSummary.Gem> gem = new ArrayList<>();
      GemJob gemJob = params.gem() ? new GemJob(context, graph, inputs, dim) : null;
      for (int i = 0; i < params.scores().size(); i++) {
        ScoreKind score = params.scores().get(i);
        if (rows > 0) {
          scores.add(job.run(score));
        }

        if (gemJob != null) {
          gem.add(gemJob.run(score));
        }

        double done = (i + 1.0) / params.scores().size();
        run.progress().advanced(NAME, done, score.label() + " done");
      }

      return new GlobalSummary(nodes, rows, graph.directed(), scores, gem);
    } finally {
      context.setJobDescription(null);
      if (vectors != null) {
        vectors.destroy();
      }
    }
  }

  private static float[] fetch(
      JavaSparkContext context, EvaluationInputs inputs, long nodes, long[] sample, int dim) {
    int rows = (int) Math.min(nodes, Math.max(1, BLOCK_BYTES / Float.BYTES / dim));
    return VectorJob.fetch(context, inputs, BlockLayout.ofRows(nodes, rows), sample, dim);
  }

  /** Draws the nodes that are the first query nodes of a sample with the same seed. */
  private static long[] sample(
      GraphStore graph, int rows, RunContext run, JavaSparkContext context) {
    long seed = run.seed();
    UDF1<Long, Long> draw = hash -> Seeds.draw(Seeds.key(seed, Purpose.QUERY, hash), 0);
    context.setJobDescription("sample of nodes");
    long[] drawn =
        graph
            .nodeTable()
            .select(col("index"), col("hash"))
            .withColumn("draw", udf(draw, DataTypes.LongType).apply(col("hash")))
            .orderBy("draw", "hash", "index")
            .limit(rows)
            .select("index")
            .collectAsList()
            .stream()
            .mapToLong(row -> row.getLong(0))
            .toArray();
    Arrays.sort(drawn);
    return drawn;
  }

  private static String started(GlobalParams params, long nodes) {
    long rows = params.rows(nodes);
    String whose =
        rows == 0
            ? String.format(Locale.ROOT, "GEM's figures of %,d nodes, ", nodes)
            : rows < nodes
                ? String.format(
                    Locale.ROOT, "pairs of %,d of %,d nodes with all others, ", rows, nodes)
                : String.format(Locale.ROOT, "all pairs of %,d nodes, ", nodes);
    return whose + params.scores().stream().map(ScoreKind::label).collect(Collectors.joining(", "));
  }

  private static String headline(GlobalSummary summary) {
    if (summary.scores().isEmpty()) {
      GlobalSummary.Gem gem = summary.gem().get(0);
      return String.format(Locale.ROOT, "MAP %.3f as GEM has it, by %s", gem.map(), gem.score());
    }

    GlobalSummary.Pairs first = summary.scores().get(0);
    return first.edgePrecision() == null
        ? String.format(
            Locale.ROOT,
            "%,d edges among %,d pairs, too few to cut at",
            first.edges(),
            first.scored())
        : String.format(
            Locale.ROOT,
            "precision %.3f%s of the first %,d pairs by %s (random %.5f)",
            first.edgePrecision(),
            summary.sampled() ? " (estimated)" : "",
            first.edges(),
            first.score(),
            first.random());
  }

  private static void writeSummary(GlobalSummary summary, RunContext run, Configuration conf) {
    ResultFile.write(new Path(run.folder(), FOLDER + ".json"), GlobalFiles.json(summary), conf);
    ResultFile.write(new Path(run.folder(), FOLDER + ".csv"), GlobalFiles.csv(summary), conf);
  }
}
