package org.graphrestore.spark.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.graphrestore.graph.EdgeLayout;
import org.graphrestore.graph.IdType;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.spark.store.UserMistakeException;

/** Edges in Parquet: columns by name, ids as text or whole numbers. */
final class ParquetInput {
  private final Dataset<Row> table;
  private final EdgeLayout layout;
  private final IdType idType;

  private ParquetInput(Dataset<Row> table, EdgeLayout layout, IdType idType) {
    this.table = table;
    this.layout = layout;
    this.idType = idType;
  }

  static ParquetInput open(SparkSession spark, InputFiles input, IngestParams params) {
    String[] paths =
        input.files().stream().map(file -> escaped(file.path().toString())).toArray(String[]::new);
    Dataset<Row> table = spark.read().parquet(paths);
    String first = input.firstWithBytes().path().toString();
    try {
      EdgeLayout layout = EdgeLayout.ofColumns(Arrays.asList(table.columns()), params);
      return new ParquetInput(table, layout, idType(table, layout, params));
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException("Cannot read " + first + ": " + e.getMessage(), e);
    }
  }

  EdgeLayout layout() {
    return layout;
  }

  IdType idType() {
    return idType;
  }

  /** Returns the number of rows, which the files' footers say. */
  long count() {
    return table.count();
  }

  /** Returns the rows, checked. */
  JavaRDD<RawRow> rows(java.util.Map<String, Integer> fileNumbers) {
    List<Column> columns = new ArrayList<>();
    columns.add(functions.col("_metadata.file_path"));
    columns.add(functions.col("_metadata.row_index"));
    columns.add(text(layout.src()));
    columns.add(text(layout.dst()));
    columns.add(text(layout.relation()));
    columns.add(
        layout.weighted()
            ? functions.coalesce(
                column(layout.weight()).cast(DataTypes.DoubleType), functions.lit(Double.NaN))
            : functions.lit(null).cast(DataTypes.DoubleType));
    columns.add(text(layout.srcLabel()));
    columns.add(text(layout.dstLabel()));
    Dataset<Row> selected = table.select(columns.toArray(Column[]::new));
    return InternalRows.of(selected)
        .mapPartitions(new ParquetRowReader(idType, layout.relational(), fileNumbers));
  }

  private Column text(int column) {
    return column < 0
        ? functions.lit(null).cast(DataTypes.StringType)
        : column(column).cast(DataTypes.StringType);
  }

  private Column column(int column) {
    return functions.col("`" + table.columns()[column].replace("`", "``") + "`");
  }

  private static IdType idType(Dataset<Row> table, EdgeLayout layout, IngestParams params) {
    StructField src = table.schema().fields()[layout.src()];
    StructField dst = table.schema().fields()[layout.dst()];
    boolean numbers = whole(src);
    if (numbers != whole(dst)) {
      throw new IllegalArgumentException(
          "Column "
              + src.name()
              + " is "
              + src.dataType().sql()
              + " and column "
              + dst.name()
              + " is "
              + dst.dataType().sql()
              + "; both ends of an edge must be text, or both whole"
              + " numbers");
    }

    if (layout.weighted()) {
      StructField weight = table.schema().fields()[layout.weight()];
      if (!(weight.dataType() instanceof NumericType)) {
        throw new IllegalArgumentException(
            "Column "
                + weight.name()
                + " is "
                + weight.dataType().sql()
                + " (a weight must be a number); name another with --weight, or none");
      }
    }

    return switch (params.idType()) {
      case STRING -> IdType.STRING;
      case LONG -> IdType.LONG;
      case AUTO -> numbers ? IdType.LONG : IdType.STRING;
    };
  }

  private static boolean whole(StructField field) {
    DataType type = field.dataType();
    boolean whole =
        type.equals(DataTypes.LongType)
            || type.equals(DataTypes.IntegerType)
            || type.equals(DataTypes.ShortType)
            || type.equals(DataTypes.ByteType);
    if (!whole && !type.equals(DataTypes.StringType)) {
      throw new IllegalArgumentException(
          "Column "
              + field.name()
              + " is "
              + type.sql()
              + " (an id must be text or a whole number of at most 64 bits)");
    }

    return whole;
  }

  /** Escapes what Hadoop would read as a glob. */
  static String escaped(String path) {
    return path.replaceAll("([\\\\{}\\[\\]*?])", "\\\\$1");
  }
}
