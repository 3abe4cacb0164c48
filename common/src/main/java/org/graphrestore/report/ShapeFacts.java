package org.graphrestore.report;

import java.util.List;

/**
 * How a graph hangs together, and what preparation took out of it.
 *
 * @param components weakly connected components of the graph; 0: they were not counted
 * @param largestComponent nodes of the largest one
 * @param componentsFound components before only the largest was kept; else the same as {@code
 *     components}
 * @param componentSizes components found, by nodes, in buckets that double
 * @param sinks nodes of a directed graph that edges lead to but not from
 * @param loops edges from a node to itself that were kept
 * @param core the k of the k-core that was kept, or 0
 * @param maxDegree nodes with more neighbours were removed, or 0
 * @param removedByDegree nodes that had too many neighbours
 * @param removedByCore nodes that are not in the core
 * @param removedByComponent nodes that are not in the largest component
 * @param removedEdges edges that went with them
 */
public record ShapeFacts(
    long components,
    long largestComponent,
    long componentsFound,
    List<SizeBucket> componentSizes,
    long sinks,
    long loops,
    int core,
    int maxDegree,
    long removedByDegree,
    long removedByCore,
    long removedByComponent,
    long removedEdges) {

  /** A graph whose components were not counted. */
  public static final ShapeFacts UNKNOWN =
      new ShapeFacts(0, 0, 0, List.of(), 0, 0, 0, 0, 0, 0, 0, 0);

  /** Copies the list, so that the record cannot change. */
  public ShapeFacts {
    componentSizes = List.copyOf(componentSizes);
  }

  /**
   * Components whose size lies in a range.
   *
   * @param from fewest nodes: 1, 2, 4, 8, ...; the range ends before twice as many
   * @param components how many
   */
  public record SizeBucket(long from, long components) {}
}
