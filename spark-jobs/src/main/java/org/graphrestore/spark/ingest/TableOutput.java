package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.spark.store.StoreManifest.Table;
import org.graphrestore.spark.store.StoreManifest.TableFile;
import org.graphrestore.spark.store.TableFileWriter;
import org.graphrestore.spark.store.WrittenFiles;
import scala.Tuple2;

/**
 * Writes every partition of a dataset as a file of a flat table, in the order of its rows; empty
 * partitions leave no file.
 */
public final class TableOutput
    implements Function2<Integer, Iterator<InternalRow>, Iterator<Tuple2<String, long[]>>> {
  private static final long serialVersionUID = 1L;

  private final String ddl;
  private final DataType[] types;
  private final int key;
  private final String store;
  private final String folder;
  private final SerializableConfiguration conf;

  private TableOutput(String ddl, int key, Path store, Path folder, Configuration conf) {
    this.ddl = ddl;
    this.types =
        Arrays.stream(StructType.fromDDL(ddl).fields())
            .map(field -> field.dataType())
            .toArray(DataType[]::new);
    this.key = key;
    this.store = store.toString();
    this.folder = folder.toString();
    this.conf = new SerializableConfiguration(conf);
  }

  /**
   * Writes a table.
   *
   * @param rows its rows, partitions in the order of the key
   * @param ddl their columns as SQL types
   * @param key number of the BIGINT column that is the table's key
   * @param store folder that paths are relative to
   * @param folder where the files go
   */
  public static Table write(
      Dataset<Row> rows, String ddl, int key, Path store, Path folder, Configuration conf) {
    String[] columns = StructType.fromDDL(ddl).fieldNames();
    Dataset<Row> selected = rows.select(columns[0], Arrays.copyOfRange(columns, 1, columns.length));
    List<TableFile> files =
        InternalRows.of(selected)
            .mapPartitionsWithIndex(new TableOutput(ddl, key, store, folder, conf), false)
            .collect()
            .stream()
            .flatMap(file -> WrittenFiles.unpack(List.of(file)).stream())
            .toList();
    return new Table(ddl, files);
  }

  /** Returns the number of rows of a table. */
  public static long rows(Table table) {
    return table.files().stream().mapToLong(TableFile::rows).sum();
  }

  @Override
  public Iterator<Tuple2<String, long[]>> call(Integer part, Iterator<InternalRow> rows)
      throws IOException {
    if (!rows.hasNext()) {
      return List.<Tuple2<String, long[]>>of().iterator();
    }

    try (TableFileWriter writer =
        TableFileWriter.create(new Path(folder), part, ddl, conf.value())) {
      while (rows.hasNext()) {
        InternalRow row = rows.next();
        writer.write(row.getLong(key), fields -> put(row, fields));
      }

      return List.of(WrittenFiles.pack(writer.finish(new Path(store)))).iterator();
    }
  }

  private void put(InternalRow row, TableFileWriter.Fields fields) {
    for (int c = 0; c < types.length; c++) {
      DataType type = types[c];
      if (row.isNullAt(c)) {
        continue;
      }

      if (type.equals(DataTypes.LongType)) {
        fields.putLong(c, row.getLong(c));
      } else if (type.equals(DataTypes.IntegerType)) {
        fields.putInt(c, row.getInt(c));
      } else if (type.equals(DataTypes.FloatType)) {
        fields.putFloat(c, row.getFloat(c));
      } else if (type.equals(DataTypes.DoubleType)) {
        fields.putDouble(c, row.getDouble(c));
      } else if (type.equals(DataTypes.BooleanType)) {
        fields.putBoolean(c, row.getBoolean(c));
      } else if (type.equals(DataTypes.StringType)) {
        fields.putText(c, row.getUTF8String(c).getBytes());
      } else {
        throw new IllegalStateException("No column of " + type + " can be written");
      }
    }
  }
}
