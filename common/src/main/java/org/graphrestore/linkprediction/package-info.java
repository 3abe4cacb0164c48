/**
 * Link prediction: which edges are hidden so that every component stays connected, what a node's
 * candidates are, and the measures of a ranking: AUC, average precision, reciprocal rank, hits.
 */
package org.graphrestore.linkprediction;
