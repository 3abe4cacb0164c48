package org.graphrestore.report;

/**
 * What the walks are.
 *
 * @param law the transition law: uniform, weighted, node2vec
 * @param walksPerNode walks that start at every node
 * @param length nodes in a walk that meets no dead end
 * @param walks walks drawn
 * @param tokens nodes over all walks
 * @param deadEnds walks that ended early; 0 in a graph without dead ends
 * @param stored whether the walks were written, or streamed into training
 */
public record WalkFacts(
    String law,
    int walksPerNode,
    int length,
    long walks,
    long tokens,
    long deadEnds,
    boolean stored) {}
