package org.graphrestore.spark.store;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** A store's tables as Spark sees them: the files that the manifest lists and no others. */
final class StoreTables {
  private StoreTables() {}

  static Dataset<Row> read(SparkSession spark, Path path, StoreManifest manifest, String name) {
    StoreManifest.Table table = manifest.table(name);
    StructType schema = StructType.fromDDL(table.schema());
    List<String> files =
        table.files().stream().map(file -> new Path(path, file.path()).toString()).toList();
    if (files.isEmpty()) {
      return spark.createDataFrame(List.of(), schema);
    }

    return spark.read().schema(schema).parquet(files.toArray(String[]::new));
  }
}
