package org.graphrestore.spark.store.exchange;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.graphrestore.embedding.VectorReader;
import scala.Tuple2;

/**
 * A table with a column {@code id} and a column {@code vector}, and perhaps {@code target}: Parquet
 * files or one of our stores.
 */
final class TableSource implements VectorSource {
  private static final int ID = 0;
  private static final int VECTOR = 1;
  private static final int FILE = 2;
  private static final int ROW = 3;

  private final String name;
  private final Dataset<Row> whole;
  private final Dataset<Row> table;

  /**
   * Wraps a table.
   *
   * @param name how messages call it
   * @param table with the columns {@code id} and {@code vector}, read from Parquet files
   */
  TableSource(String name, Dataset<Row> table) {
    this(name, table, "vector");
  }

  private TableSource(String name, Dataset<Row> table, String column) {
    this.name = name;
    this.whole = table;
    this.table =
        table.select(
            functions.col("id").cast(DataTypes.StringType),
            functions.col(column).cast(DataTypes.createArrayType(DataTypes.FloatType)),
            functions.col("_metadata.file_path"),
            functions.col("_metadata.row_index"));
  }

  /** Returns the target vectors, where the table has a column of them. */
  @Override
  public Optional<VectorSource> targets() {
    return List.of(whole.columns()).contains(ParquetTable.TARGET)
        ? Optional.of(new TableSource(name, whole, ParquetTable.TARGET))
        : Optional.empty();
  }

  @Override
  public int dim() {
    List<Row> first = table.limit(1).collectAsList();
    if (first.isEmpty()) {
      throw new IllegalArgumentException(name + " has no vectors; it must have one a row");
    }

    Row row = first.get(0);
    if (row.isNullAt(VECTOR)) {
      throw withoutVector(row);
    }

    int dim = row.getList(VECTOR).size();
    if (dim < 1 || dim > VectorReader.MAX_DIM) {
      throw new IllegalArgumentException(
          place(row)
              + " has a vector of dimension "
              + dim
              + " (must be 1 .. "
              + VectorReader.MAX_DIM
              + "); correct it or leave it out");
    }

    return dim;
  }

  @Override
  public OptionalLong declared() {
    return OptionalLong.empty();
  }

  @Override
  public JavaPairRDD<String, float[]> vectors(JavaSparkContext sc) {
    int dim = dim();
    return table.toJavaRDD().mapToPair(row -> vector(row, dim));
  }

  private static Tuple2<String, float[]> vector(Row row, int dim) {
    if (row.isNullAt(ID) || row.isNullAt(VECTOR)) {
      throw withoutVector(row);
    }

    List<Float> values = row.getList(VECTOR);
    if (values.size() != dim) {
      throw new IllegalArgumentException(
          place(row)
              + " has a vector of "
              + values.size()
              + " values for the id "
              + row.getString(ID)
              + " (must be "
              + dim
              + ", as in the first row); all vectors have one dimension");
    }

    float[] vector = new float[dim];
    for (int i = 0; i < dim; i++) {
      Float value = values.get(i);
      if (value == null || !Float.isFinite(value)) {
        throw new IllegalArgumentException(
            place(row)
                + " has "
                + value
                + " as value "
                + (i + 1)
                + " of the vector of "
                + row.getString(ID)
                + " (values must be finite); correct it or leave the row out");
      }

      vector[i] = value;
    }

    return new Tuple2<>(row.getString(ID), vector);
  }

  private static IllegalArgumentException withoutVector(Row row) {
    return new IllegalArgumentException(
        place(row)
            + (row.isNullAt(ID) ? " has no id" : " has no vector for the id " + row.getString(ID))
            + "; fill it in or leave the row out");
  }

  private static String place(Row row) {
    return "Row " + (row.getLong(ROW) + 1) + " of " + row.getString(FILE);
  }
}
