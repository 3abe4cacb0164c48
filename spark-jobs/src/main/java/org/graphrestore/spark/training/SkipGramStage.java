package org.graphrestore.spark.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.skipgram.ObjectiveParams;
import org.graphrestore.skipgram.SkipGramParams;
import org.graphrestore.skipgram.TrainingPlan;
import org.graphrestore.skipgram.TrainingSchedule;
import org.graphrestore.skipgram.WarmParams;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.EmbeddingWriter;
import org.graphrestore.spark.store.Fingerprint;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.walks.WalkSource;
import org.graphrestore.vector.Kernels;

/**
 * Trains skip-gram with negative sampling, model-parallel in blocks (docs/training.md): an episode
 * is one job that makes pairs and B jobs that train B disjoint buckets each. The model lies in
 * files of a scratch folder beside the store, which is deleted whatever happens.
 */
public final class SkipGramStage {
  /** Name of the stage in messages and manifests. */
  public static final String NAME = "train";

  /** File in the scratch folder of a training that can go on from finished rounds. */
  public static final String FINISHED_ROUNDS = RoundManifest.NAME;

  private static final String SCRATCH = ".scratch-train-";

  private SkipGramStage() {}

  /** Trains on walks as DeepWalk does. */
  public static EmbeddingStore run(
      GraphStore graph, WalkSource walks, SkipGramParams params, RunContext run) {
    return run(graph, walks, params, ObjectiveParams.defaults(), WarmParams.NONE, run);
  }

  /**
   * Trains on walks, by other windows, or on one table, or without some tokens; and perhaps from
   * vectors that are there.
   */
  public static EmbeddingStore run(
      GraphStore graph,
      WalkSource walks,
      SkipGramParams params,
      ObjectiveParams objective,
      WarmParams warm,
      RunContext run) {
    return run(graph, Objective.walks(graph, walks, params, objective), params, warm, run);
  }

  /**
   * Writes the vectors to {@code run.folder()/embeddings}, or reuses those that are there.
   *
   * @param graph the graph
   * @param objective the pairs, and on how many tables they are trained
   * @param asked settings
   * @param warm what training goes on from, if anything
   * @param run session, folder, seed and progress
   * @throws UserMistakeException if the settings do not fit the graph, training diverges, or there
   *     are other vectors that may not be replaced
   */
  static EmbeddingStore run(
      GraphStore graph,
      Objective objective,
      SkipGramParams asked,
      WarmParams warm,
      RunContext run) {
    SkipGramParams params = scheduled(objective, asked, warm);
    double expectedPairs = objective.pairs().expectedPairs();
    TrainingPlan plan = plan(params, graph, expectedPairs);
    SortedMap<String, String> config = objective.with(params.texts(plan));
    SortedMap<String, String> upstream = new TreeMap<>(objective.upstream());
    upstream.put("graph", graph.fingerprint());
    config.putAll(warm.texts());
    WarmStarter starter = warm.none() ? null : WarmStarter.open(graph, warm, params.dim(), run);
    if (starter != null) {
      upstream.put("vectors", starter.store().fingerprint());
    }

    SortedMap<String, String> parts = new TreeMap<>(config);
    parts.putAll(upstream);
    parts.put("seed", Long.toString(run.seed()));
    String fingerprint = Fingerprint.of(NAME, EmbeddingStore.FORMAT_VERSION, parts);
    StoreFolder folder = StoreFolder.of(run, EmbeddingStore.FOLDER);
    StoreManifest.Builder manifest =
        EmbeddingWriter.manifest(NAME).fingerprint(fingerprint).seed(run.seed()).config(config);
    upstream.forEach(manifest::upstream);
    Optional<StoreManifest> old = folder.reuse(manifest.build());
    if (old.isPresent()) {
      deleteOthers(run, null);
      run.progress().stageFinished(NAME, "reused " + summary(old.get()));
      return EmbeddingStore.open(run.spark(), folder.path());
    }

    deleteOthers(run, scratchFolder(run, fingerprint));
    TrainingMemory.check(context(run), plan, params.dim(), expectedPairs);
    run.progress().stageStarted(NAME, what(objective, plan, params));
    EmbeddingStore store =
        train(
            graph,
            objective,
            starter,
            params,
            plan,
            manifest.fact("method", objective.method()),
            run,
            fingerprint);
    run.progress().stageFinished(NAME, summary(store.manifest()));
    return store;
  }

  private static SkipGramParams scheduled(
      Objective objective, SkipGramParams asked, WarmParams warm) {
    try {
      return objective.scheduled(asked, warm.freeze());
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(e.getMessage(), e);
    }
  }

  private static TrainingPlan plan(SkipGramParams params, GraphStore graph, double expectedPairs) {
    try {
      return TrainingPlan.of(params, graph.nodes(), expectedPairs);
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(e.getMessage(), e);
    }
  }

