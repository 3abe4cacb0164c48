package org.graphrestore.spark.ingest;

import org.graphrestore.graph.BadRowException;
import org.graphrestore.graph.BadRowReason;
import org.graphrestore.graph.EdgeRow;

/** A row of the input on its way through one task, filled again and again. */
final class RawRow {
  /** Number of the file in the order of the input's files. */
  int file;

  /** Byte offset of the line in its decompressed file, or number of the row in a table. */
  long position;

  /** Why it is refused, in words, or null. */
  String bad;

  /** Why it is refused, or null. */
  BadRowReason reason;

  /** Whether {@link #edge} is filled. */
  boolean hasEdge;

  final EdgeRow edge = new EdgeRow();

  /** Takes what a parser answered. */
  void answer(boolean edgeOrNode) {
    this.bad = null;
    this.reason = null;
    this.hasEdge = edgeOrNode;
  }

  /** Takes the reason of a parser that refused. */
  void refuse(BadRowException e) {
    refuse(e.reason(), e.getMessage());
  }

  void refuse(BadRowReason why, String message) {
    this.bad = message;
    this.reason = why;
    this.hasEdge = false;
  }
}
