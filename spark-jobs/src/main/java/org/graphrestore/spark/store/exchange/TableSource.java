package org.graphrestore.spark.store.exchange;

import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import scala.Tuple2;

/**
 * A table with a column {@code id} and a column {@code vector}: Parquet files or one of our stores.
 */
final class TableSource implements VectorSource {
  private final String name;
  private final Dataset<Row> table;

  /**
   * Wraps a table.
   *
   * @param name how messages call it
   * @param table with the columns {@code id} and {@code vector}
   */
  TableSource(String name, Dataset<Row> table) {
    this.name = name;
    this.table =
        table.select(
            functions.col("id").cast(DataTypes.StringType),
            functions.col("vector").cast(DataTypes.createArrayType(DataTypes.FloatType)));
  }

  @Override
  public int dim() {
    List<Row> first = table.limit(1).collectAsList();
    if (first.isEmpty() || first.get(0).isNullAt(1)) {
      throw new IllegalArgumentException(name + " has no vector in its first row");
    }

    return first.get(0).getList(1).size();
  }

  @Override
  public OptionalLong declared() {
    return OptionalLong.empty();
  }

  @Override
  public JavaPairRDD<String, float[]> vectors(JavaSparkContext sc) {
    int dim = dim();
    String tableName = name;
    return table.toJavaRDD().mapToPair(row -> vector(row, dim, tableName));
  }

  private static Tuple2<String, float[]> vector(Row row, int dim, String name) {
    if (row.isNullAt(0) || row.isNullAt(1)) {
      throw new IllegalArgumentException(
          name + " has a row without id or vector: " + row.get(0) + "; leave it out");
    }

    List<Float> values = row.getList(1);
    if (values.size() != dim) {
      throw new IllegalArgumentException(
          name
              + " has a vector of "
              + values.size()
              + " values for the id "
              + row.getString(0)
              + " (must be "
              + dim
              + ", as in its first row)");
    }

    float[] vector = new float[dim];
    for (int i = 0; i < dim; i++) {
      Float value = values.get(i);
      if (value == null || !Float.isFinite(value)) {
        throw new IllegalArgumentException(
            name
                + " has "
                + value
                + " as value "
                + (i + 1)
                + " of the vector of "
                + row.getString(0)
                + " (values must be finite)");
      }

      vector[i] = value;
    }

    return new Tuple2<>(row.getString(0), vector);
  }
}
