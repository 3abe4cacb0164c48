package org.graphrestore.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.graphrestore.reconstruction.RankingSummary;
import org.graphrestore.reconstruction.RankingSummary.Measure;
import org.graphrestore.reconstruction.ReconstructionSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.HopSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.Interval;
import org.graphrestore.reconstruction.ReconstructionSummary.TruthSummary;

/** The page's tables of what stands beside mAP: ceiling, NDCG, AUC, reciprocal rank, recall. */
final class RankingView {
  private final ReconstructionSummary summary;

  RankingView(ReconstructionSummary summary) {
    this.summary = summary;
  }

  /** Returns whether the result has these figures; those of the first version have not. */
  boolean present() {
    return summary.scores().stream()
        .flatMap(score -> score.hops().stream())
        .anyMatch(hop -> hop.shell().ranking() != null);
  }

  /** Returns a table for shells or balls, or an empty one where there is none. */
  Map<String, Object> table(String caption, Function<HopSummary, TruthSummary> side) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (RankedLine line : RankedLine.of(summary)) {
      for (HopSummary hop : line.hops()) {
        TruthSummary truth = side.apply(hop);
        if (truth.ranking() != null) {
          rows.add(row(line.label(), hop.hop(), truth, truth.ranking()));
        }
      }
    }

    RankingSummary first = side.apply(summary.scores().get(0).hops().get(0)).ranking();
    return new View()
        .with("caption", caption)
        .with(
            "cutoffs",
            first == null ? List.of() : first.recallAt().stream().map(at -> at.n()).toList())
        .with("rows", rows)
        .members();
  }

  private static Map<String, Object> row(
      String score, int hop, TruthSummary truth, RankingSummary ranking) {
    boolean known = truth.queries() > 0;
    return new View()
        .with("first", hop == 1)
        .with("score", score)
        .with("hop", hop)
        .with("map", Figures.precision(truth.map()))
        .with("ceiling", known ? Figures.precision(ranking.ceiling()) : "")
        .with("corrected", ranking.corrected() == null ? "" : signed(ranking.corrected()))
        .with("correctedEnds", ends(ranking.correctedInterval()))
        .with("ndcg", figure(ranking.ndcg()))
        .with("ndcgBeside", beside(ranking.ndcg()))
        .with("auc", figure(ranking.auc()))
        .with("aucBeside", ranking.auc() == null ? "" : ends(ranking.auc().interval()))
        .with("mrr", figure(ranking.mrr()))
        .with("mrrBeside", beside(ranking.mrr()))
        .with(
            "recalls",
            known
                ? ranking.recallAt().stream().map(at -> Figures.precision(at.recall())).toList()
                : ranking.recallAt().stream().map(at -> "").toList())
        .members();
  }

  private static String figure(Measure measure) {
    return measure == null ? "" : Figures.precision(measure.mean());
  }

  private static String beside(Measure measure) {
    if (measure == null) {
      return "";
    }

    String ends = ends(measure.interval());
    String random = "random " + Figures.precision(measure.random());
    return ends.isEmpty() ? random : ends + ", " + random;
  }

  private static String ends(Interval interval) {
    return interval == null ? "" : signed(interval.low()) + "\u2013" + signed(interval.high());
  }

  private static String signed(double value) {
    return value < 0 ? "\u2212" + Figures.precision(-value) : Figures.precision(value);
  }
}
