package org.graphrestore.spark.reconstruction;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.List;
import java.util.OptionalInt;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.graphrestore.spark.store.GraphStore;

/**
 * The query nodes in their order, a wave at a time: all nodes by index, or the N nodes with the
 * smallest draws, by draw, hash and index. Draws are keyed by the hash of the id, so a sample does
 * not depend on how nodes are numbered, and a smaller sample is the beginning of a larger one.
 */
final class QuerySelection {
  /** Columns of a query: index, hash, degree, id. */
  static final List<String> COLUMNS = List.of("index", "hash", "degree", "id");

  private final Dataset<Row> table;
  private final String order;
  private final long size;

  private QuerySelection(Dataset<Row> table, String order, long size) {
    this.table = table;
    this.order = order;
    this.size = size;
  }

  /**
   * Selects.
   *
   * @param queries number of queries, or empty for all
   * @param scratch folder for the table of a sample
   */
  static QuerySelection of(
      SparkSession spark, GraphStore graph, OptionalInt queries, long seed, Path scratch) {
    Column degree = graph.directed() ? col("out_degree").plus(col("in_degree")) : col("out_degree");
    Dataset<Row> nodes =
        graph
            .nodeTable()
            .select(col("index"), col("hash"), degree.cast("bigint").as("degree"), col("id"));
    if (queries.isEmpty()) {
      return new QuerySelection(nodes, "index", graph.nodes());
    }

    int wanted = (int) Math.min(queries.getAsInt(), graph.nodes());
    UDF1<Long, Long> draw = hash -> Seeds.draw(Seeds.key(seed, Purpose.QUERY, hash), 0);
    JavaRDD<Row> sample =
        nodes
            .withColumn("draw", udf(draw, DataTypes.LongType).apply(col("hash")))
            .orderBy("draw", "hash", "index")
            .limit(wanted)
            .javaRDD()
            .zipWithIndex()
            .map(
                pair -> {
                  Row row = pair._1();
                  return RowFactory.create(
                      row.get(0), row.get(1), row.get(2), row.get(3), pair._2());
                });
    StructType schema = nodes.schema().add("order", DataTypes.LongType, false);
    String path = new Path(scratch, "sample").toString();
    spark.createDataFrame(sample, schema).write().parquet(path);
    return new QuerySelection(spark.read().schema(schema).parquet(path), "order", wanted);
  }

  /** Returns the number of queries. */
  long size() {
    return size;
  }

  /** Returns the place of every query: {@code index bigint, place bigint}. */
  Dataset<Row> places() {
    return table.select(col("index"), col(order).as("place"));
  }

  /** Reads a wave: at most {@code waveQueries} queries. */
  QueryWave wave(int number, int waveQueries) {
    long first = (long) number * waveQueries;
    List<Row> rows =
        table
            .filter(col(order).geq(first).and(col(order).lt(first + waveQueries)))
            .orderBy(order)
            .select(COLUMNS.stream().map(name -> col(name)).toArray(Column[]::new))
            .collectAsList();
    return QueryWave.of(number, first, rows);
  }
}
