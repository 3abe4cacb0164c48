package org.graphrestore.spark.reconstruction;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.graphrestore.graph.NodeHash;
import org.graphrestore.reconstruction.comparison.ComparedMetric;
import org.graphrestore.reconstruction.comparison.ComparedQuery;
import org.graphrestore.reconstruction.comparison.ComparisonSums;
import org.graphrestore.reconstruction.comparison.ScorePair;

/**
 * A task of the comparison: reads rows of both tables, sorted by query, and adds up the queries
 * that both sides have asked. Holds one query and the sums. Travels to tasks.
 */
final class QueryPairs implements FlatMapFunction<Iterator<Row>, long[]> {
  private static final long serialVersionUID = 1L;

  /** Metrics that have a column of their own. */
  static final List<ComparedMetric> MEANS =
      Arrays.stream(ComparedMetric.values()).filter(m -> m != ComparedMetric.CORRECTED).toList();

  private static final int ID = 0;
  private static final int SIDE = 1;
  private static final int SCORE = 2;
  private static final int HOP = 3;
  private static final int SHELL = 4;
  private static final int POSITIVES = 5;
  private static final int RANDOM = 6;
  private static final int CEILING = 7;
  private static final int FIRST_MEAN = 8;

  private final String[][] names;
  private final int hops;
  private final int replicates;
  private final long mostQueries;
  private final long seed;

  QueryPairs(List<ScorePair> pairs, int hops, int replicates, long mostQueries, long seed) {
    this.names =
        new String[][] {
          pairs.stream().map(ScorePair::a).toArray(String[]::new),
          pairs.stream().map(ScorePair::b).toArray(String[]::new)
        };
    this.hops = hops;
    this.replicates = replicates;
    this.mostQueries = mostQueries;
    this.seed = seed;
  }

  /** Makes empty sums. */
  ComparisonSums sums() {
    return new ComparisonSums(names[0].length, hops, replicates, mostQueries);
  }

  @Override
  public Iterator<long[]> call(Iterator<Row> rows) {
    ComparisonSums sums = sums();
    ComparedQuery query = new ComparedQuery(names[0].length, hops);
    String id = null;
    while (rows.hasNext()) {
      Row row = rows.next();
      if (!row.getString(ID).equals(id)) {
        add(sums, query, id);
        query.clear();
        id = row.getString(ID);
      }

      note(query, row);
    }

    add(sums, query, id);
    return List.of(sums.values()).iterator();
  }

  private void add(ComparisonSums sums, ComparedQuery query, String id) {
    if (id != null) {
      sums.add(query, seed, NodeHash.of(id));
    }
  }

  private void note(ComparedQuery query, Row row) {
    int side = row.getInt(SIDE);
    int truth = ComparedQuery.truth(row.getInt(HOP), row.getBoolean(SHELL));
    query.truth(side, truth, row.getLong(POSITIVES), row.getDouble(RANDOM), row.getDouble(CEILING));
    String score = row.getString(SCORE);
    for (int pair = 0; pair < names[side].length; pair++) {
      if (names[side][pair].equals(score)) {
        for (int m = 0; m < MEANS.size(); m++) {
          int at = FIRST_MEAN + m;
          query.value(
              side, pair, truth, MEANS.get(m), row.isNullAt(at) ? Double.NaN : row.getDouble(at));
        }
      }
    }
  }
}
