package org.graphrestore.spark.ingest;

import java.util.List;
import java.util.SortedMap;

/**
 * The bad rows that were left out.
 *
 * @param counts rows by reason
 * @param examples the first three of each reason
 */
record DroppedRows(SortedMap<String, Long> counts, List<Example> examples) {
  /**
   * One of them, as a manifest and a report show it.
   *
   * @param reason why, as one of a few names
   * @param file the file, or the table
   * @param place the line or row in it
   * @param what why, in words
   */
  record Example(String reason, String file, String place, String what) {}

  long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
