package org.graphrestore.spark.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.SortedMap;
import org.graphrestore.spark.store.StoreManifest.TableFile;

/**
 * What a task of ingest tells the driver: counts and files, never anything that grows with the
 * graph. Travels as JSON text, since Kryo does not take records.
 *
 * @param part number of the task's part in its table
 * @param files what it wrote
 * @param counts what it counted
 * @param relations number of rows or edges by relation
 * @param bad the rows it refused, or null
 */
record TaskReport(
    int part,
    List<TableFile> files,
    long[] counts,
    SortedMap<String, Long> relations,
    BadRows.Summary bad) {

  private static final ObjectMapper JSON = new ObjectMapper();

  String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A report is always JSON", e);
    }
  }

  static TaskReport parse(String json) {
    try {
      return JSON.readValue(json, TaskReport.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not a report of a task: " + json, e);
    }
  }
}
