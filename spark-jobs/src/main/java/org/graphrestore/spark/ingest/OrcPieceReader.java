package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DecimalColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DoubleColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.RecordReader;
import org.apache.orc.TypeDescription;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.BadRowReason;
import org.graphrestore.graph.EdgeLayout;
import org.graphrestore.graph.IdType;

/** Reads the rows of the ORC stripes that begin in a task's pieces. */
final class OrcPieceReader implements FlatMapFunction<Iterator<String>, RawRow> {
  private static final long serialVersionUID = 1L;

  private final EdgeLayout layout;
  private final IdType idType;
  private final int mostBytes;
  private final SerializableConfiguration conf;

  OrcPieceReader(EdgeLayout layout, IdType idType, int mostBytes, SerializableConfiguration conf) {
    this.layout = layout;
    this.idType = idType;
    this.mostBytes = mostBytes;
    this.conf = conf;
  }

  @Override
  public Iterator<RawRow> call(Iterator<String> tasks) {
    return new Rows(tasks).closedWithTheTask();
  }

  private final class Rows extends PieceRows implements ColumnRow.Cells {
    private final ColumnRow checks = new ColumnRow(layout, idType, mostBytes);
    private final int[] wanted = ColumnRow.columns(layout);
    private final ColumnVector[] vectors = new ColumnVector[wanted.length];
    private Reader file;
    private RecordReader reader;
    private VectorizedRowBatch batch;
    private long firstRow;
    private int row;

    Rows(Iterator<String> tasks) {
      super(tasks);
    }

    @Override
    boolean isOpen() {
      return reader != null;
    }

    @Override
    void open(FilePiece piece) throws IOException {
      raw.position = 0;
      this.file = OrcFile.createReader(new Path(piece.path()), OrcFile.readerOptions(conf.value()));
      TypeDescription schema = file.getSchema();
      boolean[] include = new boolean[schema.getMaximumId() + 1];
      include[0] = true;
      int[] children = new int[wanted.length];
      for (int cell = 0; cell < wanted.length; cell++) {
        // By name, since another file may have its columns in another order.
        children[cell] =
            wanted[cell] < 0
                ? -1
                : schema.getFieldNames().indexOf(layout.names().get(wanted[cell]));
        if (children[cell] >= 0) {
          include[schema.getChildren().get(children[cell]).getId()] = true;
        }
      }

      this.reader = file.rows(file.options().include(include).range(piece.start(), piece.length()));
      this.batch = schema.createRowBatch();
      for (int cell = 0; cell < wanted.length; cell++) {
        vectors[cell] = children[cell] < 0 ? null : batch.cols[children[cell]];
      }

      batch.size = 0;
      this.row = -1;
    }

    @Override
    void advance() {
      row++;
      if (row >= batch.size) {
        try {
          this.firstRow = reader.getRowNumber();
          this.row = 0;
          if (!reader.nextBatch(batch)) {
            close();
            return;
          }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
          raw.position = firstRow;
          refuse(e);
          return;
        }
      }

      raw.position = firstRow + row;
      checks.fill(this, raw);
      filled();
    }

    @Override
    void damaged(IOException e) {
      refuse(e);
    }

    /** Its reader also meets damaged data with exceptions of arguments and indices. */
    private void refuse(Exception e) {
      close();
      raw.refuse(BadRowReason.DAMAGED, "its data are damaged or cut off (" + e.getMessage() + ")");
      filled();
    }

    @Override
    public UTF8String text(int cell) {
      ColumnVector vector = vectors[cell];
      if (vector == null) {
        return null;
      }

      int at = vector.isRepeating ? 0 : row;
      if (!vector.noNulls && vector.isNull[at]) {
        return null;
      }

      return vector instanceof BytesColumnVector bytes
          ? UTF8String.fromBytes(bytes.vector[at], bytes.start[at], bytes.length[at])
          : UTF8String.fromString(Long.toString(((LongColumnVector) vector).vector[at]));
    }

    @Override
    public double weight() {
      ColumnVector vector = vectors[ColumnRow.WEIGHT];
      int at = vector.isRepeating ? 0 : row;
      if (!vector.noNulls && vector.isNull[at]) {
        return Double.NaN;
      }

      if (vector instanceof DoubleColumnVector doubles) {
        return doubles.vector[at];
      }

      return vector instanceof DecimalColumnVector decimals
          ? decimals.vector[at].doubleValue()
          : ((LongColumnVector) vector).vector[at];
    }

    @Override
    void close() {
      try {
        if (reader != null) {
          reader.close();
        }

        if (file != null) {
          file.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        this.reader = null;
        this.file = null;
      }
    }
  }
}
