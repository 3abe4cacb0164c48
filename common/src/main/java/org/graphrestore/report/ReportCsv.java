package org.graphrestore.report;

import java.util.List;
import org.graphrestore.classification.ClassificationSummary;
import org.graphrestore.linkprediction.LinkPredictionSummary;
import org.graphrestore.reconstruction.FailCondition;
import org.graphrestore.reconstruction.RankingSummary;
import org.graphrestore.reconstruction.ReconstructionSummary;
import org.graphrestore.reconstruction.comparison.ComparisonFiles;
import org.graphrestore.reconstruction.comparison.ComparisonSummary;
import org.graphrestore.reconstruction.global.GlobalFiles;
import org.graphrestore.reconstruction.global.GlobalSummary;
import org.graphrestore.reconstruction.restored.RestoredFiles;
import org.graphrestore.reconstruction.restored.RestoredSummary;

/**
 * Writes a report as CSV in long format, one number or text a row: {@code report.csv} with the
 * columns {@code section,score,hop,key,metric,value}, described in {@code docs/report.md}. RFC 4180
 * quoting; lines end with a line feed.
 */
public final class ReportCsv {
  private final StringBuilder out = new StringBuilder("section,score,hop,key,metric,value\n");

  private ReportCsv() {}

  /** Returns the report as CSV, in UTF-16 as Java has it; to be written as UTF-8. */
  public static String write(RunReport report) {
    ReportCsv csv = new ReportCsv();
    csv.run(report.run());
    report.graph().ifPresent(csv::graph);
    report.walks().ifPresent(csv::walks);
    report.training().ifPresent(csv::training);
    report.reconstruction().ifPresent(csv::reconstruction);
    report.classification().ifPresent(csv::classification);
    report.linkPrediction().ifPresent(csv::linkPrediction);
    report.global().ifPresent(csv::global);
    report.restored().ifPresent(csv::restored);
    report.comparison().ifPresent(csv::comparison);
    for (StageTime stage : report.stages()) {
      csv.row("stages", stage.stage(), "seconds", stage.seconds());
      csv.row("stages", stage.stage(), "reused", stage.reused());
    }

    for (int i = 0; i < report.warnings().size(); i++) {
      csv.row("warnings", i + 1, "message", report.warnings().get(i));
    }

    for (FailCondition.Verdict verdict : report.gates()) {
      csv.row("gates", verdict.condition(), "value", verdict.value());
      csv.row("gates", verdict.condition(), "failed", verdict.failed());
    }

    return csv.out.toString();
  }

  private void run(RunFacts run) {
    row("run", "", "graphName", run.graphName());
    row("run", "", "command", run.command());
    row("run", "", "commandLine", run.commandLine());
    row("run", "", "version", run.version());
    row("run", "", "gitSha", run.gitSha());
    row("run", "", "startedAt", run.startedAt());
    row("run", "", "seconds", run.seconds());
    row("run", "", "seed", run.seed());
    RunFacts.Machine machine = run.machine();
    row("machine", "", "java", machine.java());
    row("machine", "", "spark", machine.spark());
    row("machine", "", "operatingSystem", machine.operatingSystem());
    row("machine", "", "master", machine.master());
    row("machine", "", "cores", machine.cores());
    row("machine", "", "heapBytes", machine.heapBytes());
    run.config().forEach((path, value) -> row("config", path, "value", value));
  }

  private void shape(ShapeFacts shape) {
    if (shape.components() == 0) {
      return;
    }

    row("graph", "", "components", shape.components());
    row("graph", "", "largestComponent", shape.largestComponent());
    row("graph", "", "componentsFound", shape.componentsFound());
    row("graph", "", "sinks", shape.sinks());
    row("graph", "", "loops", shape.loops());
    row("graph", "", "core", shape.core());
    row("graph", "", "maxDegreeKept", shape.maxDegree());
    row("graph", "", "removedByDegree", shape.removedByDegree());
    row("graph", "", "removedByCore", shape.removedByCore());
    row("graph", "", "removedByComponent", shape.removedByComponent());
    row("graph", "", "removedEdges", shape.removedEdges());
    for (ShapeFacts.SizeBucket bucket : shape.componentSizes()) {
      row("components", bucket.from(), "components", bucket.components());
    }
  }

