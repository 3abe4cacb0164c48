package org.graphrestore.spark.ingest;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What reading gave.
 *
 * @param reports what the tasks counted and wrote
 * @param dropped the bad rows that were left out
 */
record RawResult(List<TaskReport> reports, DroppedRows dropped) {
  /** Adds up one of the counts of {@link RawWriter}. */
  long total(int count) {
    return reports.stream().mapToLong(report -> report.counts()[count]).sum();
  }

  /** Returns the rows that filters left out, by what they filter: each is there, also with 0. */
  SortedMap<String, Long> filtered() {
    SortedMap<String, Long> filtered = new TreeMap<>();
    filtered.put("relation", total(RawWriter.BY_RELATION));
    filtered.put("source", total(RawWriter.BY_SOURCE));
    filtered.put("weight", total(RawWriter.BY_WEIGHT));
    filtered.put("sample", total(RawWriter.BY_SAMPLE));
    return filtered;
  }
}
