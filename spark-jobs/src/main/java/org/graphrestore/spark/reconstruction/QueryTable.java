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
  private final boolean ofRelations;
  private final List<TableFile> files = new ArrayList<>();

  /**
   * Begins the table.
   *
   * @param ofRelations whether there are rows of some relations alone, and so a column that tells
   */
  QueryTable(
      SparkSession spark,
      Path attempt,
      IdType idType,
      Rankings rankings,
      int hops,
      boolean ofRelations) {
    this.ofRelations = ofRelations;
    this.spark = spark;
    this.attempt = attempt;
    this.rankings = rankings;
    this.hops = hops;
    StructType columns =
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
    this.schema = ofRelations ? columns.add("relations", DataTypes.StringType, false) : columns;
  }

  /** Returns the columns as SQL types. */
  String ddl() {
    return schema.toDDL();
  }

  /** Returns the files written so far. */
  List<TableFile> files() {
    return files;
  }

  /**
   * Writes a wave's rows, out of values by ranking * queries + query.
   *
   * @param truth 0 for all edges, otherwise the number of a group of relations
   * @param relations its name, or an empty text
   */
  void append(QueryWave wave, JavaPairRDD<Integer, double[]> metrics, int truth, String relations) {
    Rankings names = rankings;
    int h = hops;
    String column = ofRelations ? relations : null;
    JavaRDD<Row> rows =
        metrics
            .coalesce(1)
            .flatMap(pair -> rows(wave, pair._1(), pair._2(), names, h, column).iterator());
    String name = "queries/wave-" + wave.number() + (truth == 0 ? "" : "-relations-" + truth);
    Path folder = new Path(attempt, name);
    spark.createDataFrame(rows, schema).write().parquet(folder.toString());
    register(folder, wave);
  }

  private static List<Row> rows(
      QueryWave wave, int slot, double[] values, Rankings names, int hops, String relations) {
    int query = slot % wave.size();
    QueryMetrics metrics = QueryMetrics.ofValues(hops, values);
    int ranking = slot / wave.size();
    return IntStream.range(0, 2 * hops)
        .filter(i -> names.reads(ranking, i / 2 + 1, i % 2 == 0))
        .mapToObj(i -> row(wave, query, names.label(ranking), metrics, i))
        .map(row -> relations == null ? row : with(row, relations))
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

  private static Row with(Row row, String relations) {
    Object[] values = new Object[row.size() + 1];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    values[row.size()] = relations;
    return RowFactory.create(values);
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
                  2L * hops * rankings.labels() * wave.size(),
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
