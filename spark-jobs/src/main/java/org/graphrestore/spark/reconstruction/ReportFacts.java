package org.graphrestore.spark.reconstruction;

import java.util.ArrayList;
import java.util.List;
import org.graphrestore.reconstruction.ReconstructionSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.HopSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.ScoreSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.TruthSummary;
import org.graphrestore.report.ReconstructionFacts;
import org.graphrestore.report.ReconstructionFacts.DegreeAp;
import org.graphrestore.report.ReconstructionFacts.HopFacts;
import org.graphrestore.report.ReconstructionFacts.MeanAp;
import org.graphrestore.report.ReconstructionFacts.PrecisionAt;
import org.graphrestore.report.ReconstructionFacts.ScoreFacts;

/** From the stage's result to the report's model. */
final class ReportFacts {
  private ReportFacts() {}

  static ReconstructionFacts of(ReconstructionResult result, String embeddings, int dim) {
    ReconstructionSummary summary = result.summary();
    List<ScoreFacts> scores = new ArrayList<>();
    for (int s = 0; s < summary.scores().size(); s++) {
      ScoreSummary score = summary.scores().get(s);
      scores.add(
          new ScoreFacts(
              score.score().label(),
              score.hops().stream().map(ReportFacts::hop).toList(),
              result.examples().get(s).best(),
              result.examples().get(s).worst()));
    }
    return new ReconstructionFacts(
        embeddings, dim, summary.nodes() - 1, summary.queries(), summary.sampled(), scores);
  }

  private static HopFacts hop(HopSummary hop) {
    TruthSummary shell = hop.shell();
    return new HopFacts(
        hop.hop(),
        shell.queries(),
        mean(shell),
        mean(hop.ball()),
        shell.meanSize(),
        shell.precisionAt().stream().map(at -> new PrecisionAt(at.n(), at.precision())).toList(),
        shell.rPrecision(),
        shell.byDegree().stream()
            .map(b -> new DegreeAp(b.from(), b.to(), b.queries(), b.map()))
            .toList());
  }

  private static MeanAp mean(TruthSummary truth) {
    ReconstructionSummary.Interval interval = truth.interval();
    return new MeanAp(
        truth.map(),
        truth.random(),
        interval == null
            ? null
            : new ReconstructionFacts.Interval(interval.low(), interval.high(), interval.level()));
  }
}
