package org.graphrestore.graph;

import org.graphrestore.graph.IngestParams.Format;

/** Reads the lines of a text file as edges or nodes. Not thread-safe; one parser a task. */
public interface LineParser {
  /** Makes the parser of a layout. */
  static LineParser of(EdgeLayout layout) {
    return layout.format() == Format.JSON ? new JsonLineParser(layout) : new EdgeLineParser(layout);
  }

  /**
   * Reads a line.
   *
   * @param bytes the line without its line feed; a carriage return at the end is ignored
   * @param length number of bytes that count
   * @param first whether it is the first line of its file
   * @param row filled if there is an edge or a node
   * @return whether there is one; false for a header, a comment and a blank line
   * @throws BadRowException saying why there is none
   */
  boolean parse(byte[] bytes, int length, boolean first, EdgeRow row) throws BadRowException;
}
