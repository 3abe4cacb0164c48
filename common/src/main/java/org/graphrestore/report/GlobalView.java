package org.graphrestore.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.graphrestore.reconstruction.global.GemFormula;
import org.graphrestore.reconstruction.global.GlobalSummary;
import org.graphrestore.reconstruction.global.GlobalSummary.At;
import org.graphrestore.reconstruction.global.GlobalSummary.Gem;
import org.graphrestore.reconstruction.global.GlobalSummary.Pairs;

/** The page's section on the best pairs among all pairs. */
final class GlobalView {
  private final GlobalSummary summary;

  GlobalView(GlobalSummary summary) {
    this.summary = summary;
  }

  Map<String, Object> members() {
    long[] cutoffs =
        summary.scores().stream()
            .flatMap(pairs -> pairs.precision().stream())
            .mapToLong(At::n)
            .sorted()
            .distinct()
            .toArray();
    List<String> heads =
        Stream.concat(LongStream.of(cutoffs).mapToObj(Figures::count), Stream.of("All edges"))
            .toList();
    return new View()
        .with("introduction", introduction())
        .with("heads", heads)
        .with("rows", summary.scores().stream().map(pairs -> row(pairs, cutoffs)).toList())
        .with("note", note())
        .with("hasPairs", !summary.scores().isEmpty())
        .with("hasGem", !summary.gem().isEmpty())
        .with("gemHeads", GemFormula.positions().stream().map(Figures::count).toList())
        .with("gemRows", summary.gem().stream().map(GlobalView::gemRow).toList())
        .members();
  }

  private String introduction() {
    return summary.sampled()
        ? ("An estimate: the pairs of %s nodes drawn out of %s with all others, by score. Cut-offs are those of all"
                + " pairs; looked at is the same share of the drawn nodes\u2019 pairs, and cut-offs that leave fewer"
                + " than ten of them are left out.")
            .formatted(Figures.count(summary.rows()), Figures.count(summary.nodes()))
        : "All pairs of the %s nodes in one list, by score: how many of the first n are edges?"
            .formatted(Figures.count(summary.nodes()));
  }

  private static Map<String, Object> row(Pairs pairs, long[] cutoffs) {
    List<String> cells = new ArrayList<>();
    for (long n : cutoffs) {
      cells.add(cell(pairs.precision(), n));
    }

    cells.add(pairs.edgePrecision() == null ? "" : Figures.precision(pairs.edgePrecision()));
    return new View()
        .with("score", pairs.score())
        .with("cells", cells)
        .with("random", Figures.precision(pairs.random()))
        .members();
  }

  private static Map<String, Object> gemRow(Gem gem) {
    List<String> cells = new ArrayList<>();
    for (long n : GemFormula.positions()) {
      cells.add(cell(gem.precision(), n));
    }

    cells.add(gem.edgePrecision() == null ? "" : Figures.precision(gem.edgePrecision()));
    return new View()
        .with("score", gem.score())
        .with("map", Figures.precision(gem.map()))
        .with("cells", cells)
        .members();
  }

  private static String cell(List<At> precision, long n) {
    return precision.stream()
        .filter(at -> at.n() == n)
        .map(at -> Figures.precision(at.precision()))
        .findFirst()
        .orElse("");
  }

  private String note() {
    boolean ordered = summary.scores().stream().anyMatch(Pairs::ordered);
    boolean both = ordered && summary.scores().stream().anyMatch(pairs -> !pairs.ordered());
    return "\u201cAll edges\u201d cuts after as many pairs as there are edges, so that it is recall too. Where a cut"
        + " falls among pairs of one score, they count by the mean over their orders."
        + (both
            ? " By source-target, (u, v) and (v, u) are two pairs; by the other scores they are one."
            : "");
  }
}
