package org.graphrestore.spark.ingest;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.graphrestore.graph.EdgeLayout;
import org.graphrestore.graph.IdType;

/** Where rows come from: files of one kind, or a table. */
interface RowSource {
  /** Returns where a row has what. */
  EdgeLayout layout();

  /** Returns what ids are. */
  IdType idType();

  /** Returns a name for messages: the first file, or the table. */
  String name();

  /** Returns the number of rows where the source keeps it, else -1. */
  long knownRows();

  /** Returns the rows, checked. */
  JavaRDD<RawRow> rows();

  /**
   * Says where rows stand inside a file, for people: "line 17".
   *
   * @param file number of the file
   * @param positions ascending
   */
  List<String> places(int file, List<Long> positions);
}
