package org.graphrestore.spark.job;

import org.apache.hadoop.fs.Path;
import org.graphrestore.config.Settings;
import org.graphrestore.linkprediction.LinkPredictionParams;
import org.graphrestore.linkprediction.LinkPredictionSummary;
import org.graphrestore.spark.linkprediction.LinkPredictionStage;
import org.graphrestore.spark.linkprediction.LinkSplit;
import org.graphrestore.spark.linkprediction.LinkSplitStage;
import org.graphrestore.spark.linkprediction.SplitExport;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreFolder;

/** The stages of a run that hides edges and predicts them. */
final class LinkStages {
  private final JobRun job;
  private final Settings settings;
  private final RunContext run;
  private final ReportAssembly report;

  LinkStages(JobRun job, Settings settings, RunContext run, ReportAssembly report) {
    this.job = job;
    this.settings = settings;
    this.run = run;
    this.report = report;
  }

  /** Hides edges of a graph, or finds them hidden. */
  LinkSplit split(GraphStore graph) {
    LinkSplit split = LinkSplitStage.run(graph, LinkPredictionParams.from(settings), run);
    job.remember(LinkSplitStage.NAME, split.manifest());
    return split;
  }

  /** Opens the split that the user named. */
  LinkSplit openSplit(String path) {
    LinkSplit split = LinkSplit.open(run.spark(), new Path(path));
    report.graph(split.training());
    return split;
  }

  /** Writes both parts of a split for other programs. */
  void exportSplit(LinkSplit split) {
    SplitExport.run(split, new Path(run.folder(), LinkSplit.FOLDER), run);
  }

  /** Writes the non-edges of a measurement for other programs. */
  void exportNonEdges(LinkSplit split) {
    LinkPredictionStage.exportNonEdges(split, run);
  }

  /** Measures how well vectors of the training graph predict the hidden edges. */
  void predict(LinkSplit split, EmbeddingStore embeddings) {
    LinkPredictionSummary summary =
        LinkPredictionStage.run(split, embeddings, LinkPredictionParams.from(settings), run);
    StoreFolder store = StoreFolder.of(run, LinkPredictionStage.FOLDER);
    store.manifest().ifPresent(manifest -> job.remember(LinkPredictionStage.NAME, manifest));
    report.linkPrediction(embeddings, summary);
  }
}
