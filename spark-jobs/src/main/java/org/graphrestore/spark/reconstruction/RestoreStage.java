package org.graphrestore.spark.reconstruction;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.graphrestore.reconstruction.restored.PairCost;
import org.graphrestore.reconstruction.restored.PairRanges;
import org.graphrestore.reconstruction.restored.RestoreParams;
import org.graphrestore.reconstruction.restored.RestoredFiles;
import org.graphrestore.reconstruction.restored.RestoredSummary;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.Fingerprint;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ResultFile;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * Restores a graph from an embedding (docs/evaluation.md): writes a graph store with the same nodes
 * and the edges that the vectors tell, and compares it with the original.
 *
 * <p>Cost: nodes squared times dimension multiply-adds. Not for graphs of millions of nodes, which
 * are restored among a sample.
 */
public final class RestoreStage {
  /** Name of the stage in messages and manifests. */
  public static final String NAME = "restore";

  /** Name of the folder of a run in which the restored graph lies. */
  public static final String FOLDER = "restored";

  /** Version of the comparison; the graph store has its own. */
  private static final int VERSION = 1;

  private RestoreStage() {}

  /**
   * Restores into {@code run.folder()/restored}, and writes {@code restored.json} and {@code
   * restored.csv}; or reuses what is there.
   *
   * @throws UserMistakeException if the graph is too large to be restored whole, the sample has no
   *     edge, or the vectors cannot be ranked
   */
  public static RestoredSummary run(
      GraphStore graph, EmbeddingStore embeddings, RestoreParams params, RunContext run) {
    ReconstructStage.requireSameGraph(graph, embeddings);
    long nodes = nodes(graph, params);
    int cores = run.spark().sparkContext().defaultParallelism();
    String cost = cost(nodes, embeddings.dim(), cores);
    if (nodes > params.maxNodes()) {
      throw new UserMistakeException(
          String.format(
              Locale.ROOT,
              "Restoring a graph of %,d nodes scores %s (reconstruct.restore-max-nodes is %,d); restore"
                  + " among a seeded sample, for example --restore-nodes %d, or raise"
                  + " reconstruct.restore-max-nodes",
              nodes,
              cost,
              params.maxNodes(),
              Math.min(100_000, params.maxNodes())));
    }

    SortedMap<String, String> all = new TreeMap<>(params.texts());
    all.put("graph", graph.fingerprint());
    all.put("embeddings", embeddings.fingerprint());
    all.put("seed", Long.toString(run.seed()));
    Configuration conf = run.spark().sparkContext().hadoopConfiguration();
    StoreFolder folder = StoreFolder.of(run, FOLDER);
    StoreManifest.Builder manifest =
        StoreManifest.builder(StoreManifest.GRAPH, GraphStore.FORMAT_VERSION, NAME)
            .fingerprint(Fingerprint.of(NAME, VERSION, all))
            .seed(run.seed())
            .config(params.texts())
            .upstream("graph", graph.fingerprint())
            .upstream("embeddings", embeddings.fingerprint());
    var reusable = folder.reuse(manifest.build());
    if (reusable.isPresent()) {
      RestoredSummary summary = RestoredFiles.parse(ResultFile.read(folder, reusable.get(), conf));
      writeSummary(summary, run, conf);
      run.progress().stageFinished(NAME, "reused " + headline(summary));
      return summary;
    }

    run.progress().stageStarted(NAME, params.way().label() + ", " + cost);
    long start = System.nanoTime();
    Path attempt = folder.newAttempt();
    boolean committed = false;
    try {
      Restoration restoration =
          new Restoration(graph, embeddings, params, run, folder.path(), attempt, manifest);
      RestoredSummary summary = restoration.run();
      StoreManifest.Table result = ResultFile.save(attempt, RestoredFiles.json(summary), conf);
      folder.commit(
          manifest
              .input(graph.manifest().input())
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

  private static long nodes(GraphStore graph, RestoreParams params) {
    return params.nodes().isPresent()
        ? Math.min(graph.nodes(), params.nodes().getAsInt())
        : graph.nodes();
  }

  /** Says how much work it is. Every way comes to all ordered pairs. */
  private static String cost(long nodes, int dim, int cores) {
    double pairs = PairRanges.pairs(nodes);
    double seconds = PairCost.coreSeconds(nodes, dim, PairCost.RATE) / cores;
    String time =
        seconds < 90
            ? String.format(Locale.ROOT, "%.0f s", Math.max(1, seconds))
            : seconds < 5400
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%,.0f h", seconds / 3600);
    return String.format(
        Locale.ROOT, "%,.0f pairs of %d numbers, about %s on %d cores", pairs, dim, time, cores);
  }

  private static String headline(RestoredSummary summary) {
    return String.format(
        Locale.ROOT,
        "%,d edges by %s, %.3f of them the original's (random %.5f); %,d triangles for %,d",
        summary.edges().restored(),
        summary.score(),
        summary.edges().precision(),
        summary.edges().random(),
        summary.restored().triangles(),
        summary.original().triangles());
  }

  private static void writeSummary(RestoredSummary summary, RunContext run, Configuration conf) {
    ResultFile.write(new Path(run.folder(), FOLDER + ".json"), RestoredFiles.json(summary), conf);
    ResultFile.write(new Path(run.folder(), FOLDER + ".csv"), RestoredFiles.csv(summary), conf);
  }
}
