package org.graphrestore.spark.ingest;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.graphrestore.graph.EdgeLayout;
import org.graphrestore.graph.IdType;

/**
 * Checks rows as Spark reads them: file path and row number, then the cells in the order of {@link
 * ColumnRow}, as {@link #select} selects them.
 */
final class TypedRows implements FlatMapFunction<Iterator<InternalRow>, RawRow> {
  private static final long serialVersionUID = 1L;
  private static final int FIRST_CELL = 2;

  private final EdgeLayout layout;
  private final IdType idType;
  private final int mostBytes;
  private final HashMap<String, Integer> fileNumbers;

  /**
   * Makes the check.
   *
   * @param fileNumbers numbers by the files' paths
   */
  TypedRows(EdgeLayout layout, IdType idType, int mostBytes, Map<String, Integer> fileNumbers) {
    this.layout = layout;
    this.idType = idType;
    this.mostBytes = mostBytes;
    this.fileNumbers = new HashMap<>(fileNumbers);
  }

  /** Selects what this class reads. */
  static Dataset<Row> select(Dataset<Row> table, EdgeLayout layout, Column file, Column row) {
    int[] wanted = ColumnRow.columns(layout);
    List<Column> columns = new ArrayList<>(List.of(file, row));
    for (int cell = 0; cell < wanted.length; cell++) {
      boolean weight = cell == ColumnRow.WEIGHT;
      Column column =
          wanted[cell] < 0
              ? functions.lit(null)
              : functions.col("`" + layout.names().get(wanted[cell]).replace("`", "``") + "`");
      columns.add(column.cast(weight ? DataTypes.DoubleType : DataTypes.StringType).as("c" + cell));
    }

    return table.select(columns.toArray(Column[]::new));
  }

  @Override
  public Iterator<RawRow> call(Iterator<InternalRow> rows) {
    return new Rows(rows);
  }

  private final class Rows implements Iterator<RawRow>, ColumnRow.Cells {
    private final Iterator<InternalRow> rows;
    private final ColumnRow checks = new ColumnRow(layout, idType, mostBytes);
    private final RawRow raw = new RawRow();
    private InternalRow row;
    private UTF8String lastPath;

    Rows(Iterator<InternalRow> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public RawRow next() {
      this.row = rows.next();
      UTF8String path = row.getUTF8String(0);
      if (!path.equals(lastPath)) {
        this.lastPath = path.clone();
        raw.file = fileNumber(path.toString());
      }

      raw.position = row.getLong(1);
      checks.fill(this, raw);
      return raw;
    }

    @Override
    public UTF8String text(int cell) {
      return row.isNullAt(FIRST_CELL + cell) ? null : row.getUTF8String(FIRST_CELL + cell);
    }

    @Override
    public double weight() {
      int column = FIRST_CELL + ColumnRow.WEIGHT;
      return row.isNullAt(column) ? Double.NaN : row.getDouble(column);
    }
  }

  /** Finds a file by the URI that Spark's metadata column gives. */
  private int fileNumber(String uri) {
    Integer file = fileNumbers.get(uri.isEmpty() ? "" : new Path(URI.create(uri)).toString());
    if (file == null) {
      throw new IllegalStateException(uri + " is not among the input's files");
    }

    return file;
  }
}
