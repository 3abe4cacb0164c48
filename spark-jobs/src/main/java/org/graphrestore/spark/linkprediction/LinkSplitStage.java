package org.graphrestore.spark.linkprediction;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.graphrestore.linkprediction.LinkPredictionParams;
import org.graphrestore.spark.store.Fingerprint;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * Hides edges of a graph without disconnecting it (docs/link-prediction.md): the training graph is
 * a graph store of its own with the same nodes, the hidden edges are a store beside it.
 *
 * <p>Cost: one shuffle of the pairs, one pass of one task over them with 4 bytes a node, two joins
 * of the arcs with the hidden pairs. The split depends on the graph, the fractions and the seed.
 */
public final class LinkSplitStage {
  /** Name of the stage in messages and manifests. */
  public static final String NAME = "split";

  private LinkSplitStage() {}

  /**
   * Splits into {@code run.folder()/split}, or reuses what is there.
   *
   * @throws UserMistakeException if so many edges cannot be hidden; the message says how many can
   */
  public static LinkSplit run(GraphStore graph, LinkPredictionParams params, RunContext run) {
    Configuration conf = run.spark().sparkContext().hadoopConfiguration();
    Path place = new Path(run.folder(), LinkSplit.FOLDER);
    StoreFolder training = StoreFolder.at(new Path(place, GraphStore.FOLDER), conf);
    StoreFolder links = StoreFolder.at(new Path(place, LinkSplit.LINKS), conf);
    SortedMap<String, String> described = new TreeMap<>(params.splitTexts());
    described.put("graph", graph.fingerprint());
    described.put("seed", Long.toString(run.seed()));
    String fingerprint = Fingerprint.of(NAME, LinkSplit.FORMAT_VERSION, described);
    run.progress()
        .stageStarted(
            NAME,
            String.format(
                Locale.ROOT,
                "%s of the edges to hide, components stay connected",
                params.validationFraction() == 0
                    ? params.testFraction()
                    : params.testFraction() + " + " + params.validationFraction()));
    boolean reusable =
        training.reusable(StoreManifest.GRAPH, GraphStore.FORMAT_VERSION, fingerprint).isPresent()
            && links
                .reusable(StoreManifest.LINKS, LinkSplit.FORMAT_VERSION, fingerprint)
                .isPresent();
    if (!reusable) {
      warnOfChanges(graph, params, run, links);
      build(graph, params, run, fingerprint, training, links);
    }

    LinkSplit split = LinkSplit.open(run.spark(), place);
    run.progress().stageFinished(NAME, (reusable ? "reused " : "") + summary(split));
    return split;
  }

  private static void build(
      GraphStore graph,
      LinkPredictionParams params,
      RunContext run,
      String fingerprint,
      StoreFolder training,
      StoreFolder links) {
    boolean done = false;
    try {
      if (graph.nodes() > Integer.MAX_VALUE) {
        throw new UserMistakeException(
            "The graph has "
                + graph.nodes()
                + " nodes (at most "
                + Integer.MAX_VALUE
                + " can be split); ingest a sample of it");
      }

      new SplitBuild(graph, params, run, fingerprint).build(training, links);
      done = true;
    } finally {
      if (!done) {
        training.abandon();
        links.abandon();
      }
    }
  }

  private static void warnOfChanges(
      GraphStore graph, LinkPredictionParams params, RunContext run, StoreFolder links) {
    if (links.manifest().isEmpty()) {
      return;
    }

    SortedMap<String, String> upstream = new TreeMap<>(links.manifest().get().upstream());
    upstream.put("graph", graph.fingerprint());
    List<String> differences = links.differences(params.splitTexts(), upstream);
    if (!differences.isEmpty()) {
      run.progress().warned("The split is made anew: " + String.join(", ", differences));
    }
  }

  private static String summary(LinkSplit split) {
    StoreManifest manifest = split.manifest();
    long pairs = manifest.counts().get("pairs");
    long hidden = manifest.counts().get("hidden_pairs");
    return String.format(
        Locale.ROOT, "%,d of %,d edges hidden, %,d left to train on", hidden, pairs, pairs - hidden);
  }
}
