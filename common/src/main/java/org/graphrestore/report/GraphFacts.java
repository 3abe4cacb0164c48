package org.graphrestore.report;

import java.util.List;

/**
 * What the graph is, after ingest.
 *
 * @param inputs the files that were read
 * @param nodes nodes, isolated ones included
 * @param edges edges of the simple graph: an undirected edge counts once
 * @param directed whether direction was kept
 * @param weighted whether edges have weights
 * @param rowsRead edge rows in the input
 * @param selfLoopsDropped rows from a node to itself
 * @param duplicatesMerged rows that repeat an edge
 * @param isolatedNodes nodes without any edge
 * @param meanDegree mean number of neighbours a node
 * @param maxDegree largest number of neighbours
 * @param degreeHistogram nodes by degree, in buckets that double
 * @param relations relations with their edges, the largest first; empty where the input names none
 * @param reading what reading left out
 * @param shape components, and what preparation took out
 */
public record GraphFacts(
    List<String> inputs,
    long nodes,
    long edges,
    boolean directed,
    boolean weighted,
    long rowsRead,
    long selfLoopsDropped,
    long duplicatesMerged,
    long isolatedNodes,
    double meanDegree,
    long maxDegree,
    List<DegreeBucket> degreeHistogram,
    List<RelationCount> relations,
    InputFacts reading,
    ShapeFacts shape) {

  /** Copies the lists, so that the record cannot change. */
  public GraphFacts {
    inputs = List.copyOf(inputs);
    degreeHistogram = List.copyOf(degreeHistogram);
    relations = List.copyOf(relations);
  }

  /** A graph of whose input nothing was left out and whose components were not counted. */
  public GraphFacts(
      List<String> inputs,
      long nodes,
      long edges,
      boolean directed,
      boolean weighted,
      long rowsRead,
      long selfLoopsDropped,
      long duplicatesMerged,
      long isolatedNodes,
      double meanDegree,
      long maxDegree,
      List<DegreeBucket> degreeHistogram,
      List<RelationCount> relations) {
    this(
        inputs,
        nodes,
        edges,
        directed,
        weighted,
        rowsRead,
        selfLoopsDropped,
        duplicatesMerged,
        isolatedNodes,
        meanDegree,
        maxDegree,
        degreeHistogram,
        relations,
        InputFacts.NONE,
        ShapeFacts.UNKNOWN);
  }

  /**
   * Nodes whose degree lies in a range.
   *
   * @param from smallest degree, included: 0, 1, 2, 4, 8, ...
   * @param to largest degree, included: 0, 1, 3, 7, 15, ...
   * @param nodes how many nodes
   */
  public record DegreeBucket(long from, long to, long nodes) {
    /**
     * Returns the bucket of a histogram by powers of two.
     *
     * @param position 0 for degree 0, i for degrees 2^(i-1) .. 2^i - 1; 0 .. 62
     */
    public static DegreeBucket ofLog2(int position, long nodes) {
      if (position < 0 || position > 62) {
        throw new IllegalArgumentException("Invalid position: " + position + " (must be 0 .. 62)");
      }

      return position == 0
          ? new DegreeBucket(0, 0, nodes)
          : new DegreeBucket(1L << (position - 1), (1L << position) - 1, nodes);
    }
  }

  /** A relation and the edges that carry it. */
  public record RelationCount(String name, long edges) {}
}
