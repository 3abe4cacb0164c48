package org.graphrestore.spark.reconstruction;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.graph.IdType;
import org.graphrestore.reconstruction.QueryMetrics;
import org.graphrestore.reconstruction.Rankings;
import org.graphrestore.spark.store.StoreManifest.TableFile;

/**
 * Writes the table of queries, one file a wave: a row a query, ranking, hop, and shell or ball
 * (docs/formats/reconstruction.md).
 */
final class QueryTable {
  private final SparkSession spark;
  private final Path attempt;
  private final StructType schema;
  private final Rankings rankings;
  private final int hops;
  private final List<TableFile> files = new ArrayList<>();

  QueryTable(SparkSession spark, Path attempt, IdType idType, Rankings rankings, int hops) {
    this.spark = spark;
    this.attempt = attempt;
    this.rankings = rankings;
    this.hops = hops;
    this.schema =
        new StructType()
            .add("query", DataTypes.LongType, false)
            .add("index", DataTypes.LongType, false)
            .add("id", idType == IdType.LONG ? DataTypes.LongType : DataTypes.StringType, false)
            .add("degree", DataTypes.LongType, false)
            .add("score", DataTypes.StringType, false)
            .add("hop", DataTypes.IntegerType, false)
            .add("truth", DataTypes.StringType, false)
            .add("positives", DataTypes.LongType, false)
            .add("ap", DataTypes.DoubleType, false)
            .add("random_ap", DataTypes.DoubleType, false)
            .add("precision_1", DataTypes.DoubleType, false)
            .add("precision_5", DataTypes.DoubleType, false)
            .add("precision_10", DataTypes.DoubleType, false)
            .add("precision_50", DataTypes.DoubleType, false)
            .add("precision_100", DataTypes.DoubleType, false)
            .add("r_precision", DataTypes.DoubleType, false)
            .add("ndcg", DataTypes.DoubleType, false)
            .add("auc", DataTypes.DoubleType, true)
            .add("reciprocal_rank", DataTypes.DoubleType, false)
            .add("ceiling_ap", DataTypes.DoubleType, false);
  }

  /** Returns the columns as SQL types. */
  String ddl() {
    return schema.toDDL();
  }

  /** Returns the files written so far. */
  List<TableFile> files() {
    return files;
  }

  /** Writes a wave's rows, out of values by ranking * queries + query. */
  void append(QueryWave wave, JavaPairRDD<Integer, double[]> metrics) {
    Rankings names = rankings;
    int h = hops;
    JavaRDD<Row> rows =
        metrics.coalesce(1).flatMap(pair -> rows(wave, pair._1(), pair._2(), names, h).iterator());
    Path folder = new Path(attempt, "queries/wave-" + wave.number());
    spark.createDataFrame(rows, schema).write().parquet(folder.toString());
    register(folder, wave);
  }

  private static List<Row> rows(
      QueryWave wave, int slot, double[] values, Rankings names, int hops) {
    int query = slot % wave.size();
    QueryMetrics metrics = QueryMetrics.ofValues(hops, values);
    return IntStream.range(0, 2 * hops)
        .mapToObj(i -> row(wave, query, names.label(slot / wave.size()), metrics, i))
        .toList();
  }

  private static Row row(QueryWave wave, int query, String label, QueryMetrics metrics, int i) {
    int hop = i / 2 + 1;
    boolean shell = i % 2 == 0;
    return RowFactory.create(
        wave.order(query),
        wave.indices()[query],
        wave.id(query),
        wave.query(query).degree(),
        label,
        hop,
        shell ? "shell" : "ball",
        metrics.size(hop, shell),
        metrics.averagePrecision(hop, shell),
        metrics.random(hop, shell),
        metrics.precision(hop, shell, 0),
        metrics.precision(hop, shell, 1),
        metrics.precision(hop, shell, 2),
        metrics.precision(hop, shell, 3),
        metrics.precision(hop, shell, 4),
        metrics.rPrecision(hop, shell),
        metrics.ndcg(hop, shell),
        Double.isNaN(metrics.auc(hop, shell)) ? null : metrics.auc(hop, shell),
        metrics.reciprocalRank(hop, shell),
        metrics.ceiling(hop, shell));
  }

  private void register(Path folder, QueryWave wave) {
    try {
      FileSystem fs = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
      for (FileStatus status : fs.listStatus(folder)) {
        String name = status.getPath().getName();
        if (name.endsWith(".parquet")) {
          files.add(
              new TableFile(
                  attempt.getName() + "/queries/" + folder.getName() + "/" + name,
                  2L * hops * rankings.size() * wave.size(),
                  status.getLen(),
                  wave.order(0),
                  wave.order(wave.size() - 1)));
        }
      }
    } catch (FileNotFoundException e) {
      throw new IllegalStateException("The wave's folder " + folder + " is gone", e);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Cannot list " + folder, e);
    }
  }
}
