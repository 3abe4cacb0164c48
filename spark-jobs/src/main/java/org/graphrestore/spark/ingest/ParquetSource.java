package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.graph.EdgeLayout;
import org.graphrestore.graph.IdType;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.IngestParams.Format;
import org.graphrestore.spark.ingest.ColumnTypes.Kind;

/** Rows of Parquet files: columns by name, ids as text or whole numbers. */
final class ParquetSource implements RowSource {
  private final SparkSession spark;
  private final NumberedFiles files;
  private final ColumnTypes types;
  private final int mostBytes;

  private ParquetSource(SparkSession spark, NumberedFiles files, ColumnTypes types, int mostBytes) {
    this.spark = spark;
    this.files = files;
    this.types = types;
    this.mostBytes = mostBytes;
  }

  /**
   * Looks at the ends of all files.
   *
   * @throws org.graphrestore.spark.store.UserMistakeException if one is no Parquet, or the files
   *     disagree
   */
  static ParquetSource open(SparkSession spark, NumberedFiles files, IngestParams params) {
    ColumnTypes types = ColumnTypes.of(spark, files, params, Format.PARQUET, new Footers());
    return new ParquetSource(spark, files, types, params.badRows().rowBytes());
  }

  @Override
  public EdgeLayout layout() {
    return types.layout();
  }

  @Override
  public IdType idType() {
    return types.idType();
  }

  @Override
  public String name() {
    return files.first().toString();
  }

  @Override
  public long knownRows() {
    return cells().count();
  }

  @Override
  public JavaRDD<RawRow> rows() {
    return InternalRows.of(cells())
        .mapPartitions(new TypedRows(layout(), idType(), mostBytes, files.numbers()));
  }

  private Dataset<Row> cells() {
    Dataset<Row> all = null;
    for (ColumnTypes.Group group : types.groups()) {
      String[] paths =
          group.files().stream().map(path -> escaped(path.toString())).toArray(String[]::new);
      StructType schema = new StructType();
      for (ColumnTypes.Column column : group.columns()) {
        schema = schema.add(column.name(), DataType.fromDDL(column.type()), true);
      }

      // The option also keeps names of folders such as year=2024 from becoming columns.
      Dataset<Row> table =
          spark.read().schema(schema).option("recursiveFileLookup", "true").parquet(paths);
      Dataset<Row> cells =
          TypedRows.select(
              table,
              layout(),
              functions.col("_metadata.file_path"),
              functions.col("_metadata.row_index"));
      all = all == null ? cells : all.union(cells);
    }

    return all;
  }

  @Override
  public List<String> places(int file, List<Long> positions) {
    return positions.stream().map(row -> "row " + (row + 1)).toList();
  }

  /** Escapes what Hadoop would read as a glob. */
  static String escaped(String path) {
    return path.replaceAll("([\\\\{}\\[\\]*?])", "\\\\$1");
  }

  /** Reads the types of a file's columns. */
  static final class Footers implements ColumnTypes.Reading {
    private static final long serialVersionUID = 1L;

    @Override
    public List<ColumnTypes.Column> read(Path file, Configuration conf) throws IOException {
      try (ParquetFileReader reader =
          ParquetFileReader.open(HadoopInputFile.fromPath(file, conf))) {
        return reader.getFileMetaData().getSchema().getFields().stream()
            .map(Footers::column)
            .toList();
      }
    }

    private static ColumnTypes.Column column(Type field) {
      if (!field.isPrimitive() || field.isRepetition(Type.Repetition.REPEATED)) {
        return new ColumnTypes.Column(field.getName(), Kind.OTHER, "nested");
      }

      LogicalTypeAnnotation meaning = field.getLogicalTypeAnnotation();
      PrimitiveTypeName type = field.asPrimitiveType().getPrimitiveTypeName();
      boolean plain =
          meaning == null || (meaning instanceof IntLogicalTypeAnnotation i && i.isSigned());
      if (plain && type == PrimitiveTypeName.INT32) {
        return new ColumnTypes.Column(field.getName(), Kind.WHOLE, "INT");
      }

      if (plain && type == PrimitiveTypeName.INT64) {
        return new ColumnTypes.Column(field.getName(), Kind.WHOLE, "BIGINT");
      }

      if (type == PrimitiveTypeName.FLOAT || type == PrimitiveTypeName.DOUBLE) {
        return new ColumnTypes.Column(field.getName(), Kind.NUMBER, type.toString());
      }

      if (meaning instanceof LogicalTypeAnnotation.DecimalLogicalTypeAnnotation) {
        return new ColumnTypes.Column(field.getName(), Kind.NUMBER, meaning.toString());
      }

      boolean text =
          meaning instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
              || meaning instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
      return text
          ? new ColumnTypes.Column(field.getName(), Kind.TEXT, "STRING")
          : new ColumnTypes.Column(
              field.getName(), Kind.OTHER, type + (meaning == null ? "" : " " + meaning));
    }
  }
}
