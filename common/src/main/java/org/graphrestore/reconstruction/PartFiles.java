package org.graphrestore.reconstruction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.graphrestore.reconstruction.SummaryParts.Breakdown;
import org.graphrestore.reconstruction.SummaryParts.Group;
import org.graphrestore.reconstruction.SummaryParts.RelationTruth;

/**
 * The parts of a result as members of {@code reconstruction.json} and as {@code
 * reconstruction-groups.csv}, whose columns are those of {@code reconstruction.csv} after the
 * group's.
 */
public final class PartFiles {
  private PartFiles() {}

  /** Puts the parts that there are. */
  static void put(ObjectNode root, SummaryParts parts) {
    if (!parts.bands().isEmpty()) {
      ArrayNode bands = root.putArray("bands");
      parts.bands().forEach(bands::add);
    }

    if (!parts.relations().isEmpty()) {
      ArrayNode relations = root.putArray("relations");
      for (RelationTruth truth : parts.relations()) {
        ObjectNode node = relations.addObject();
        node.put("name", truth.name());
        node.put("relations", truth.relations());
        node.put("edges", truth.edges());
        SummaryFiles.put(node, truth.scores(), truth.baselines());
      }
    }

    if (!parts.breakdowns().isEmpty()) {
      ArrayNode groups = root.putArray("groups");
      parts.breakdowns().forEach(breakdown -> put(groups.addObject(), breakdown));
    }
  }

  private static void put(ObjectNode node, Breakdown breakdown) {
    node.put("by", breakdown.by());
    node.put("count", breakdown.count());
    node.put("ungrouped", breakdown.ungrouped());
    ArrayNode groups = node.putArray("groups");
    for (Group group : breakdown.groups()) {
      ObjectNode entry = groups.addObject();
      entry.put("name", group.name());
      if (group.label() != null) {
        entry.put("label", group.label());
      }
      entry.put("others", group.others());
      entry.put("nodes", group.nodes());
      entry.put("queries", group.queries());
      SummaryFiles.put(entry, group.scores(), group.baselines());
    }
  }

  /**
   * Returns the parts as CSV: a header, then a row a group, score or baseline, hop, and shell or
   * ball.
   */
  public static String csv(SummaryParts parts) {
    StringBuilder text = new StringBuilder("by,name,nodes,").append(SummaryFiles.header());
    for (RelationTruth truth : parts.relations()) {
      String first = "relations," + quoted(truth.name()) + ",,";
      SummaryFiles.rows(text, first, truth.scores(), truth.baselines());
    }
    for (Breakdown breakdown : parts.breakdowns()) {
      for (Group group : breakdown.groups()) {
        String first = breakdown.by() + "," + quoted(group.name()) + "," + group.nodes() + ",";
        SummaryFiles.rows(text, first, group.scores(), group.baselines());
      }
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
