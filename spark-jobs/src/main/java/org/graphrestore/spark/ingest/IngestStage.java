package org.graphrestore.spark.ingest;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.PreparationParams;
import org.graphrestore.spark.store.Fingerprint;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * Reads edges and writes a graph store (docs/ingest.md).
 *
 * <p>Four steps, each of whose tasks writes files and returns counts: read and check rows, rank
 * nodes, sort arcs, write nodes. Nothing that grows with the graph reaches the driver. Cost: one
 * shuffle of two mentions a row with ids and labels, one of their numbers, one of the arcs; scratch
 * of about the size of the input beside the store.
 *
 * <p>The store is the same for any splits, partitions and order of rows.
 */
public final class IngestStage {
  /** Name of the stage. */
  public static final String STAGE = "ingest";

  private IngestStage() {}

  /**
   * Reads the input into {@code run.folder()/graph}, or reuses what is there.
   *
   * @throws UserMistakeException if the input cannot be read; the message names file, line and
   *     reason; or if there is another graph that may not be replaced
   */
  public static GraphStore run(IngestInput input, IngestParams params, RunContext run) {
    return run(input, params, PreparationParams.defaults(), run);
  }

  /**
   * Reads the input into {@code run.folder()/graph} and prepares it, or reuses what is there.
   *
   * @throws UserMistakeException if the input cannot be read, or nothing is left of it; the message
   *     says where and why
   */
  public static GraphStore run(
      IngestInput input, IngestParams params, PreparationParams preparation, RunContext run) {
    Configuration conf = run.spark().sparkContext().hadoopConfiguration();
    Path place = new Path(run.folder(), GraphStore.FOLDER);
    StoreFolder folder = StoreFolder.of(run, GraphStore.FOLDER);
    ResolvedInput files = ResolvedInput.resolve(input, conf);
    SortedMap<String, String> config = new TreeMap<>(params.texts());
    config.putAll(preparation.texts());
    if (params.filters().sampled()) {
      config.put("run.seed", Long.toString(run.seed()));
    }

    SortedMap<String, String> described = new TreeMap<>(config);
    files.describe(described);
    if (input.table() != null) {
      TableSource.open(run.spark(), input.table(), 0, params).describe(described);
    }

    String wanted = Fingerprint.of(STAGE, GraphStore.FORMAT_VERSION, described);
    run.progress().stageStarted(STAGE, input.shown());
    StoreManifest asked =
        StoreManifest.builder(StoreManifest.GRAPH, GraphStore.FORMAT_VERSION, STAGE)
            .config(config)
            .upstream("input", wanted)
            .input(files.manifest())
            .build();
    if (folder.reuse(asked).isPresent()) {
      GraphStore store = GraphStore.open(run.spark(), place);
      run.progress().stageFinished(STAGE, "reused " + summary(store.manifest()));
      return store;
    }

    // Not caught, for Spark throws checked exceptions that its methods do not declare.
    boolean committed = false;
    try {
      StoreManifest manifest =
          new GraphBuild(run, files, params, preparation, config, folder, wanted).build();
      folder.commit(manifest);
      committed = true;
      run.progress().stageFinished(STAGE, summary(manifest));
    } finally {
      if (!committed) {
        folder.abandon();
      }
    }

    return GraphStore.open(run.spark(), place);
  }

  private static String summary(StoreManifest manifest) {
    return String.format(
        Locale.ROOT,
        "%,d nodes, %,d edges",
        manifest.counts().get("nodes"),
        manifest.counts().get("edges"));
  }
}
