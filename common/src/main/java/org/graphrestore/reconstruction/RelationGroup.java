package org.graphrestore.reconstruction;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Relations whose edges alone are the truth of an evaluation that stands beside the whole graph's.
 *
 * <pre>
 * IsA                     the edges of one relation; the group's name is IsA
 * parts=PartOf|^HasA      those of two, HasA against its direction; the name is parts
 * </pre>
 *
 * <p>Signs are those of metapaths: a plain name takes edges as they lead in the graph, {@code +}
 * along the relation's direction and {@code ^} against it.
 *
 * @param name what the result calls it
 * @param relations names of relations with {@code |} between them
 */
public record RelationGroup(String name, String relations) implements Serializable {
  /** Most groups of an evaluation: each of them costs as much as the whole graph does. */
  static final int MOST = 16;

  static final String EXAMPLE = "for example IsA,parts=PartOf|HasA";

  /** Returns the group as settings write it. */
  public String text() {
    return name.equals(relations) ? name : name + "=" + relations;
  }

  /**
   * Reads groups that are separated by commas.
   *
   * @param text an empty text for none
   * @throws IllegalArgumentException if one has no relation or no name, two have one name, or there
   *     are more than 16
   */
  static List<RelationGroup> parseList(String text) {
    List<RelationGroup> groups = new ArrayList<>();
    if (text.isBlank()) {
      return groups;
    }

    for (String part : text.split(",", -1)) {
      int cut = part.indexOf('=');
      String relations = part.substring(cut + 1).trim();
      String name = cut < 0 ? relations : part.substring(0, cut).trim();
      if (name.isEmpty() || relations.isEmpty()) {
        throw new IllegalArgumentException(
            "must be groups of relations separated by commas, " + EXAMPLE);
      }

      if (groups.stream().anyMatch(group -> group.name().equals(name))) {
        throw new IllegalArgumentException(
            "names two groups " + name + "; name one of them otherwise, as NAME=RELATIONS");
      }

      groups.add(new RelationGroup(name, relations));
    }

    if (groups.size() > MOST) {
      throw new IllegalArgumentException(
          "has " + groups.size() + " groups (must be at most " + MOST + ")");
    }
    return groups;
  }

  /** Returns groups as settings write them. */
  static String text(List<RelationGroup> groups) {
    return groups.stream().map(RelationGroup::text).collect(Collectors.joining(","));
  }
}
