package org.graphrestore.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A relation of a step, and which way the step takes its edges.
 *
 * <pre>
 * IsA           either way in an undirected graph, along the edge in a directed one
 * +IsA          along the edge, from its subject to its object
 * ^IsA          against the edge
 * IsA|^PartOf   one or the other
 * *             every relation; +* and ^* too
 * </pre>
 *
 * <p>A text that is a relation's name as it stands means that relation, whatever signs it has.
 */
record RelationStep(String name, Way way) {
  /** Which way. */
  enum Way {
    AS_EDGES_LEAD,
    ALONG,
    AGAINST
  }

  private static final Pattern BAR = Pattern.compile("\\|");

  /** Returns the relations of a step, of which it takes any. */
  static List<RelationStep> of(String step, Relations relations) {
    if (relations.number(step) >= 0) {
      return List.of(new RelationStep(step, Way.AS_EDGES_LEAD));
    }

    List<RelationStep> steps = new ArrayList<>();
    for (String part : BAR.split(step, -1)) {
      String text = part.trim();
      boolean plain = relations.number(text) >= 0 || text.isEmpty();
      char sign = plain ? ' ' : text.charAt(0);
      Way way =
          switch (sign) {
            case '+' -> Way.ALONG;
            case '^' -> Way.AGAINST;
            default -> Way.AS_EDGES_LEAD;
          };
      steps.add(new RelationStep(way == Way.AS_EDGES_LEAD ? text : text.substring(1).trim(), way));
    }

    return steps;
  }

  /**
   * Notes that a class takes these arcs.
   *
   * @param setting who asks, for the message
   * @throws IllegalArgumentException if no edge has the relation
   */
  void mark(ArcClasses classes, int number, Relations relations, boolean directed, String setting) {
    boolean along = way != Way.AGAINST;
    boolean against = way == Way.AGAINST || (way == Way.AS_EDGES_LEAD && !directed);
    if (name.equals(Metapath.ANY) && relations.number(name) < 0) {
      for (int relation = 0; relation < relations.size(); relation++) {
        classes.add(relation, number, along, against);
      }
    } else {
      classes.add(relations.known(name, setting), number, along, against);
    }
  }
}