  private static EmbeddingStore train(
      GraphStore graph,
      Objective objective,
      WarmStarter starter,
      SkipGramParams params,
      TrainingPlan plan,
      StoreManifest.Builder manifest,
      RunContext run,
      String fingerprint) {
    long started = System.nanoTime();
    JavaSparkContext sc = context(run);
    ScratchFiles scratch = new ScratchFiles(scratchFolder(run, fingerprint), hadoop(run));
    EmbeddingWriter writer = null;
    boolean done = false;
    try {
      WarmStart start = starter == null ? null : starter.start(sc, scratch, run);
      Objective trained = narrowed(graph, objective, starter, scratch, run);
      Training training =
          new Training(
              sc,
              scratch,
              graph.files(),
              trained,
              start,
              plan,
              params,
              run.seed(),
              run.progress(),
              fingerprint);
      tellFinished(training, plan, run);
      ModelState model = training.run();
      long writing = System.nanoTime();
      writer = EmbeddingWriter.begin(graph, params.dim(), run);
      VectorPanels panels = new VectorPanels(scratch, plan, params.dim());
      writer.vectors(panels.read(sc, model.inputs()));
      if (!objective.oneTable()) {
        writer.context(panels.read(sc, model.contexts()));
      }

      EmbeddingStore store =
          writer.commit(
              manifest
                  .count("pairs", training.pairs())
                  .fact(LossCurve.FACT, LossCurve.json(training.curve()))
                  .fact("kernels", Kernels.active().name())
                  .time("pairs", training.pairSeconds())
                  .time("rounds", training.roundSeconds())
                  .time("write", seconds(writing))
                  .seconds(seconds(started)));
      done = true;
      return store;
    } catch (UserMistakeException e) {
      // Diverged, or a setting that does not fit: the same training would end here again.
      delete(scratch);
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the scratch folder of training", e);
    } finally {
      if (writer != null && !done) {
        writer.abandon();
      }

      if (done) {
        delete(scratch);
      }
    }
  }

  private static void tellFinished(Training training, TrainingPlan plan, RunContext run) {
    if (training.finishedBefore() > 0) {
      run.progress()
          .stageStarted(
              NAME,
              "going on after "
                  + training.finishedBefore()
                  + " of "
                  + plan.rounds()
                  + " rounds, which are finished");
    }
  }

  /** Where the rounds of this very training lie, also those of an earlier run that was killed. */
  private static Path scratchFolder(RunContext run, String fingerprint) {
    return new Path(run.folder(), SCRATCH + fingerprint);
  }

  /** Deletes the rounds of trainings that nobody can go on with: those with other settings. */
  private static void deleteOthers(RunContext run, Path mine) {
    try {
      FileSystem fs = run.folder().getFileSystem(hadoop(run));
      if (!fs.exists(run.folder())) {
        return;
      }

      for (FileStatus status : fs.listStatus(run.folder())) {
        String name = status.getPath().getName();
        if (name.startsWith(SCRATCH) && (mine == null || !name.equals(mine.getName()))) {
          fs.delete(status.getPath(), true);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tidy up " + run.folder(), e);
    }
  }

  /** Leaves out walks that visit no changed node, and tokens of frequent nodes. */
  private static Objective narrowed(
      GraphStore graph,
      Objective objective,
      WarmStarter starter,
      ScratchFiles scratch,
      RunContext run) {
    PairSource pairs = objective.pairs();
    if (starter != null && starter.changedOnly()) {
      ChangedNodes changed = starter.changed(scratch, run);
      if (changed.count() == 0) {
        run.progress().warned("No node has changed: the vectors stay as they are");
      }

      pairs = new ChangedPairs(pairs, changed);
    }

    if (objective.subsample() > 0) {
      pairs = new SubsampledPairs(pairs, graph.nodes(), objective.subsample(), run.seed());
    }

    return objective.on(pairs);
  }

  private static void delete(ScratchFiles scratch) {
    try {
      scratch.deleteAll();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete the scratch folder of training", e);
    }
  }

  private static String what(Objective objective, TrainingPlan plan, SkipGramParams params) {
    List<String> parts = new ArrayList<>();
    parts.add("dimension " + params.dim());
    parts.add(
        objective.method().equals(DeepWalk.NAME)
            ? "window " + params.window()
            : String.format(
                Locale.ROOT,
                "%s, %.1f M drawn pairs an epoch",
                objective.method(),
                objective.pairs().expectedPairs() / 1e6));
    if (objective.oneTable()) {
      parts.add("one table");
    }

    parts.add(plan.epochs() == 1 ? "1 epoch" : plan.epochs() + " epochs");
    parts.add(plan.episodes() == 1 ? "1 episode" : plan.episodes() + " episodes");
    parts.add(plan.blocks() == 1 ? "1 block" : plan.blocks() + " blocks");
    if (plan.schedule() == TrainingSchedule.WINDOWS) {
      parts.add("window by window");
    } else {
      int tiles = plan.nodes() == 0 ? 0 : plan.tiles(0).blocks();
      parts.add(tiles == 1 ? "1 tile" : tiles + " tiles a block");
    }

    return String.join(", ", parts);
  }

  private static String summary(StoreManifest manifest) {
    long pairs = manifest.count("pairs").orElse(0L);
    return String.format(
        Locale.ROOT,
        "%,d vectors of dimension %d, %.1f M pairs at %.1f M pairs/s",
        manifest.counts().get("nodes"),
        manifest.counts().get("dim"),
        pairs / 1e6,
        pairs / Math.max(1e-9, manifest.seconds()) / 1e6);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static JavaSparkContext context(RunContext run) {
    return JavaSparkContext.fromSparkContext(run.spark().sparkContext());
  }

  private static Configuration hadoop(RunContext run) {
    return run.spark().sparkContext().hadoopConfiguration();
  }
}
