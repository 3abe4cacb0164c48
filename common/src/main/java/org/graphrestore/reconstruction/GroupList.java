package org.graphrestore.reconstruction;

import java.util.List;

/**
 * The groups of a graph's nodes that a result is told for.
 *
 * @param by what makes a group
 * @param count groups that the graph has
 * @param groups the largest ones, most nodes first; the last may stand for all others
 */
public record GroupList(Grouping by, long count, List<Member> groups) {
  /** Copies the list. */
  public GroupList {
    groups = List.copyOf(groups);
  }

  /**
   * A group.
   *
   * @param name its name: a label, or the id of a node that stands for it
   * @param label the label of that node, or null where there is none
   * @param others whether these are all groups beyond the largest ones
   * @param nodes nodes of the graph in it
   */
  public record Member(String name, String label, boolean others, long nodes) {}
}
