package org.graphrestore.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.graphrestore.classification.ClassificationSummary;
import org.graphrestore.classification.ClassificationSummary.Figure;
import org.graphrestore.classification.ClassificationSummary.Fraction;

/** The page's section on classification. */
final class ClassificationView {
  private final ClassificationFacts facts;
  private final ClassificationSummary summary;
  private final Fraction middle;

  ClassificationView(ClassificationFacts facts) {
    this.facts = facts;
    this.summary = facts.summary();
    this.middle = summary.fractions().get(summary.fractions().size() / 2);
  }

  /** Returns one sentence with the number that matters most. */
  String lead() {
    return ("From %s numbers a node (%s), a logistic regression trained on %d\u2009%% of the labelled"
            + " nodes tells the labels of the others with a micro-F1 of %s; the most frequent labels"
            + " alone get %s.")
        .formatted(
            facts.dim(),
            facts.embeddings(),
            middle.percent(),
            Figures.precision(middle.micro().mean()),
            Figures.precision(middle.majorityMicro().mean()));
  }

  /** Returns the tiles of a run that measured nothing else. */
  List<Map<String, Object>> tiles() {
    return List.of(
        tile("Micro-F1", middle.micro(), middle.majorityMicro(), "over all labels together"),
        tile("Macro-F1", middle.macro(), middle.majorityMacro(), "mean over the labels"));
  }

  private Map<String, Object> tile(String title, Figure figure, Figure majority, String what) {
    return new View()
        .with("title", title)
        .with("figure", Figures.precision(figure.mean()))
        .with("beside", "majority " + Figures.precision(majority.mean()))
        .with("what", what + ", " + middle.percent() + "\u2009% of the nodes train")
        .with("interval", deviation(figure))
        .members();
  }

  Map<String, Object> members() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Fraction fraction : summary.fractions()) {
      rows.add(
          new View()
              .with("percent", fraction.percent() + "\u2009%")
              .with("train", Figures.count(fraction.train()))
              .with("test", Figures.count(fraction.test()))
              .with("micro", Figures.precision(fraction.micro().mean()))
              .with("microDeviation", deviation(fraction.micro()))
              .with("macro", Figures.precision(fraction.macro().mean()))
              .with("macroDeviation", deviation(fraction.macro()))
              .with("accuracy", Figures.precision(fraction.accuracy().mean()))
              .with("majorityMicro", Figures.precision(fraction.majorityMicro().mean()))
              .with("majorityMacro", Figures.precision(fraction.majorityMacro().mean()))
              .members());
    }

    return new View()
        .with("introduction", introduction())
        .with("accuracyName", summary.singleLabel() ? "Accuracy" : "All labels right")
        .with("alt", alt())
        .with("rows", rows)
        .members();
  }

  private String introduction() {
    String used =
        summary.nodes() < summary.labelledNodes()
            ? "a seeded sample of %s of the %s nodes with labels"
                .formatted(Figures.count(summary.nodes()), Figures.count(summary.labelledNodes()))
            : "all %s nodes with labels".formatted(Figures.count(summary.nodes()));
    String each =
        summary.singleLabel()
            ? "%s different labels, one a node".formatted(Figures.count(summary.labels()))
            : "%s different labels, %s a node"
                .formatted(
                    Figures.count(summary.labels()), Figures.decimal(summary.labelsPerNode()));
    return ("Labels come from %s: %s; %s. A part of the nodes trains one logistic regression a"
            + " label; of every other node, the number of its labels is known, and it is given as many"
            + " labels, the most probable ones. %s.")
        .formatted(
            facts.source(),
            used,
            each,
            summary.repeats() == 1
                ? "One random split for each share of training nodes"
                : "Means and standard deviations over %d random splits for each share"
                    .formatted(summary.repeats()));
  }

  private String alt() {
    return "F1 by share of training nodes: micro %s; macro %s. The table below has the same numbers."
        .formatted(all(Fraction::micro), all(Fraction::macro));
  }

  private String all(Function<Fraction, Figure> figure) {
    return summary.fractions().stream()
        .map(
            fraction ->
                fraction.percent() + "% " + Figures.precision(figure.apply(fraction).mean()))
        .collect(Collectors.joining(", "));
  }

  private String deviation(Figure figure) {
    return summary.repeats() == 1
        ? ""
        : String.format(Locale.ROOT, "\u00b1 %.3f", figure.deviation());
  }
}
