package org.graphrestore.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphrestore.linkprediction.LinkPredictionSummary;
import org.graphrestore.linkprediction.LinkPredictionSummary.PairMeasures;
import org.graphrestore.linkprediction.LinkPredictionSummary.Ranking;
import org.graphrestore.reconstruction.ReconstructionSummary.Interval;

/** The page's section on link prediction. */
final class LinkPredictionView {
  private final LinkPredictionFacts facts;
  private final LinkPredictionSummary summary;

  LinkPredictionView(LinkPredictionFacts facts) {
    this.facts = facts;
    this.summary = facts.summary();
  }

  /** Returns one sentence with the number that matters most. */
  String lead() {
    PairMeasures first = summary.pairs().get(0);
    return ("%s of %s edges were hidden. From %s numbers a node (%s), trained on the rest, the %s score puts"
            + " a hidden edge above a pair without an edge with probability %s; the product of"
            + " degrees does so with %s.")
        .formatted(
            Figures.count(summary.testEdges()),
            Figures.count(summary.edges()),
            facts.dim(),
            facts.embeddings(),
            first.score(),
            Figures.precision(first.auc()),
            Figures.precision(baseline("degree").auc()));
  }

  /** Returns the tiles of a run that measured nothing else. */
  List<Map<String, Object>> tiles() {
    PairMeasures first = summary.pairs().get(0);
    PairMeasures random = baseline(LinkPredictionSummary.RANDOM);
    Ranking ranking = summary.rankings().get(0);
    return List.of(
        tile("AUC", first.auc(), random.auc(), "hidden edges against non-edges", ""),
        tile(
            "Average precision",
            first.averagePrecision(),
            random.averagePrecision(),
            "hidden edges against non-edges",
            ""),
        tile(
            "MRR",
            ranking.mrr(),
            summary.rankings().stream()
                .filter(r -> r.score().equals(LinkPredictionSummary.RANDOM))
                .findFirst()
                .map(Ranking::mrr)
                .orElse(0.0),
            "among all nodes without an edge to the head",
            interval(ranking.mrrInterval())));
  }

  Map<String, Object> members() {
    List<Map<String, Object>> pairs = new ArrayList<>();
    for (PairMeasures measures : summary.pairs()) {
      pairs.add(
          new View()
              .with("score", measures.score())
              .with("auc", Figures.precision(measures.auc()))
              .with("averagePrecision", Figures.precision(measures.averagePrecision()))
              .members());
    }

    Ranking first = summary.rankings().get(0);
    return new View()
        .with("introduction", introduction())
        .with("pairs", pairs)
        .with("cutoffs", first.hits().stream().map(hits -> Integer.toString(hits.n())).toList())
        .with("all", rankings(LinkPredictionSummary.ALL))
        .with("sampled", rankings(LinkPredictionSummary.SAMPLED))
        .with("candidates", Figures.count(summary.candidates()))
        .members();
  }

  private List<Map<String, Object>> rankings(String candidates) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Ranking ranking : summary.rankings()) {
      if (ranking.candidates().equals(candidates)) {
        rows.add(
            new View()
                .with("score", ranking.score())
                .with("mrr", Figures.precision(ranking.mrr()))
                .with("interval", interval(ranking.mrrInterval()))
                .with(
                    "hits", ranking.hits().stream().map(h -> Figures.precision(h.share())).toList())
                .members());
      }
    }

    return rows;
  }

  private String introduction() {
    return ("%s edges were hidden so that every component stays connected, and vectors were trained on"
            + " the rest. They are told from %s pairs without an edge; %s of them are ranked from both"
            + " ends, among all nodes that have no edge to the head and among %s drawn ones.")
        .formatted(
            Figures.count(summary.testEdges()),
            Figures.count(summary.negatives()),
            Figures.count(summary.rankedEdges()),
            Figures.count(summary.candidates()));
  }

  private PairMeasures baseline(String score) {
    return summary.pairs().stream()
        .filter(measures -> measures.score().equals(score))
        .findFirst()
        .orElse(new PairMeasures(score, 0.5, 0));
  }

  private static Map<String, Object> tile(
      String title, double value, double random, String what, String interval) {
    return new View()
        .with("title", title)
        .with("figure", Figures.precision(value))
        .with("beside", "random " + Figures.precision(random))
        .with("what", what)
        .with("interval", interval)
        .members();
  }

  private static String interval(Interval interval) {
    return interval == null
        ? ""
        : "%s\u2013%s"
            .formatted(Figures.precision(interval.low()), Figures.precision(interval.high()));
  }
}
