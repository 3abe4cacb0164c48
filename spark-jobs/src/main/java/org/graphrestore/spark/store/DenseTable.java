package org.graphrestore.spark.store;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A table with one row for every {@code index}, sorted by it, as tasks see it. Reads only the files
 * and row groups that overlap the wanted range.
 *
 * <p>Immutable and thread-safe; serializable with Java's serialization.
 */
final class DenseTable implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String INDEX = "index";

  private final String store;
  private final TableFiles files;
  private final SerializableConfiguration conf;

  /** What is done with the value of a row. */
  @FunctionalInterface
  interface RowSink {
    /**
     * Takes the value.
     *
     * @param row number of the row in the wanted range
     */
    void accept(int row, ParquetColumns.Column column);
  }

  DenseTable(Path store, StoreManifest.Table table, Configuration conf) {
    this.store = store.toString();
    this.files = TableFiles.of(table);
    this.conf = new SerializableConfiguration(conf);
  }

  /**
   * Reads a column of a range of rows, in order.
   *
   * @param valuesPerRow 1, or the length of the arrays of an array's column
   * @throws IllegalStateException if the files do not hold all rows
   */
  void read(String column, int valuesPerRow, long firstIndex, int rows, RowSink sink) {
    long last = firstIndex + rows - 1;
    long[] taken = new long[1];
    for (int f : files.overlapping(firstIndex, last)) {
      Path file = new Path(store, files.path(f));
      try {
        ParquetColumns.visit(
            conf.value(),
            file,
            INDEX,
            firstIndex,
            last,
            List.of(INDEX, column),
            true,
            (count, cursors) -> {
              for (long i = 0; i < count; i++) {
                long index = cursors[0].nextLong();
                if (index > last) {
                  break;
                }

                if (index < firstIndex) {
                  cursors[1].skip(valuesPerRow);
                } else {
                  sink.accept((int) (index - firstIndex), cursors[1]);
                  taken[0]++;
                }
              }
            });
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read " + file, e);
      }
    }

    if (taken[0] != rows) {
      throw new IllegalStateException(
          "Found "
              + taken[0]
              + " of the rows "
              + firstIndex
              + " .. "
              + last
              + " of a table in "
              + store
              + "; the store is damaged, make it anew");
    }
  }
}
