/**
 * Classification of nodes from their vectors: labels are read and sent to their nodes, the labelled
 * nodes' vectors go to a few files, and splits and labels are spread over tasks.
 */
package org.graphrestore.spark.classification;
