package org.graphrestore.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.graphrestore.reconstruction.ReconstructionSummary.Interval;
import org.graphrestore.reconstruction.comparison.ComparedMetric;
import org.graphrestore.reconstruction.comparison.ComparisonSummary;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.HopComparison;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.MetricComparison;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.PairSummary;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.TruthComparison;

/** The page's section on two reconstructions side by side. */
final class ComparisonView {
  private final ComparisonSummary summary;
  private final PairSummary headline;

  ComparisonView(ComparisonSummary summary) {
    this.summary = summary;
    this.headline = summary.scores().get(0);
  }

  /** Returns what stands above the page. */
  String headline(String graphName) {
    return headline.a() + " and " + headline.b() + ", and what they remember of " + graphName;
  }

  /** Returns the verdict in one sentence. */
  String lead() {
    return sentence(headline) + ".";
  }

  private static String sentence(PairSummary score) {
    String by = score.pair().same() ? "By " + score.pair().a() + ", " : "";
    return by + score.told();
  }

  /** Returns a tile for each hop of the first pair. */
  List<Map<String, Object>> tiles() {
    List<Map<String, Object>> tiles = new ArrayList<>();
    for (HopComparison hop : headline.hops()) {
      MetricComparison map = hop.shell().metric(ComparedMetric.MAP);
      tiles.add(
          new View()
              .with("title", Figures.hops(hop.hop()))
              .with("figure", map == null ? "none" : signed(map.difference()))
              .with("beside", map == null ? "" : verdict(headline, map))
              .with(
                  "what",
                  map == null
                      ? "No node at this distance"
                      : "mAP %s and %s; random %s"
                          .formatted(
                              Figures.precision(map.a()),
                              Figures.precision(map.b()),
                              Figures.precision(hop.shell().random())))
              .with("interval", map == null ? "" : level() + " interval " + ends(map.interval()))
              .members());
    }

    return tiles;
  }

  Map<String, Object> members() {
    return new View()
        .with("introduction", introduction())
        .with("level", level())
        .with("nameOfA", headline.a())
        .with("nameOfB", headline.b())
        .with("family", Figures.count(family()))
        .with("told", summary.scores().stream().map(s -> sentence(s) + ".").toList())
        .with("mapAlt", mapAlt())
        .with("differenceAlt", differenceAlt())
        .with("shells", table("Shell: nodes at exactly k hops", HopComparison::shell))
        .with("balls", table("Ball: nodes at 1 to k hops", HopComparison::ball))
        .with("all", summary.scores().stream().map(this::allMetrics).toList())
        .members();
  }

  private long family() {
    return 2L * summary.scores().size() * headline.hops().size();
  }

  private String introduction() {
    String asked =
        summary.queries() == summary.nodes()
            ? "all %s nodes".formatted(Figures.count(summary.nodes()))
            : "%s query nodes out of %s"
                .formatted(Figures.count(summary.queries()), Figures.count(summary.nodes()));
    return ("Both rank the same candidates for %s. A difference is what %s has more than %s, query by"
            + " query and then averaged, so that what makes a node hard for both cancels.")
        .formatted(asked, headline.a(), headline.b());
  }

  private String mapAlt() {
    return "Shell mAP by hop: %s %s; %s %s. The table below has the same numbers."
        .formatted(
            headline.a(),
            perHop(headline, map -> Figures.precision(map.a())),
            headline.b(),
            perHop(headline, map -> Figures.precision(map.b())));
  }

  private String differenceAlt() {
    String lines =
        summary.scores().stream()
            .map(s -> s.pair().label() + " " + perHop(s, map -> signed(map.difference())))
            .collect(Collectors.joining("; "));
    return "Differences of shell mAP by hop: " + lines + ". The table below has the intervals.";
  }

  private static String perHop(PairSummary score, Function<MetricComparison, String> figure) {
    return score.hops().stream()
        .map(hop -> hop.shell().metric(ComparedMetric.MAP))
        .map(map -> map == null ? "none" : figure.apply(map))
        .collect(Collectors.joining(", "));
  }

  private Map<String, Object> table(String caption, Function<HopComparison, TruthComparison> side) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (PairSummary score : summary.scores()) {
      for (HopComparison hop : score.hops()) {
        TruthComparison truth = side.apply(hop);
        MetricComparison map = truth.metric(ComparedMetric.MAP);
        if (map != null) {
          rows.add(row(score, hop.hop(), truth, map));
        }
      }
    }

    return new View().with("caption", caption).with("rows", rows).members();
  }

  private Map<String, Object> row(
      PairSummary score, int hop, TruthComparison truth, MetricComparison map) {
    return new View()
        .with("first", hop == 1)
        .with("score", score.pair().label().replace(":", " : "))
        .with("hop", hop)
        .with("a", Figures.precision(map.a()))
        .with("b", Figures.precision(map.b()))
        .with("random", Figures.precision(truth.random()))
        .with("ceiling", Figures.precision(truth.ceiling()))
        .with("difference", signed(map.difference()))
        .with("interval", ends(map.interval()))
        .with("adjusted", ends(map.adjusted()))
        .with("higher", Figures.count(map.higherA()) + " : " + Figures.count(map.higherB()))
        .with("queries", Figures.count(truth.queries()))
        .with("verdict", verdict(score, map))
        .members();
  }

  private Map<String, Object> allMetrics(PairSummary score) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (ComparedMetric metric : ComparedMetric.values()) {
      boolean first = true;
      for (HopComparison hop : score.hops()) {
        MetricComparison compared = hop.shell().metric(metric);
        if (compared != null) {
          rows.add(
              new View()
                  .with("first", first)
                  .with("metric", metric.title())
                  .with("hop", hop.hop())
                  .with("a", signedPlain(compared.a()))
                  .with("b", signedPlain(compared.b()))
                  .with("difference", signed(compared.difference()))
                  .with("interval", ends(compared.interval()))
                  .with("adjusted", ends(compared.adjusted()))
                  .with("verdict", verdict(score, compared))
                  .members());
          first = false;
        }
      }
    }

    return new View()
        .with("caption", "All figures of shells by " + score.pair().label())
        .with("rows", rows)
        .members();
  }

  private static String verdict(PairSummary score, MetricComparison compared) {
    return switch (compared.verdict()) {
      case A -> score.a() + " is better";
      case B -> score.b() + " is better";
      case LEANS_A -> score.a() + " leads, perhaps by chance";
      case LEANS_B -> score.b() + " leads, perhaps by chance";
      case OPEN -> "no difference can be told";
      case SAME -> "the same";
      case UNKNOWN -> "";
    };
  }

  private String level() {
    return Math.round(summary.confidence() * 1000) / 10 + "\u2009%";
  }

  private static String ends(Interval interval) {
    return interval == null
        ? ""
        : signed(interval.low()) + "\u2009\u2026\u2009" + signed(interval.high());
  }

  private static String signed(double value) {
    return value > 0 ? "+" + Figures.precision(value) : signedPlain(value);
  }

  private static String signedPlain(double value) {
    return value < 0 ? "\u2212" + Figures.precision(-value) : Figures.precision(value);
  }
}
