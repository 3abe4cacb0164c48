package org.graphrestore.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.graphrestore.reconstruction.ReconstructionSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.HopSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.PrecisionAt;
import org.graphrestore.reconstruction.ReconstructionSummary.ScoreSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.TruthSummary;

/** The page's section on reconstruction. */
final class ReconstructionView {
  private final ReconstructionFacts facts;
  private final ReconstructionSummary summary;
  private final ScoreSummary headline;
  private final HopNames names;

  ReconstructionView(ReconstructionFacts facts) {
    this.facts = facts;
    this.summary = facts.summary();
    this.headline = summary.scores().get(0);
    this.names = new HopNames(summary);
  }

  /** Returns one sentence with the number that matters most. */
  String lead() {
    TruthSummary first = headline.hops().get(0).shell();
    if (first.queries() == 0) {
      return "No query node has a neighbour, so there is nothing to restore.";
    }

    String what =
        names.weighted()
            ? "the nodes at a " + names.title(1).toLowerCase(Locale.ROOT)
            : "a node\u2019s direct neighbours";
    return ("From %s numbers a node (%s), the %s score ranks %s among all"
            + " %s nodes with a mean average precision of %s; a random order gets %s.")
        .formatted(
            facts.dim(),
            facts.embeddings(),
            headline.score().label(),
            what,
            Figures.count(summary.nodes()),
            Figures.precision(first.map()),
            Figures.precision(first.random()));
  }

  /** Returns a tile for each hop of the headline's score. */
  List<Map<String, Object>> tiles() {
    return headline.hops().stream().map(this::tile).toList();
  }

  private Map<String, Object> tile(HopSummary hop) {
    TruthSummary shell = hop.shell();
    boolean known = shell.queries() > 0;
    String times = Figures.times(shell.map(), shell.random());
    String random = Figures.precision(shell.random());
    String interval =
        shell.interval() == null
            ? ""
            : "%s interval %s".formatted(percent(shell.interval().level()), interval(shell));
    return new View()
        .with("title", names.title(hop.hop()))
        .with("figure", known ? Figures.precision(shell.map()) : "none")
        .with("beside", times.isEmpty() ? "" : times + " random (" + random + ")")
        .with("what", known ? names.what(hop.hop()) : "No node at this distance")
        .with("interval", interval)
        .members();
  }

  Map<String, Object> members() {
    RankingView ranking = new RankingView(summary);
    PartsView parts = new PartsView(facts);
    boolean hasByDegree =
        headline.hops().stream().anyMatch(hop -> hop.shell().byDegree().size() > 1);
    return new View()
        .with("tilesNote", tilesNote())
        .with("introduction", introduction())
        .with("shellAlt", alt("Shell", HopSummary::shell))
        .with("ballAlt", alt("Ball", HopSummary::ball))
        .with("shellTable", table("Shell: nodes at exactly k hops", HopSummary::shell))
        .with("ballTable", table("Ball: nodes at 1 to k hops", HopSummary::ball))
        .with("precisionAlt", curveAlt("Precision", true))
        .with("recallAlt", curveAlt("Recall", false))
        .with("precisionNote", precisionNote())
        .with("hasBaselines", !summary.baselines().isEmpty())
        .with("hasRanking", ranking.present())
        .with("shellRanking", ranking.table("Shell: beside the mAP", HopSummary::shell))
        .with("ballRanking", ranking.table("Ball: beside the mAP", HopSummary::ball))
        .with("hasInterval", hasInterval(HopSummary::shell))
        .with("hasByDegree", hasByDegree)
        .with("headlineScore", headline.score().label())
        .with("degreeAlt", degreeAlt())
        .with("degreeTable", hasByDegree ? parts.byDegree() : null)
        .with("parts", parts.members())
        .with("hasExamples", !facts.examples().isEmpty())
        .with("examples", facts.examples().stream().map(this::examples).toList())
        .members();
  }

  private String tilesNote() {
    return ("The figures are the mean average precision (mAP) of the %s score: 1 is a perfect order."
            + " Asked %s; every other node is a candidate.")
        .formatted(headline.score().label(), asked());
  }

  private String asked() {
    return summary.sampled()
        ? "for a sample of %s query nodes out of %s"
            .formatted(Figures.count(summary.queries()), Figures.count(summary.nodes()))
        : "for all %s nodes".formatted(Figures.count(summary.queries()));
  }

  private String introduction() {
    return ("Each query node ranks all other nodes by a score of the two vectors. The nodes that really"
            + " are %s%s should come first.")
        .formatted(
            names.weighted() ? "in the k-th band of weighted distance" : "k hops away",
            summary.directed() ? ", along the direction of the edges," : "");
  }

  private String alt(String truth, Function<HopSummary, TruthSummary> side) {
    String lines =
        RankedLine.of(summary).stream()
            .map(line -> line.label() + " " + perHop(line.hops(), side, TruthSummary::map))
            .collect(Collectors.joining("; "));
    return "%s mAP by hop: %s; random order %s. The table below has the same numbers."
        .formatted(truth, lines, perHop(headline.hops(), side, TruthSummary::random));
  }

  private static String perHop(
      List<HopSummary> hops,
      Function<HopSummary, TruthSummary> side,
      Function<TruthSummary, Double> value) {
    return hops.stream()
        .map(hop -> Figures.precision(value.apply(side.apply(hop))))
        .collect(Collectors.joining(", "));
  }

  private String curveAlt(String name, boolean precision) {
    String lines =
        headline.hops().stream()
            .filter(hop -> hop.shell().queries() > 0)
            .map(hop -> Figures.hops(hop.hop()) + " " + curve(hop.shell(), precision))
            .collect(Collectors.joining("; "));
    return name + " among the first n: " + lines + ".";
  }

