package org.graphrestore.spark.ingest;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The one place where ingest depends on Spark's inner rows: they are streamed through a task as
 * they are, without an object a value. A row is only valid until the next one is taken.
 */
public final class InternalRows {
  private InternalRows() {}

  /** Returns a dataset's rows; its shuffles run once, at the first action. */
  public static JavaRDD<InternalRow> of(Dataset<Row> dataset) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) dataset)
        .queryExecution()
        .toRdd()
        .toJavaRDD();
  }
}
