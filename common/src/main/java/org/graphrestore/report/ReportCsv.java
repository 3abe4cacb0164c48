package org.graphrestore.report;

import java.util.List;

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
    for (StageTime stage : report.stages()) {
      csv.row("stages", stage.stage(), "seconds", stage.seconds());
      csv.row("stages", stage.stage(), "reused", stage.reused());
    }

    for (int i = 0; i < report.warnings().size(); i++) {
      csv.row("warnings", i + 1, "message", report.warnings().get(i));
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

  private void graph(GraphFacts graph) {
    graph.inputs().forEach(input -> row("graph", input, "input", input));
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
    row("reconstruction", "", "embeddings", reconstruction.embeddings());
    row("reconstruction", "", "dim", reconstruction.dim());
    row("reconstruction", "", "candidates", reconstruction.candidates());
    row("reconstruction", "", "queries", reconstruction.queries());
    row("reconstruction", "", "sampled", reconstruction.sampled());
    for (ReconstructionFacts.ScoreFacts score : reconstruction.scores()) {
      score.hops().forEach(hop -> hop(score.score(), hop));
      nodes(score.score(), "best", score.best());
      nodes(score.score(), "worst", score.worst());
    }
  }

  private void hop(String score, ReconstructionFacts.HopFacts hop) {
    row("hops", score, hop.hop(), "", "queries", hop.queries());
    meanAp(score, hop.hop(), "shell", hop.shell());
    meanAp(score, hop.hop(), "ball", hop.ball());
    row("hops", score, hop.hop(), "", "meanShellSize", hop.meanShellSize());
    row("hops", score, hop.hop(), "", "rPrecision", hop.rPrecision());
    for (ReconstructionFacts.PrecisionAt at : hop.precisionAt()) {
      row("hops", score, hop.hop(), at.n(), "precisionAt", at.precision());
    }

    for (ReconstructionFacts.DegreeAp degree : hop.byDegree()) {
      String key = range(degree.from(), degree.to());
      row("byDegree", score, hop.hop(), key, "queries", degree.queries());
      row("byDegree", score, hop.hop(), key, "map", degree.map());
    }
  }

  private void meanAp(String score, int hop, String truth, ReconstructionFacts.MeanAp value) {
    row("hops", score, hop, truth, "map", value.map());
    row("hops", score, hop, truth, "random", value.random());
    if (value.interval() != null) {
      row("hops", score, hop, truth, "low", value.interval().low());
      row("hops", score, hop, truth, "high", value.interval().high());
      row("hops", score, hop, truth, "level", value.interval().level());
    }
  }

  private void nodes(
      String score, String section, List<ReconstructionFacts.RestoredNode> nodes) {
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
