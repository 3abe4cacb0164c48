package org.graphrestore.spark.ingest;

import java.net.URI;
import java.util.Iterator;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.graphrestore.graph.BadRowException;
import org.graphrestore.graph.EdgeRow;
import org.graphrestore.graph.IdType;

/**
 * Checks the rows of a Parquet input: columns file path, row number, src, dst, relation, weight,
 * and two labels, as {@link ParquetInput} selects them.
 */
final class ParquetRowReader implements FlatMapFunction<Iterator<InternalRow>, RawRow> {
  private static final long serialVersionUID = 1L;

  private final IdType idType;
  private final boolean relational;
  private final Map<String, Integer> fileNumbers;
  private transient UTF8String lastPath;
  private transient int lastFile;

  ParquetRowReader(IdType idType, boolean relational, Map<String, Integer> fileNumbers) {
    this.idType = idType;
    this.relational = relational;
    this.fileNumbers = fileNumbers;
  }

  @Override
  public Iterator<RawRow> call(Iterator<InternalRow> rows) {
    RawRow raw = new RawRow();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public RawRow next() {
        read(rows.next(), raw);
        return raw;
      }
    };
  }

  private void read(InternalRow row, RawRow raw) {
    UTF8String path = row.getUTF8String(0);
    if (!path.equals(lastPath)) {
      this.lastPath = path.clone();
      this.lastFile = fileNumber(path.toString());
    }

    raw.file = lastFile;
    raw.position = row.getLong(1);
    raw.bad = null;
    raw.hasEdge = true;
    try {
      if (relational && row.isNullAt(4)) {
        throw new BadRowException("its relation is null");
      }

      double weight = 1;
      if (!row.isNullAt(5)) {
        weight = row.getDouble(5);
      }

      EdgeRow.checkWeight(weight);
      raw.edge.set(
          id(row, 2, "first"),
          id(row, 3, "second"),
          text(row, 4),
          weight,
          text(row, 6),
          text(row, 7));
    } catch (BadRowException e) {
      raw.bad = e.getMessage();
      raw.hasEdge = false;
    }
  }

  /** Finds a file by the URI that Spark's metadata column gives. */
  private int fileNumber(String uri) {
    Integer file = fileNumbers.get(new Path(URI.create(uri)).toString());
    if (file == null) {
      throw new IllegalStateException(uri + " is not among the input's files");
    }

    return file;
  }

  private String id(InternalRow row, int column, String which) throws BadRowException {
    if (row.isNullAt(column)) {
      throw new BadRowException("its " + which + " node is null");
    }

    String id = row.getUTF8String(column).toString();
    if (id.isEmpty()) {
      throw new BadRowException("its " + which + " node is empty");
    }

    if (idType == IdType.LONG) {
      EdgeRow.parseLong(id);
    }

    return id;
  }

  private static String text(InternalRow row, int column) {
    return row.isNullAt(column) ? null : row.getUTF8String(column).toString();
  }
}
