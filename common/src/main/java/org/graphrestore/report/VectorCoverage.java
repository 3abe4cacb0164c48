package org.graphrestore.report;

/**
 * How vectors that were made elsewhere fit the graph.
 *
 * @param nodes nodes of the graph
 * @param missing nodes without a vector
 * @param missingTargets nodes without a target vector, where every node has two
 * @param unknown vectors whose id is no node; they are left out
 * @param policy what was done about nodes without a vector: {@code fail}, {@code zero} or {@code
 *     last}
 */
public record VectorCoverage(
    long nodes, long missing, long missingTargets, long unknown, String policy) {}