  private void graph(GraphFacts graph) {
    for (int i = 0; i < graph.inputs().size(); i++) {
      row("graph", i + 1, "input", graph.inputs().get(i));
    }

    row("graph", "", "nodes", graph.nodes());
    row("graph", "", "edges", graph.edges());
    row("graph", "", "directed", graph.directed());
    row("graph", "", "weighted", graph.weighted());
    row("graph", "", "rowsRead", graph.rowsRead());
    row("graph", "", "selfLoopsDropped", graph.selfLoopsDropped());
    row("graph", "", "duplicatesMerged", graph.duplicatesMerged());
    row("graph", "", "isolatedNodes", graph.isolatedNodes());
    row("graph", "", "meanDegree", graph.meanDegree());
    row("graph", "", "maxDegree", graph.maxDegree());
    shape(graph.shape());
    for (GraphFacts.DegreeBucket bucket : graph.degreeHistogram()) {
      row("degrees", range(bucket.from(), bucket.to()), "nodes", bucket.nodes());
    }

    graph.relations().forEach(r -> row("relations", r.name(), "edges", r.edges()));
  }

  private void walks(WalkFacts walks) {
    row("walks", "", "law", walks.law());
    row("walks", "", "walksPerNode", walks.walksPerNode());
    row("walks", "", "length", walks.length());
    row("walks", "", "walks", walks.walks());
    row("walks", "", "tokens", walks.tokens());
    row("walks", "", "deadEnds", walks.deadEnds());
    row("walks", "", "stored", walks.stored());
    walks.made().ifPresent(this::making);
  }

  private void making(WalkFacts.Making making) {
    row("walks", "", "engine", making.engine());
    row("walks", "", "waves", making.waves());
    row("walks", "", "stepsPerSecond", making.stepsPerSecond());
    row("walks", "", "stepsPerCoreSecond", making.stepsPerCoreSecond());
    row("walks", "", "rejectionsPerStep", making.rejectionsPerStep());
    if (Double.isFinite(making.localShare())) {
      row("walks", "", "localShare", making.localShare());
    }

    row("walks", "", "exchangedBytes", making.exchangedBytes());
    for (WalkFacts.LengthBucket bucket : making.lengths()) {
      row("walks", "nodes " + range(bucket.from(), bucket.to()), "walks", bucket.walks());
    }
  }

  private void training(TrainingFacts training) {
    row("training", "", "method", training.method());
    row("training", "", "dim", training.dim());
    training.settings().forEach((name, value) -> row("training", name, "setting", value));
    row("training", "", "pairs", training.pairs());
    row("training", "", "seconds", training.seconds());
    for (TrainingFacts.LossPoint point : training.lossCurve()) {
      row("lossCurve", point.pairs(), "loss", point.loss());
      row("lossCurve", point.pairs(), "learningRate", point.learningRate());
    }
  }

  private void reconstruction(ReconstructionFacts reconstruction) {
    ReconstructionSummary summary = reconstruction.summary();
    row("reconstruction", "", "embeddings", reconstruction.embeddings());
    row("reconstruction", "", "dim", reconstruction.dim());
    row("reconstruction", "", "nodes", summary.nodes());
    row("reconstruction", "", "directed", summary.directed());
    row("reconstruction", "", "queries", summary.queries());
    row("reconstruction", "", "sampled", summary.sampled());
    for (ReconstructionSummary.ScoreSummary score : summary.scores()) {
      for (ReconstructionSummary.HopSummary hop : score.hops()) {
        truth("shell", score.score().label(), hop.hop(), hop.shell());
        truth("ball", score.score().label(), hop.hop(), hop.ball());
      }
    }

    for (ReconstructionSummary.BaselineSummary baseline : summary.baselines()) {
      for (ReconstructionSummary.HopSummary hop : baseline.hops()) {
        truth("shell", baseline.baseline().label(), hop.hop(), hop.shell());
        truth("ball", baseline.baseline().label(), hop.hop(), hop.ball());
      }
    }

    for (ReconstructionFacts.Examples examples : reconstruction.examples()) {
      nodes(examples.score().label(), "best", examples.best());
      nodes(examples.score().label(), "worst", examples.worst());
    }
  }

