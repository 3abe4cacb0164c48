package org.graphrestore.spark.store.exchange;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Opens Parquet files with the columns id and vector. The types come from the footer of one file,
 * read here: Spark would find them out by a job whose results are classes that Kryo does not know.
 */
final class ParquetTable {
  /** A column of target vectors, which need not be there. */
  static final String TARGET = "target";

  private ParquetTable() {}

  /**
   * Opens a file, or a folder of files.
   *
   * @throws IllegalArgumentException if there is no file, or it lacks a column or has another type
   */
  static Dataset<Row> open(SparkSession spark, Path path) throws IOException {
    Configuration conf = spark.sparkContext().hadoopConfiguration();
    Path file =
        firstFile(path, path.getFileSystem(conf))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Found no Parquet files and no store in the folder " + path));
    MessageType schema;
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(file, conf), HadoopReadOptions.builder(conf, file).build())) {
      schema = reader.getFileMetaData().getSchema();
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          file
              + " is no whole Parquet file: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + "; fetch it again, or write it anew",
          e);
    }

    return spark
        .read()
        .schema(
            "id "
                + idType(schema, path)
                + ", vector ARRAY<"
                + element(schema, "vector", path)
                + ">"
                + (schema.containsField(TARGET)
                    ? ", " + TARGET + " ARRAY<" + element(schema, TARGET, path) + ">"
                    : ""))
        .parquet(path.toString());
  }

  private static Optional<Path> firstFile(Path path, FileSystem fs) throws IOException {
    FileStatus[] found = fs.listStatus(path);
    Arrays.sort(found);
    for (FileStatus status : found) {
      String name = status.getPath().getName();
      if (status.isFile() && !name.startsWith("_") && !name.startsWith(".")) {
        boolean parquet = name.contains(".parquet") || name.contains(".parq");
        if (parquet || status.getPath().equals(fs.makeQualified(path))) {
          return Optional.of(status.getPath());
        }
      }
    }

    return Optional.empty();
  }

  private static String idType(MessageType schema, Path path) {
    Type id = column(schema, "id", path);
    if (id.isPrimitive()) {
      PrimitiveTypeName type = id.asPrimitiveType().getPrimitiveTypeName();
      if (type == PrimitiveTypeName.BINARY) {
        return "STRING";
      }

      LogicalTypeAnnotation meaning = id.getLogicalTypeAnnotation();
      boolean plain =
          meaning == null
              || (meaning instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation whole
                  && whole.isSigned());
      if (plain && (type == PrimitiveTypeName.INT64 || type == PrimitiveTypeName.INT32)) {
        return type == PrimitiveTypeName.INT64 ? "BIGINT" : "INT";
      }
    }

    throw new IllegalArgumentException(
        path + " has a column id of type " + id + " (must be text or whole numbers); cast it");
  }

  private static String element(MessageType schema, String name, Path path) {
    Type type = column(schema, name, path);
    while (!type.isPrimitive()) {
      GroupType group = type.asGroupType();
      if (group.getFieldCount() != 1) {
        break;
      }

      type = group.getType(0);
    }

    boolean list = !column(schema, name, path).isPrimitive();
    if (list && type.isPrimitive()) {
      PrimitiveTypeName found = type.asPrimitiveType().getPrimitiveTypeName();
      if (found == PrimitiveTypeName.FLOAT || found == PrimitiveTypeName.DOUBLE) {
        return found.name();
      }
    }

    throw new IllegalArgumentException(
        path
            + " has a column "
            + name
            + " that is no list of float or double; cast it to array<float>");
  }

  private static Type column(MessageType schema, String name, Path path) {
    if (!schema.containsField(name)) {
      List<String> columns = schema.getFields().stream().map(Type::getName).toList();
      throw new IllegalArgumentException(
          path
              + " has the columns "
              + columns
              + " (must have id and vector); rename them: select(x as id, y as vector)");
    }

    return schema.getType(name);
  }
}
