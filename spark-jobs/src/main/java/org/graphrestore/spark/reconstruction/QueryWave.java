package org.graphrestore.spark.reconstruction;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.graphrestore.reconstruction.Query;

/**
 * A bounded number of query nodes that are evaluated together; bit q of a mask is query q. Travels
 * in closures.
 */
final class QueryWave implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int number;
  private final long firstOrder;
  private final long[] indices;
  private final long[] hashes;
  private final long[] degrees;
  private final Object[] ids;

  private QueryWave(int number, long firstOrder, int size) {
    this.number = number;
    this.firstOrder = firstOrder;
    this.indices = new long[size];
    this.hashes = new long[size];
    this.degrees = new long[size];
    this.ids = new Object[size];
  }

  /**
   * Makes a wave.
   *
   * @param number 0 for the first wave
   * @param firstOrder place of the first query among all
   * @param rows rows of {@link QuerySelection#COLUMNS} in query order
   */
  static QueryWave of(int number, long firstOrder, List<Row> rows) {
    QueryWave wave = new QueryWave(number, firstOrder, rows.size());
    for (int q = 0; q < rows.size(); q++) {
      Row row = rows.get(q);
      wave.indices[q] = row.getLong(0);
      wave.hashes[q] = row.getLong(1);
      wave.degrees[q] = row.getLong(2);
      wave.ids[q] = row.get(3);
    }
    return wave;
  }

  int number() {
    return number;
  }

  int size() {
    return indices.length;
  }

  /** Returns the place of a query among all queries. */
  long order(int query) {
    return firstOrder + query;
  }

  long[] indices() {
    return indices;
  }

  Object id(int query) {
    return ids[query];
  }

  Query query(int query) {
    return new Query(indices[query], hashes[query], degrees[query]);
  }
}
