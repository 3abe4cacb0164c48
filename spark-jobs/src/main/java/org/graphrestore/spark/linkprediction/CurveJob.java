package org.graphrestore.spark.linkprediction;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.graphrestore.linkprediction.CurvePart;
import org.graphrestore.linkprediction.LinkPredictionSummary;
import org.graphrestore.linkprediction.LinkPredictionSummary.PairMeasures;
import org.graphrestore.linkprediction.ScoreOrder;
import org.graphrestore.reconstruction.RandomExpectation;
import org.graphrestore.spark.ingest.InternalRows;
import scala.Tuple2;

/**
 * AUC and average precision of a table of scored pairs, whatever its size: pairs are put into the
 * fixed buckets of their scores, buckets are counted, then each is sorted and summed by one task
 * that knows how much lies above, and the sums are added in the order of buckets.
 */
final class CurveJob {
  private final Dataset<Row> pairs;
  private final List<String> names;

  /** Counts of a score's bucket, and what lies above it. */
  private static final class Bucket implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    private final long positives;
    private final long negatives;
    private long positivesAbove;
    private long negativesAbove;

    Bucket(long positives, long negatives) {
      this.positives = positives;
      this.negatives = negatives;
    }
  }

  /**
   * Prepares.
   *
   * @param pairs the table that {@link PairScoring} wrote
   * @param names names of the scores in it
   */
  CurveJob(Dataset<Row> pairs, List<String> names) {
    this.pairs = pairs;
    this.names = names;
  }

  /** Returns the measures of every score, and those of a random order. */
  List<PairMeasures> run() {
    UDF1<Double, Long> order = ScoreOrder::of;
    UDF1<Long, Integer> bucket = ScoreOrder::bucket;
    String columns =
        IntStream.range(0, names.size())
            .mapToObj(
                i ->
                    "named_struct('score', "
                        + i
                        + ", 'value', "
                        + PairScoring.column(names.get(i))
                        + ")")
            .collect(Collectors.joining(","));
    Dataset<Row> scores =
        pairs
            .selectExpr("positive", "inline(array(" + columns + "))")
            .withColumn(
                "order", functions.udf(order, DataTypes.LongType).apply(functions.col("value")))
            .withColumn(
                "bucket",
                functions.udf(bucket, DataTypes.IntegerType).apply(functions.col("order")))
            .select("score", "bucket", "order", "positive");
    NavigableMap<Long, Bucket> buckets = count(scores);
    long positives = 0;
    long negatives = 0;
    for (Bucket first : buckets.subMap(0L, key(0, ScoreOrder.BUCKETS)).values()) {
      positives += first.positives;
      negatives += first.negatives;
    }

    NavigableMap<Long, Tuple2<long[], double[]>> parts = sum(scores, buckets, negatives);
    List<PairMeasures> measures = new ArrayList<>();
    for (int score = 0; score < names.size(); score++) {
      long twiceWins = 0;
      double precisions = 0;
      for (Tuple2<long[], double[]> part :
          parts
              .subMap(key(score, 0), true, key(score, ScoreOrder.BUCKETS), false)
              .descendingMap()
              .values()) {
        twiceWins += part._1()[1];
        precisions += part._2()[0];
      }

      measures.add(
          new PairMeasures(
              names.get(score),
              CurvePart.auc(twiceWins, positives, negatives),
              precisions / positives));
    }

    measures.add(
        new PairMeasures(
            LinkPredictionSummary.RANDOM,
            0.5,
            RandomExpectation.averagePrecision(positives + negatives, positives)));
    return measures;
  }

  private static long key(int score, int bucket) {
    return (long) score << 32 | bucket;
  }

  private static NavigableMap<Long, Bucket> count(Dataset<Row> scores) {
    TreeMap<Long, Bucket> buckets = new TreeMap<>();
    for (Row row :
        scores
            .groupBy("score", "bucket")
            .agg(functions.expr("count_if(positive)"), functions.expr("count_if(not positive)"))
            .collectAsList()) {
      buckets.put(key(row.getInt(0), row.getInt(1)), new Bucket(row.getLong(2), row.getLong(3)));
    }

    long score = -1;
    long positives = 0;
    long negatives = 0;
    for (var entry : buckets.descendingMap().entrySet()) {
      if (entry.getKey() >> 32 != score) {
        score = entry.getKey() >> 32;
        positives = 0;
        negatives = 0;
      }

      Bucket bucket = entry.getValue();
      bucket.positivesAbove = positives;
      bucket.negativesAbove = negatives;
      positives += bucket.positives;
      negatives += bucket.negatives;
    }

    return buckets;
  }

  private static NavigableMap<Long, Tuple2<long[], double[]>> sum(
      Dataset<Row> scores, Map<Long, Bucket> buckets, long negatives) {
    Dataset<Row> sorted =
        scores
            .repartition(functions.col("score"), functions.col("bucket"))
            .sortWithinPartitions(
                functions.col("score"), functions.col("bucket"), functions.col("order").desc());
    TreeMap<Long, Tuple2<long[], double[]>> parts = new TreeMap<>();
    InternalRows.of(sorted)
        .mapPartitions(rows -> parts(rows, buckets, negatives))
        .collect()
        .forEach(part -> parts.put(part._1()[0], part));
    return parts;
  }

  /** A bucket lies in one partition, its rows one after the other. */
  private static Iterator<Tuple2<long[], double[]>> parts(
      Iterator<InternalRow> rows, Map<Long, Bucket> buckets, long negatives) {
    List<Tuple2<long[], double[]>> parts = new ArrayList<>();
    long key = -1;
    CurvePart part = null;
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      long own = key(row.getInt(0), row.getInt(1));
      if (own != key) {
        close(parts, key, part);
        key = own;
        Bucket bucket = buckets.get(own);
        part = new CurvePart(bucket.positivesAbove, bucket.negativesAbove, negatives);
      }

      part.add(row.getLong(2), row.getBoolean(3));
    }

    close(parts, key, part);
    return parts.iterator();
  }

  private static void close(List<Tuple2<long[], double[]>> parts, long key, CurvePart part) {
    if (part != null) {
      parts.add(new Tuple2<>(new long[] {key, part.twiceWins()}, new double[] {part.precisions()}));
    }
  }
}
