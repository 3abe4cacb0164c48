package org.graphrestore.spark.walks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * A column of a row group while it is filled, page by page: required whole numbers, or lists of
 * them that are never empty. Pages are of Parquet's second version, packed by differences and
 * uncompressed. Not thread-safe.
 */
final class WalkColumn {
  private static final int SLAB = 1 << 16;
  private static final int MOST_BYTES = 1 << 30;

  private final ColumnDescriptor column;
  private final DeltaBinaryPackingValuesWriterForLong longs;
  private final DeltaBinaryPackingValuesWriterForInteger ints;
  private final RunLengthBitPackingHybridEncoder repetitions;
  private final List<Page> pages = new ArrayList<>();
  private int rows;
  private int values;
  private long least = Long.MAX_VALUE;
  private long greatest = Long.MIN_VALUE;

  private record Page(
      int rows,
      int values,
      BytesInput repetitions,
      BytesInput definitions,
      BytesInput data,
      Statistics<?> range) {}

  /** Prepares a column of INT, of BIGINT, or of ARRAY of BIGINT. */
  WalkColumn(ColumnDescriptor column) {
    HeapByteBufferAllocator heap = HeapByteBufferAllocator.getInstance();
    boolean ofInts = column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT32;
    this.column = column;
    this.longs = ofInts ? null : new DeltaBinaryPackingValuesWriterForLong(SLAB, MOST_BYTES, heap);
    this.ints =
        ofInts ? new DeltaBinaryPackingValuesWriterForInteger(SLAB, MOST_BYTES, heap) : null;
    this.repetitions =
        column.getMaxRepetitionLevel() == 0
            ? null
            : new RunLengthBitPackingHybridEncoder(1, SLAB, MOST_BYTES, heap);
  }

  /** Puts a row of one number. */
  void put(long value) {
    if (ints == null) {
      longs.writeLong(value);
    } else {
      ints.writeInteger((int) value);
    }

    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    values++;
    rows++;
  }

  /** Puts a row with a list: a part of an array, at least one number. */
  void put(int[] from, int first, int count) throws IOException {
    int lowest = Integer.MAX_VALUE;
    int highest = Integer.MIN_VALUE;
    for (int i = first; i < first + count; i++) {
      int value = from[i];
      repetitions.writeInt(i == first ? 0 : 1);
      longs.writeLong(value);
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }

    least = Math.min(least, lowest);
    greatest = Math.max(greatest, highest);
    values += count;
    rows++;
  }

  /** Ends a page, unless it is empty. */
  void endPage() throws IOException {
    if (rows == 0) {
      return;
    }

    BytesInput data = copy(ints == null ? longs.getBytes() : ints.getBytes());
    BytesInput repeated = BytesInput.empty();
    BytesInput defined = BytesInput.empty();
    if (repetitions != null) {
      repeated = copy(repetitions.toBytes());
      repetitions.reset();
      // One run of ones: every list has elements, and none of them is null.
      defined =
          copy(
              BytesInput.concat(
                  BytesInput.fromUnsignedVarInt(values << 1), BytesInput.from(new byte[] {1})));
    }

    pages.add(new Page(rows, values, repeated, defined, data, range()));
    if (ints == null) {
      longs.reset();
    } else {
      ints.reset();
    }

    rows = 0;
    values = 0;
    least = Long.MAX_VALUE;
    greatest = Long.MIN_VALUE;
  }

  private Statistics<?> range() {
    Statistics<?> range = Statistics.createStats(column.getPrimitiveType());
    if (range instanceof IntStatistics numbers) {
      numbers.setMinMax((int) least, (int) greatest);
    } else {
      ((LongStatistics) range).setMinMax(least, greatest);
    }

    return range;
  }

  private static BytesInput copy(BytesInput bytes) throws IOException {
    ByteArrayOutputStream held = new ByteArrayOutputStream(Math.toIntExact(bytes.size()));
    bytes.writeAllTo(held);
    return BytesInput.from(held);
  }

  /** Writes the pages as the next column of a row group, and forgets them. */
  void writeTo(ParquetFileWriter file) throws IOException {
    long all = pages.stream().mapToLong(Page::values).sum();
    file.startColumn(column, all, CompressionCodecName.UNCOMPRESSED);
    for (Page page : pages) {
      file.writeDataPageV2(
          page.rows(),
          0,
          page.values(),
          page.repetitions(),
          page.definitions(),
          Encoding.DELTA_BINARY_PACKED,
          page.data(),
          false,
          Math.toIntExact(page.data().size()),
          page.range());
    }

    file.endColumn();
    pages.clear();
  }

  /** Returns about how many bytes are held. */
  long bytes() {
    return pages.stream().mapToLong(page -> page.data().size()).sum()
        + (ints == null ? longs.getBufferedSize() : ints.getBufferedSize());
  }
}
