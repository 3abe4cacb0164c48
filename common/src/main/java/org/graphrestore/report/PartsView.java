package org.graphrestore.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.graphrestore.reconstruction.Grouping;
import org.graphrestore.reconstruction.ReconstructionSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.DegreeBucket;
import org.graphrestore.reconstruction.ReconstructionSummary.HopSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.ScoreSummary;
import org.graphrestore.reconstruction.SummaryParts;
import org.graphrestore.reconstruction.SummaryParts.Breakdown;
import org.graphrestore.reconstruction.SummaryParts.Group;
import org.graphrestore.reconstruction.SummaryParts.RelationTruth;

/** The page's sections on parts of a result: relations, groups of queries, missing vectors. */
final class PartsView {
  private final ReconstructionFacts facts;
  private final ReconstructionSummary summary;
  private final SummaryParts parts;
  private final HopNames names;

  PartsView(ReconstructionFacts facts) {
    this.facts = facts;
    this.summary = facts.summary();
    this.parts = summary.parts();
    this.names = new HopNames(summary);
  }

  Map<String, Object> members() {
    return new View()
        .with("score", headline().score().label())
        .with("hasRelations", !parts.relations().isEmpty())
        .with("relations", parts.relations().isEmpty() ? null : relations())
        .with("hasGroups", !parts.breakdowns().isEmpty())
        .with("groups", parts.breakdowns().stream().map(this::group).toList())
        .with("coverage", coverage())
        .members();
  }

  private ScoreSummary headline() {
    return summary.scores().get(0);
  }

  private static List<GroupTable.Cell> cells(List<HopSummary> hops) {
    return hops.stream().map(GroupTable.Cell::of).toList();
  }

  private Map<String, Object> relations() {
    GroupTable table = new GroupTable(names);
    table.add("all edges", "", "", cells(headline().hops()));
    for (RelationTruth truth : parts.relations()) {
      boolean named = !truth.name().equals(truth.relations());
      table.add(
          truth.name(),
          named ? truth.relations() : "",
          Figures.count(truth.edges()),
          cells(truth.scores().get(0).hops()));
    }
    return table.members("Shell: nodes by the edges of some relations alone", "Relations", "Edges");
  }

  private Map<String, Object> group(Breakdown breakdown) {
    GroupTable table = new GroupTable(names);
    List<Group> groups = new ArrayList<>(breakdown.groups());
    boolean others = !groups.isEmpty() && groups.get(groups.size() - 1).others();
    if (others) {
      // What is left stands where nobody has to unfold it.
      groups.add(0, groups.remove(groups.size() - 1));
    }
    for (Group group : groups) {
      boolean labelled = group.label() != null && !group.label().equals(group.name());
      table.add(
          group.others() ? "all others together" : labelled ? group.label() : group.name(),
          labelled ? group.name() : "",
          Figures.count(group.nodes()),
          cells(group.scores().get(0).hops()));
    }
    return new View()
        .with("title", "By " + breakdown.by())
        .with("note", note(breakdown, groups.size() - (others ? 1 : 0)))
        .with(
            "table",
            groups.isEmpty()
                ? null
                : table.members("Shell: by " + breakdown.by(), head(breakdown), "Nodes"))
        .members();
  }

  private static String head(Breakdown breakdown) {
    return switch (breakdown.by()) {
      case "component" -> "Component of";
      case "community" -> "Community of";
      default ->
          breakdown.by().substring(0, 1).toUpperCase(Locale.ROOT) + breakdown.by().substring(1);
    };
  }

  private String note(Breakdown breakdown, int shown) {
    String what =
        switch (breakdown.by()) {
          case "relation" -> "A query node belongs to every relation that one of its edges has.";
          case "component" -> "A component is called after one of its nodes.";
          case "community" ->
              "Communities are found by label propagation, and called after the node whose label"
                  + " they carry.";
          default -> "A query node may have several.";
        };
    String which =
        breakdown.count() > shown
            ? " Of %s groups the %s largest that have a query node are shown."
                .formatted(
                    Figures.count(breakdown.count()), Figures.count(Math.min(shown, Grouping.MOST)))
            : "";
    String none =
        breakdown.ungrouped() > 0
            ? " %s query nodes are in no group.".formatted(Figures.count(breakdown.ungrouped()))
            : "";
    return what + which + none;
  }

  /** Returns the table by degree of the headline's score, or null where there is none. */
  Map<String, Object> byDegree() {
    GroupTable table = new GroupTable(names);
    Map<Long, DegreeBucket> buckets = new TreeMap<>();
    List<HopSummary> hops = headline().hops();
    hops.forEach(hop -> hop.shell().byDegree().forEach(b -> buckets.putIfAbsent(b.from(), b)));
    for (DegreeBucket bucket : buckets.values()) {
      List<GroupTable.Cell> cells = new ArrayList<>();
      hops.forEach(hop -> cells.add(cell(hop, bucket.from())));
      table.add(Figures.range(bucket.from(), bucket.to()), "", "", cells);
    }
    return buckets.isEmpty()
        ? null
        : table.members("Shell: by number of neighbours", "Neighbours", "");
  }

  private static GroupTable.Cell cell(HopSummary hop, long from) {
    return hop.shell().byDegree().stream()
        .filter(bucket -> bucket.from() == from)
        .map(
            b ->
                new GroupTable.Cell(
                    b.queries(),
                    b.map(),
                    b.random(),
                    b.beside() == null ? null : b.beside().interval(),
                    b.beside() == null ? List.of() : b.beside().precisionAt(),
                    b.beside() == null ? null : b.beside().ranking()))
        .findFirst()
        .orElse(null);
  }

  private Map<String, Object> coverage() {
    VectorCoverage vectors = facts.coverage();
    if (vectors == null || vectors.missing() + vectors.missingTargets() + vectors.unknown() == 0) {
      return null;
    }

    String done =
        switch (vectors.policy()) {
          case "last" ->
              "They rank behind all other candidates, tied with each other; as query nodes all"
                  + " candidates tie for them. They stay candidates and true nodes.";
          case "zero" ->
              "They have vectors of zeros, and are candidates, query nodes and true nodes like"
                  + " others.";
          default -> "A node without one would have ended the run.";
        };
    return new View()
        .with("missing", Figures.count(vectors.missing()))
        .with("share", Figures.precision((double) vectors.missing() / vectors.nodes()))
        .with(
            "targets", vectors.missingTargets() == 0 ? "" : Figures.count(vectors.missingTargets()))
        .with("unknown", Figures.count(vectors.unknown()))
        .with("policy", vectors.policy())
        .with("done", done)
        .members();
  }
}
