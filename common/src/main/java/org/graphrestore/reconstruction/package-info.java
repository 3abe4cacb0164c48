/**
 * Reconstruction: how well a ranking of all nodes by a score restores the k-hop neighbours of a
 * node. Scores, rank counting, average precision, random expectation, means and intervals.
 */
package org.graphrestore.reconstruction;
