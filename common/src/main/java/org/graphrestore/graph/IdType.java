package org.graphrestore.graph;

/**
 * What the original ids of a graph's nodes are. Both kinds hash by their text: see {@link
 * NodeHash}.
 */
public enum IdType {
  /** Text, compared by its UTF-8 bytes. */
  STRING,
  /** Whole numbers of 64 bits, compared as numbers. */
  LONG
}
