/**
 * Link prediction: the split into a training graph and hidden edges, negatives, scores of pairs,
 * ranks among all and among drawn candidates, and the result.
 */
package org.graphrestore.spark.linkprediction;
