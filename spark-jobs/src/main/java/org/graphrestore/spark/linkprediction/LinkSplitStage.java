package org.graphrestore.spark.linkprediction;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
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
   * @throws UserMistakeException if so many edges cannot be hidden; the message says how many can;
   *     or if there is another split that may not be replaced
   */
  public static LinkSplit run(GraphStore graph, LinkPredictionParams params, RunContext run) {
    Path place = new Path(run.folder(), LinkSplit.FOLDER);
    StoreFolder training = StoreFolder.of(run, LinkSplit.FOLDER + "/" + GraphStore.FOLDER);
    StoreFolder links = StoreFolder.of(run, LinkSplit.FOLDER + "/" + LinkSplit.LINKS);
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
        training
                .reuse(
                    wanted(StoreManifest.GRAPH, GraphStore.FORMAT_VERSION)
                        .fingerprint(fingerprint)
                        .seed(run.seed())
                        .config(params.splitTexts())
                        .upstream("graph", graph.fingerprint())
                        .build())
                .isPresent()
            && links
                .reuse(
                    wanted(StoreManifest.LINKS, LinkSplit.FORMAT_VERSION)
                        .fingerprint(fingerprint)
                        .seed(run.seed())
                        .config(params.splitTexts())
                        .upstream("graph", graph.fingerprint())
                        .build())
                .isPresent();
    if (!reusable) {
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

  private static StoreManifest.Builder wanted(String format, int version) {
    return StoreManifest.builder(format, version, NAME);
  }

  private static String summary(LinkSplit split) {
    StoreManifest manifest = split.manifest();
    long pairs = manifest.counts().get("pairs");
    long hidden = manifest.counts().get("hidden_pairs");
    return String.format(
        Locale.ROOT,
        "%,d of %,d edges hidden, %,d left to train on",
        hidden,
        pairs,
        pairs - hidden);
  }
}
