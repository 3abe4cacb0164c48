/**
 * Precision of the best pairs among all pairs of nodes, found by counting; and the figures that
 * GEM's evaluation would print.
 */
package org.graphrestore.reconstruction.global;
