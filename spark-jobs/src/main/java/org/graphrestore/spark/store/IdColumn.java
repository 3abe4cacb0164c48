package org.graphrestore.spark.store;

import java.nio.charset.StandardCharsets;
import org.graphrestore.graph.IdType;

/** The original ids of a contiguous range of nodes, as they lie in Parquet: numbers or texts. */
final class IdColumn {
  private static final String NAME = "id";

  private final long[] numbers;
  private final byte[][] texts;

  private IdColumn(long[] numbers, byte[][] texts) {
    this.numbers = numbers;
    this.texts = texts;
  }

  /** Returns the column as SQL types. */
  static String ddl(IdType type) {
    return type == IdType.LONG ? "id BIGINT NOT NULL" : "id STRING NOT NULL";
  }

  /** Reads the ids of a range of rows. */
  static IdColumn read(DenseTable table, IdType type, long firstIndex, int rows) {
    if (type == IdType.LONG) {
      long[] numbers = new long[rows];
      table.read(NAME, 1, firstIndex, rows, (row, column) -> numbers[row] = column.nextLong());
      return new IdColumn(numbers, null);
    }

    byte[][] texts = new byte[rows][];
    table.read(NAME, 1, firstIndex, rows, (row, column) -> texts[row] = column.nextBytes());
    return new IdColumn(null, texts);
  }

  /** Writes the id of a row. */
  void put(int row, int column, TableFileWriter.Fields fields) {
    if (numbers != null) {
      fields.putLong(column, numbers[row]);
    } else {
      fields.putText(column, texts[row]);
    }
  }

  /** Returns the id of a row as text. */
  String text(int row) {
    return numbers != null
        ? Long.toString(numbers[row])
        : new String(texts[row], StandardCharsets.UTF_8);
  }
}
