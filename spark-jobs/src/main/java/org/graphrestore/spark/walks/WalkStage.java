package org.graphrestore.spark.walks;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.walk.EngineParams;
import org.graphrestore.walk.WalkParams;

/**
 * Makes all walks of a graph and stores them, wave by wave. After every wave but the last the
 * finished ones are noted in the attempt's folder ({@link StoreFolder#checkpoint}); a run that
 * finds such waves goes on after them.
 */
public final class WalkStage {
  /** Name of the stage in messages and manifests. */
  public static final String NAME = "walks";

  private static final double NANOS = 1e9;

  private final GraphStore graph;
  private final WalkParams params;
  private final RunContext run;
  private final StoreFolder folder;
  private final String fingerprint;

  private WalkStage(GraphStore graph, WalkParams params, RunContext run) {
    this.graph = graph;
    this.params = params;
    this.run = run;
    this.folder = StoreFolder.of(run, WalkStore.FOLDER);
    this.fingerprint = WalkFingerprint.of(graph.fingerprint(), params, run.seed());
  }

  /** Chooses and makes an engine, once it is known that walks are to be made. */
  @FunctionalInterface
  interface Makers {
    /**
     * Makes a maker.
     *
     * @param store the folder of the walk store
     * @param made the settings, with the number of walks that every node gets
     */
    WalkMaker make(Path store, WalkParams made);
  }

  /**
   * Writes the walks to {@code run.folder()/walks}, or reuses those that are there.
   *
   * @param engine who makes them
   * @throws org.graphrestore.spark.store.UserMistakeException if the graph does not fit the engine
   *     that is asked for, or the folder holds other walks or files that are not ours
   */
  public static WalkStore run(
      GraphStore graph, WalkParams params, EngineParams engine, RunContext run) {
    return run(graph, params, run, (store, made) -> WalkMakers.of(graph, made, engine, run, store));
  }

  /** Writes the walks by the engine that suits the graph and the executors. */
  public static WalkStore run(GraphStore graph, WalkParams params, RunContext run) {
    return run(graph, params, EngineParams.AUTO, run);
  }

  static WalkStore run(GraphStore graph, WalkParams params, RunContext run, Makers makers) {
    return new WalkStage(graph, params, run).run(makers);
  }

  private WalkStore run(Makers makers) {
    ProgressSink progress = run.progress();
    if (folder.reuse(manifest().build()).isPresent()) {
      WalkStore store = WalkStore.open(run.spark(), folder.path());
      progress.stageFinished(NAME, "reused " + summary(store.walks(), store.tokens()));
      return store;
    }

    LawCheck.check(graph, params);
    boolean committed = false;
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(run.spark().sparkContext());
    WalkPilot.Finding found = WalkPilot.find(sc, graph, params, run.seed(), progress);
    try (WalkMaker maker = makers.make(folder.path(), found.params())) {
      StoreManifest manifest = write(maker, found);
      folder.commit(manifest);
      committed = true;
      progress.stageFinished(NAME, finished(manifest));
    } finally {
      if (!committed) {
        folder.abandon();
      }
    }

    return WalkStore.open(run.spark(), folder.path());
  }

  private StoreManifest write(WalkMaker maker, WalkPilot.Finding found) {
    Optional<StoreManifest> part = folder.resume(planned(maker).build());
    FinishedWaves finished =
        part.map(some -> FinishedWaves.of(some, params.length()))
            .orElseGet(() -> new FinishedWaves(params.length()));
    run.progress().stageStarted(NAME, what(found, finished.waves(), maker));
    if (finished.waves() > 0) {
      run.progress().resumed(NAME, (double) finished.waves() / maker.waves());
    }

    Path attempt = part.isPresent() ? folder.attempt() : folder.newAttempt();
    // Names of files are unique among the tasks of one driver only.
    String name = part.isPresent() ? "-" + UUID.randomUUID().toString().substring(0, 8) : "";
    Path table = new Path(attempt, WalkStore.WALKS + name);
    while (finished.waves() < maker.waves()) {
      long started = System.nanoTime();
      WaveFiles wave = maker.write(finished.waves(), table);
      finished.add(wave, (System.nanoTime() - started) / NANOS);
      if (finished.waves() < maker.waves()) {
        folder.checkpoint(finished.part(planned(maker)));
      }
    }

    LawCheck.pathEnd(params, finished.longest()).ifPresent(run.progress()::warned);
    return finished.manifest(
        found.addTo(
            manifest().fact("engine", maker.engine()).fact("engine_reason", maker.reason())));
  }

  private StoreManifest.Builder manifest() {
    return StoreManifest.builder(StoreManifest.WALKS, WalkStore.FORMAT_VERSION, NAME)
        .fingerprint(fingerprint)
        .seed(run.seed())
        .config(params.texts())
        .upstream("graph", graph.fingerprint());
  }

  private StoreManifest.Builder planned(WalkMaker maker) {
    return manifest().fact("plan", maker.plan());
  }

  private String what(WalkPilot.Finding found, int finished, WalkMaker maker) {
    String walks =
        String.format(
            Locale.ROOT,
            "%d %s walks of %s%d nodes from each of %,d nodes%s",
            found.params().walksPerNode(),
            params.lawText(),
            params.stop().byInformation() ? "up to " : "",
            params.length(),
            graph.nodes(),
            found.text());
    if (maker.engine().equals("partitioned")) {
      walks += " by the " + maker.plan() + ": " + maker.reason();
    }

    return finished == 0
        ? walks
        : walks
            + "; going on after "
            + finished
            + " of "
            + maker.waves()
            + " waves, which are finished";
  }

  private String finished(StoreManifest manifest) {
    long deadEnds = manifest.counts().get("dead_ends");
    double walking = Math.max(1e-9, manifest.times().get("walk-task-seconds"));
    return String.format(
        Locale.ROOT,
        "%s, %s%,d ended at a dead end, %.1f M steps/s a core while walking%s",
        summary(manifest.counts().get("walks"), manifest.counts().get("tokens")),
        saved(manifest),
        deadEnds,
        manifest.counts().get("steps") / walking / 1e6,
        further(manifest));
  }

  private static String further(StoreManifest manifest) {
    double steps = Math.max(1, manifest.counts().get("steps"));
    long rejections = manifest.counts().get("rejections");
    long exchanged = manifest.count("exchanged_bytes").orElse(0L);
    return (rejections == 0
            ? ""
            : String.format(Locale.ROOT, ", %.2f rejections a step", rejections / steps))
        + (exchanged == 0
            ? ""
            : String.format(Locale.ROOT, ", %.1f bytes a step between tasks", exchanged / steps));
  }

  private String saved(StoreManifest manifest) {
    if (!params.stop().byInformation()) {
      return "";
    }

    double tokens = manifest.counts().get("tokens");
    double most = (double) graph.nodes() * params.walksPerNode() * params.length();
    return String.format(
        Locale.ROOT,
        "%.1f a walk, %.0f %% fewer than of %d x %d, ",
        tokens / Math.max(1, manifest.counts().get("walks")),
        100 * (1 - tokens / Math.max(1, most)),
        params.walksPerNode(),
        params.length());
  }

  private static String summary(long walks, long tokens) {
    return String.format(Locale.ROOT, "%,d walks, %,d nodes", walks, tokens);
  }
}
