package org.graphrestore.reconstruction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What queries are grouped by, so that a result is told for every group. */
public enum Grouping {
  /** A query belongs to every relation that one of its edges has. */
  RELATION,
  /** The weakly connected component of the query. */
  COMPONENT,
  /** The community of the query, by seeded label propagation. */
  COMMUNITY,
  /** The query's type, out of the node table of the graph. */
  TYPE,
  /** The labels of the query, out of a file. */
  LABEL;

  /** What a setting says for no grouping. */
  static final String NONE = "none";

  /** Largest groups that are told apart; all others are one group. */
  public static final int MOST = 50;

  /** Returns the name as settings and files write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String names() {
    return Arrays.stream(values()).map(Grouping::label).collect(Collectors.joining(", "));
  }

  /**
   * Reads names separated by commas, or {@code none}.
   *
   * @throws IllegalArgumentException if there is an unknown name, or one twice
   */
  static List<Grouping> parseList(String text) {
    List<Grouping> groupings = new ArrayList<>();
    if (text.trim().equals(NONE)) {
      return groupings;
    }

    for (String name : text.split(",", -1)) {
      Grouping grouping =
          Arrays.stream(values())
              .filter(g -> g.label().equals(name.trim()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "must be none, or some of " + names() + ", separated by commas"));
      if (groupings.contains(grouping)) {
        throw new IllegalArgumentException("names " + grouping.label() + " twice");
      }

      groupings.add(grouping);
    }
    return groupings;
  }

  /** Returns groupings as settings write them. */
  static String text(List<Grouping> groupings) {
    return groupings.isEmpty()
        ? NONE
        : groupings.stream().map(Grouping::label).collect(Collectors.joining(","));
  }
}