  private static String curve(TruthSummary truth, boolean precision) {
    if (precision || truth.ranking() == null) {
      return truth.precisionAt().stream()
          .map(at -> Figures.precision(at.precision()) + " at " + at.n())
          .collect(Collectors.joining(", "));
    }

    return truth.ranking().recallAt().stream()
        .map(at -> Figures.precision(at.recall()) + " at " + at.n())
        .collect(Collectors.joining(", "));
  }

  private String precisionNote() {
    return headline.hops().stream()
        .filter(hop -> hop.shell().queries() > 0)
        .map(
            hop ->
                Figures.decimal(hop.shell().meanSize())
                    + " on average at "
                    + Figures.hops(hop.hop()))
        .collect(Collectors.joining(", "));
  }

  private String degreeAlt() {
    String lines =
        headline.hops().stream()
            .filter(hop -> !hop.shell().byDegree().isEmpty())
            .map(hop -> Figures.hops(hop.hop()) + ": " + byDegree(hop.shell()))
            .collect(Collectors.joining("; "));
    return "Shell mAP by number of neighbours. " + lines;
  }

  private static String byDegree(TruthSummary truth) {
    return truth.byDegree().stream()
        .map(b -> Figures.range(b.from(), b.to()) + " gives " + Figures.precision(b.map()))
        .collect(Collectors.joining(", "));
  }

  private boolean hasInterval(Function<HopSummary, TruthSummary> side) {
    return summary.scores().stream()
        .flatMap(score -> score.hops().stream())
        .anyMatch(hop -> side.apply(hop).interval() != null);
  }

  private Map<String, Object> table(String caption, Function<HopSummary, TruthSummary> side) {
    List<Integer> cutoffs =
        side.apply(headline.hops().get(0)).precisionAt().stream().map(PrecisionAt::n).toList();
    String level =
        summary.scores().stream()
            .flatMap(score -> score.hops().stream())
            .map(hop -> side.apply(hop).interval())
            .filter(interval -> interval != null)
            .map(interval -> percent(interval.level()))
            .findFirst()
            .orElse("");
    List<Map<String, Object>> rows = new ArrayList<>();
    for (RankedLine line : RankedLine.of(summary)) {
      for (HopSummary hop : line.hops()) {
        rows.add(row(line.label(), hop.hop(), side.apply(hop)));
      }
    }

    return new View()
        .with("caption", caption)
        .with("hasInterval", hasInterval(side))
        .with("level", level)
        .with("cutoffs", cutoffs)
        .with("rows", rows)
        .members();
  }

  private static Map<String, Object> row(String label, int hop, TruthSummary truth) {
    return new View()
        .with("first", hop == 1)
        .with("score", label)
        .with("hop", hop)
        .with("map", Figures.precision(truth.map()))
        .with("interval", interval(truth))
        .with("random", Figures.precision(truth.random()))
        .with("times", Figures.times(truth.map(), truth.random()))
        .with(
            "precisions",
            truth.precisionAt().stream().map(at -> Figures.precision(at.precision())).toList())
        .with("rPrecision", Figures.precision(truth.rPrecision()))
        .with("queries", Figures.count(truth.queries()))
        .with("meanSize", Figures.decimal(truth.meanSize()))
        .members();
  }

  private static String interval(TruthSummary truth) {
    return truth.interval() == null
        ? ""
        : Figures.precision(truth.interval().low())
            + "\u2013"
            + Figures.precision(truth.interval().high());
  }

  private static String percent(double level) {
    return Math.round(level * 1000) / 10 + "\u2009%";
  }

  private Map<String, Object> examples(ReconstructionFacts.Examples examples) {
    List<Map<String, Object>> tables = new ArrayList<>();
    addNodes(tables, "Restored best by " + examples.score().label(), examples.best());
    addNodes(tables, "Restored worst by " + examples.score().label(), examples.worst());
    return new View()
        .with("score", examples.score().label())
        .with("folded", examples.score() != facts.examples().get(0).score())
        .with("tables", tables)
        .members();
  }

  private static void addNodes(
      List<Map<String, Object>> tables,
      String caption,
      List<ReconstructionFacts.RestoredNode> nodes) {
    if (!nodes.isEmpty()) {
      tables.add(
          new View()
              .with("caption", caption)
              .with("rows", nodes.stream().map(ReconstructionView::node).toList())
              .members());
    }
  }

  private static Map<String, Object> node(ReconstructionFacts.RestoredNode node) {
    boolean labelled = node.label() != null && !node.label().equals(node.id());
    String degree =
        node.degree() == 1 ? "1 neighbour" : Figures.count(node.degree()) + " neighbours";
    long hidden = node.truthSize() - node.truth().size();
    return new View()
        .with("name", labelled ? node.label() : node.id())
        .with("detail", labelled ? node.id() + ", " + degree : degree)
        .with("ap", Figures.precision(node.averagePrecision()))
        .with("truth", neighbours(node.truth()))
        .with("more", hidden > 0 ? "and " + Figures.count(hidden) + " more" : "")
        .with("restored", neighbours(node.restored()))
        .members();
  }

  private static List<Map<String, Object>> neighbours(
      List<ReconstructionFacts.Neighbour> neighbours) {
    List<Map<String, Object>> views = new ArrayList<>();
    for (int i = 0; i < neighbours.size(); i++) {
      ReconstructionFacts.Neighbour neighbour = neighbours.get(i);
      views.add(
          new View()
              .with("name", neighbour.label() == null ? neighbour.id() : neighbour.label())
              .with("kind", neighbour.hit() ? "hit" : "miss")
              .with("last", i == neighbours.size() - 1)
              .members());
    }

    return views;
  }
}
