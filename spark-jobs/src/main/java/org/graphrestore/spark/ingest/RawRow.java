package org.graphrestore.spark.ingest;

import org.graphrestore.graph.EdgeRow;

/** A row of the input on its way through one task, filled again and again. */
final class RawRow {
  /** Number of the file in the order of the input's files. */
  int file;

  /** Byte offset of the line in its decompressed file, or number of the row in a Parquet file. */
  long position;

  /** Why it is no edge, or null. */
  String bad;

  /** Whether {@link #edge} is filled. */
  boolean hasEdge;

  final EdgeRow edge = new EdgeRow();
}
