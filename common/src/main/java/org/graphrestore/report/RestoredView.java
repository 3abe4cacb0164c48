package org.graphrestore.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.graphrestore.reconstruction.restored.RestoreWay;
import org.graphrestore.reconstruction.restored.RestoredSummary;
import org.graphrestore.reconstruction.restored.RestoredSummary.Bucket;
import org.graphrestore.reconstruction.restored.RestoredSummary.Distances;
import org.graphrestore.reconstruction.restored.RestoredSummary.Relation;
import org.graphrestore.reconstruction.restored.RestoredSummary.Statistics;

/** The page's section on the restored graph. */
final class RestoredView {
  private static final int RELATIONS_SHOWN = 20;

  private final RestoredSummary summary;

  RestoredView(RestoredSummary summary) {
    this.summary = summary;
  }

  Map<String, Object> members() {
    boolean relational = !summary.relations().isEmpty();
    boolean searched = summary.distances().sources() > 0;
    return new View()
        .with("introduction", introduction())
        .with("rows", rows())
        .with("differences", differences())
        .with("degreesAlt", degreesAlt())
        .with("distances", searched ? distances() : null)
        .with("relations", relational ? relations() : null)
        .members();
  }

  private String introduction() {
    String who =
        summary.nodes() == summary.nodesOfGraph()
            ? "all %s nodes".formatted(Figures.count(summary.nodes()))
            : "a sample of %s of %s nodes"
                .formatted(Figures.count(summary.nodes()), Figures.count(summary.nodesOfGraph()));
    String how =
        summary.way().equals(RestoreWay.TOP_EDGES.label())
            ? "as many pairs as the original has edges, those with the highest %s score"
            : summary.way().equals(RestoreWay.DEGREE.label())
                ? "for every node as many first candidates by the %s score as it has neighbours"
                : "every pair above one %s score, at which there are about as many as edges";
    return ("A graph was made from the vectors alone among %s: %s. Of its %s edges, %s are the original\u2019s"
            + " (precision %s, recall %s); of edges drawn at random, %s would be.")
        .formatted(
            who,
            how.formatted(summary.score()),
            Figures.count(summary.edges().restored()),
            Figures.count(summary.edges().both()),
            Figures.precision(summary.edges().precision()),
            Figures.precision(summary.edges().recall()),
            Figures.precision(summary.edges().random()));
  }

  private List<Map<String, Object>> rows() {
    Statistics a = summary.original();
    Statistics b = summary.restored();
    List<Map<String, Object>> rows = new ArrayList<>();
    rows.add(row("Edges", count(a.edges()), count(b.edges())));
    rows.add(
        row("Neighbours, mean", Figures.decimal(a.meanDegree()), Figures.decimal(b.meanDegree())));
    rows.add(row("Neighbours, most", count(a.maxDegree()), count(b.maxDegree())));
    rows.add(row("Nodes without neighbours", count(a.isolated()), count(b.isolated())));
    rows.add(row("Triangles", count(a.triangles()), count(b.triangles())));
    rows.add(
        row(
            "Clustering coefficient, mean",
            Figures.precision(a.clustering()),
            Figures.precision(b.clustering())));
    rows.add(
        row(
            "Clustering coefficient, global",
            Figures.precision(a.transitivity()),
            Figures.precision(b.transitivity())));
    rows.add(
        row(
            "Correlation of neighbours\u2019 degrees",
            correlation(a.assortativity()),
            correlation(b.assortativity())));
    rows.add(row("Components", count(a.components()), count(b.components())));
    rows.add(row("Nodes of the largest", count(a.largestComponent()), count(b.largestComponent())));
    Distances distances = summary.distances();
    if (distances.sources() > 0) {
      rows.add(
          row(
              "Distance of two nodes, mean",
              hops(distances.originalMean()),
              hops(distances.restoredMean())));
    }

    return rows;
  }

  private String differences() {
    return ("The shares of nodes up to some number of neighbours differ by %s at most, and the n-th smallest"
            + " numbers of neighbours by %s on average.")
        .formatted(
            Figures.precision(summary.degrees().largestDifference()),
            Figures.decimal(summary.degrees().meanDifference()));
  }

  private String degreesAlt() {
    return "Nodes by number of neighbours. Original: %s. Restored: %s."
        .formatted(
            buckets(summary.original().degreeHistogram()),
            buckets(summary.restored().degreeHistogram()));
  }

  private static String buckets(List<Bucket> buckets) {
    return buckets.stream()
        .map(b -> Figures.range(b.from(), b.to()) + " have " + Figures.count(b.nodes()))
        .collect(Collectors.joining(", "));
  }

  private String distances() {
    Distances of = summary.distances();
    if (of.inBoth() == 0) {
      return "No pair of nodes is connected in both graphs.";
    }

    return ("Distances from %s nodes to all others: %s of %s pairs are connected in both graphs; %s of those"
            + " are as far apart as before, and the distance changes by %s hops on average.")
        .formatted(
            Figures.count(of.sources()),
            Figures.count(of.inBoth()),
            Figures.count(of.pairs()),
            percent(of.unchanged()),
            hops(of.meanChange()));
  }

  private Map<String, Object> relations() {
    View.BarTable table = new View.BarTable();
    for (Relation relation :
        summary.relations().subList(0, Math.min(RELATIONS_SHOWN, summary.relations().size()))) {
      table.add(
          relation.name(),
          relation.recall(),
          Figures.precision(relation.recall()),
          "",
          Figures.count(relation.edges()) + " edges");
    }

    return table.members(
        "Restored edges by relation, the largest first", "Relation", "Recall", "Of");
  }

  private static Map<String, Object> row(String name, String original, String restored) {
    return new View()
        .with("name", name)
        .with("original", original)
        .with("restored", restored)
        .members();
  }

  private static String count(long value) {
    return Figures.count(value);
  }

  private static String correlation(double value) {
    return Double.isFinite(value) ? String.format(java.util.Locale.ROOT, "%.3f", value) : "\u2013";
  }

  private static String hops(double value) {
    return Double.isFinite(value) ? String.format(java.util.Locale.ROOT, "%.2f", value) : "\u2013";
  }

  private static String percent(double share) {
    return Math.round(share * 1000) / 10.0 + "\u2009%";
  }
}
