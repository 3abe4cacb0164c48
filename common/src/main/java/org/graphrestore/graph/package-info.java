/**
 * Node indices and blocks, adjacency in compressed sparse rows, breadth-first shells, statistics.
 */
package org.graphrestore.graph;
