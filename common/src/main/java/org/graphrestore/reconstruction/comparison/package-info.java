/**
 * Two reconstructions of one graph compared query by query: differences, their intervals by a
 * paired bootstrap, and what may be said of them.
 */
package org.graphrestore.reconstruction.comparison;