  private void linkPrediction(LinkPredictionFacts facts) {
    LinkPredictionSummary summary = facts.summary();
    row("linkPrediction", "", "embeddings", facts.embeddings());
    row("linkPrediction", "", "dim", facts.dim());
    row("linkPrediction", "", "testEdges", summary.testEdges());
    row("linkPrediction", "", "negatives", summary.negatives());
    row("linkPrediction", "", "candidates", summary.candidates());
    row("linkPrediction", "", "rankedEdges", summary.rankedEdges());
    for (LinkPredictionSummary.PairMeasures pair : summary.pairs()) {
      row("linkPrediction", pair.score(), "", "pairs", "auc", pair.auc());
      row("linkPrediction", pair.score(), "", "pairs", "averagePrecision", pair.averagePrecision());
    }

    for (LinkPredictionSummary.Ranking ranking : summary.rankings()) {
      String among = ranking.candidates();
      row("linkPrediction", ranking.score(), "", among, "mrr", ranking.mrr());
      ranking
          .hits()
          .forEach(
              hits ->
                  row(
                      "linkPrediction",
                      ranking.score(),
                      "",
                      among,
                      "hits" + hits.n(),
                      hits.share()));
    }
  }

  /** The rows of global.csv. */
  private void global(GlobalSummary summary) {
    row("global", "", "rows", summary.rows());
    GlobalFiles.rows(
        summary, (score, cutoff, metric, value) -> row("global", score, "", cutoff, metric, value));
  }

  /** The rows of restored.csv: the graph stands where a score does elsewhere. */
  private void restored(RestoredSummary summary) {
    row("restored", "", "way", summary.way());
    row("restored", "", "score", summary.score());
    RestoredFiles.rows(
        summary, (graph, key, metric, value) -> row("restored", graph, "", key, metric, value));
  }

  /** The key is the truth and the figure: shell map. */
  private void comparison(ComparisonSummary summary) {
    row("comparison", "", "nameOfA", summary.a().name());
    row("comparison", "", "nameOfB", summary.b().name());
    row("comparison", "", "queries", summary.queries());
    summary.scores().forEach(s -> row("comparison", s.pair().label(), "", "", "told", s.told()));
    ComparisonFiles.figures(
        summary,
        (score, hop, truth, of, figure) -> {
          String key = truth + " " + figure.metric().label();
          row("comparison", score, hop, key, "a", figure.a());
          row("comparison", score, hop, key, "b", figure.b());
          row("comparison", score, hop, key, "difference", figure.difference());
          interval("comparison", score, hop, key, "", figure.interval());
          interval("comparison", score, hop, key, "adjusted", figure.adjusted());
          row("comparison", score, hop, key, "verdict", figure.verdict().label());
        });
  }

  private void interval(
      String section,
      String score,
      int hop,
      String key,
      String name,
      ReconstructionSummary.Interval ends) {
    if (ends != null) {
      row(section, score, hop, key, name.isEmpty() ? "low" : name + "Low", ends.low());
      row(section, score, hop, key, name.isEmpty() ? "high" : name + "High", ends.high());
    }
  }

  private void classification(ClassificationFacts classification) {
    ClassificationSummary summary = classification.summary();
    row("classification", "", "embeddings", classification.embeddings());
    row("classification", "", "dim", classification.dim());
    row("classification", "", "source", classification.source());
    row("classification", "", "nodes", summary.nodes());
    row("classification", "", "labelledNodes", summary.labelledNodes());
    row("classification", "", "unknownNodes", summary.unknownNodes());
    row("classification", "", "labels", summary.labels());
    row("classification", "", "labelsPerNode", summary.labelsPerNode());
    row("classification", "", "repeats", summary.repeats());
    for (ClassificationSummary.Fraction fraction : summary.fractions()) {
      String key = fraction.percent() + " %";
      row("classification", key, "train", fraction.train());
      row("classification", key, "test", fraction.test());
      row("classification", key, "micro", fraction.micro().mean());
      row("classification", key, "microDeviation", fraction.micro().deviation());
      row("classification", key, "macro", fraction.macro().mean());
      row("classification", key, "macroDeviation", fraction.macro().deviation());
      row("classification", key, "accuracy", fraction.accuracy().mean());
      row("classification", key, "majorityMicro", fraction.majorityMicro().mean());
      row("classification", key, "majorityMacro", fraction.majorityMacro().mean());
    }
  }

