package org.graphrestore.spark.walks;

import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.WalkFiles;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.spark.store.WrittenFiles;
import org.graphrestore.walk.WalkParams;
import scala.Tuple2;

/**
 * Makes all walks of a graph and stores them, by the replicated engine: one job without a shuffle,
 * in which every task walks from a range of starts on its executor's one copy of the graph and
 * writes one file.
 */
public final class WalkStage {
  /** Name of the stage in messages and manifests. */
  public static final String NAME = "walks";

  private static final double NANOS = 1e9;

  private WalkStage() {}

  /**
   * Writes the walks to {@code run.folder()/walks}, or reuses those that are there.
   *
   * @throws org.graphrestore.spark.store.UserMistakeException if the graph does not fit an
   *     executor, or the folder holds other walks or files that are not ours
   */
  public static WalkStore run(GraphStore graph, WalkParams params, RunContext run) {
    ProgressSink progress = run.progress();
    StoreFolder folder = StoreFolder.of(run, WalkStore.FOLDER);
    String fingerprint = WalkFingerprint.of(graph.fingerprint(), params, run.seed());
    StoreManifest wanted =
        StoreManifest.builder(StoreManifest.WALKS, WalkStore.FORMAT_VERSION, NAME)
            .fingerprint(fingerprint)
            .seed(run.seed())
            .config(params.texts())
            .upstream("graph", graph.fingerprint())
            .build();
    if (folder.reuse(wanted).isPresent()) {
      WalkStore store = WalkStore.open(run.spark(), folder.path());
      progress.stageFinished(NAME, "reused " + summary(store.walks(), store.tokens()));
      return store;
    }

    progress.stageStarted(NAME, what(graph, params));
    ReplicatedMemory.check(graph);
    boolean committed = false;
    try {
      StoreManifest manifest = write(graph, params, fingerprint, folder, run);
      folder.commit(manifest);
      committed = true;
      progress.stageFinished(NAME, finished(manifest));
    } finally {
      if (!committed) {
        folder.abandon();
      }

      WalkTasks.release(context(run), graph.fingerprint());
    }

    return WalkStore.open(run.spark(), folder.path());
  }

  private static StoreManifest write(
      GraphStore graph, WalkParams params, String fingerprint, StoreFolder folder, RunContext run) {
    long started = System.nanoTime();
    JavaSparkContext sc = context(run);
    Configuration conf = sc.hadoopConfiguration();
    BlockLayout layout = WalkTasks.layout(sc, graph.nodes(), params);
    Path table = new Path(folder.newAttempt(), WalkStore.WALKS);
    WalkWriter writer =
        new WalkWriter(graph.files(), params, run.seed(), layout, folder.path(), table, conf);
    double steps = (double) graph.nodes() * params.walksPerNode() * (params.length() - 1);
    String group = "graphrestore walks " + table.getParent().getName();
    sc.setJobGroup(group, "GraphRestore: walks", true);
    List<Tuple2<String, long[]>> written;
    try (TaskProgress listener =
        new TaskProgress(sc.sc(), group, run.progress(), NAME, layout.blocks(), steps, "steps")) {
      listener.listen();
      written = WalkTasks.blocks(sc, layout).map(writer::write).collect();
    } finally {
      sc.clearJobGroup();
    }

    StoreManifest.Table files =
        new StoreManifest.Table(WalkFiles.DDL, WrittenFiles.unpack(written));
    return StoreManifest.builder(StoreManifest.WALKS, WalkStore.FORMAT_VERSION, NAME)
        .fingerprint(fingerprint)
        .seed(run.seed())
        .config(params.texts())
        .upstream("graph", graph.fingerprint())
        .table(WalkStore.WALKS, files)
        .count("walks", files.rows())
        .count("tokens", WrittenFiles.sum(written, 0))
        .count("steps", WrittenFiles.sum(written, 0) - files.rows())
        .count("dead_ends", WrittenFiles.sum(written, 1))
        .time("load-task-seconds", WrittenFiles.sum(written, 2) / NANOS)
        .time("walk-task-seconds", WrittenFiles.sum(written, 3) / NANOS)
        .seconds((System.nanoTime() - started) / NANOS)
        .build();
  }

  private static String what(GraphStore graph, WalkParams params) {
    return String.format(
        Locale.ROOT,
        "%d %s walks of %d nodes from each of %,d nodes",
        params.walksPerNode(),
        params.law().name().toLowerCase(Locale.ROOT),
        params.length(),
        graph.nodes());
  }

  private static String finished(StoreManifest manifest) {
    long deadEnds = manifest.counts().get("dead_ends");
    double walking = Math.max(1e-9, manifest.times().get("walk-task-seconds"));
    return String.format(
        Locale.ROOT,
        "%s, %,d ended at a dead end, %.1f M steps/s a core while walking",
        summary(manifest.counts().get("walks"), manifest.counts().get("tokens")),
        deadEnds,
        manifest.counts().get("steps") / walking / 1e6);
  }

  private static String summary(long walks, long tokens) {
    return String.format(Locale.ROOT, "%,d walks, %,d nodes", walks, tokens);
  }

  private static JavaSparkContext context(RunContext run) {
    return JavaSparkContext.fromSparkContext(run.spark().sparkContext());
  }
}
