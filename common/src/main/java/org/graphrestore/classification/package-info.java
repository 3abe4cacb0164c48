/**
 * How well labels of nodes can be told from their vectors: one-vs-rest logistic regression by the
 * protocol of DeepWalk (Perozzi, Al-Rfou and Skiena, KDD 2014, section 5).
 */
package org.graphrestore.classification;