  private void truth(
      String section, String score, int hop, ReconstructionSummary.TruthSummary truth) {
    row(section, score, hop, "", "queries", truth.queries());
    row(section, score, hop, "", "meanSize", truth.meanSize());
    row(section, score, hop, "", "map", truth.map());
    row(section, score, hop, "", "random", truth.random());
    if (truth.interval() != null) {
      row(section, score, hop, "", "low", truth.interval().low());
      row(section, score, hop, "", "high", truth.interval().high());
      row(section, score, hop, "", "level", truth.interval().level());
    }

    row(section, score, hop, "", "rPrecision", truth.rPrecision());
    for (ReconstructionSummary.PrecisionAt at : truth.precisionAt()) {
      row(section, score, hop, "first " + at.n(), "precision", at.precision());
    }

    if (truth.ranking() != null) {
      ranking(section, score, hop, truth.ranking());
    }

    for (ReconstructionSummary.DegreeBucket bucket : truth.byDegree()) {
      String key = "degree " + range(bucket.from(), bucket.to());
      row(section, score, hop, key, "queries", bucket.queries());
      row(section, score, hop, key, "map", bucket.map());
      row(section, score, hop, key, "random", bucket.random());
      if (bucket.beside() != null) {
        row(section, score, hop, key, "ceiling", bucket.beside().ceiling());
        row(section, score, hop, key, "rPrecision", bucket.beside().rPrecision());
        row(section, score, hop, key, "ndcg", bucket.beside().ndcg());
        row(section, score, hop, key, "mrr", bucket.beside().mrr());
        besideDegree(section, score, hop, key, bucket.beside().ranking());
      }
    }
  }

  private void besideDegree(
      String section, String score, int hop, String key, RankingSummary ranking) {
    if (ranking != null && ranking.auc() != null) {
      row(section, score, hop, key, "auc", ranking.auc().mean());
    }
    if (ranking != null && ranking.corrected() != null) {
      row(section, score, hop, key, "corrected", ranking.corrected());
    }
  }

  private void ranking(String section, String score, int hop, RankingSummary ranking) {
    for (RankingSummary.RecallAt at : ranking.recallAt()) {
      row(section, score, hop, "first " + at.n(), "recall", at.recall());
    }

    measure(section, score, hop, "ndcg", ranking.ndcg());
    measure(section, score, hop, "auc", ranking.auc());
    measure(section, score, hop, "mrr", ranking.mrr());
    interval(section, score, hop, "rPrecision", ranking.rPrecision());
    row(section, score, hop, "", "ceiling", ranking.ceiling());
    if (ranking.corrected() != null) {
      row(section, score, hop, "", "corrected", ranking.corrected());
      interval(section, score, hop, "corrected", ranking.correctedInterval());
    }
  }

  private void measure(
      String section, String score, int hop, String name, RankingSummary.Measure measure) {
    if (measure != null) {
      row(section, score, hop, "", name, measure.mean());
      row(section, score, hop, "", name + "Random", measure.random());
      interval(section, score, hop, name, measure.interval());
    }
  }

  private void interval(
      String section, String score, int hop, String name, ReconstructionSummary.Interval ends) {
    if (ends != null) {
      row(section, score, hop, "", name + "Low", ends.low());
      row(section, score, hop, "", name + "High", ends.high());
    }
  }

  private void nodes(String score, String section, List<ReconstructionFacts.RestoredNode> nodes) {
    for (ReconstructionFacts.RestoredNode node : nodes) {
      row(section, score, 1, node.id(), "averagePrecision", node.averagePrecision());
      row(section, score, 1, node.id(), "degree", node.degree());
    }
  }

  private void row(String section, Object key, String metric, Object value) {
    row(section, "", "", key, metric, value);
  }

  private void row(
      String section, String score, Object hop, Object key, String metric, Object value) {
    out.append(section).append(',');
    out.append(quoted(score)).append(',');
    out.append(hop).append(',');
    out.append(quoted(String.valueOf(key))).append(',');
    out.append(metric).append(',');
    boolean unknown = value instanceof Double number && !Double.isFinite(number);
    out.append(unknown ? "" : quoted(String.valueOf(value))).append('\n');
  }

  private static String range(long from, long to) {
    return from == to ? Long.toString(from) : from + ".." + to;
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
