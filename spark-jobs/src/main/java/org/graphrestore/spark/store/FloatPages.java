package org.graphrestore.spark.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Set;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Reads floats of one column and row group as they lie in the pages: plainly encoded, they are
 * copied by the array and not decoded one by one. For columns without nulls and without empty
 * arrays; the number of bytes tells. Not thread-safe.
 */
final class FloatPages {
  private final PageReader pages;
  private FloatBuffer values = FloatBuffer.allocate(0);

  FloatPages(PageReader pages) {
    this.pages = pages;
  }

  /** Returns whether a column's values can be read so. */
  static boolean areIn(ColumnChunkMetaData chunk) {
    EncodingStats encodings = chunk.getEncodingStats();
    return chunk.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.FLOAT
        && encodings != null
        && encodings.usesV2Pages()
        && !encodings.hasDictionaryPages()
        && encodings.getDataEncodings().equals(Set.of(Encoding.PLAIN));
  }

  /** Takes the next values. */
  void next(float[] into, int from, int count) {
    for (int done = 0; done < count; ) {
      int here = Math.min(count - done, available());
      values.get(into, from + done, here);
      done += here;
    }
  }

  /** Leaves out the next values. */
  void skip(long count) {
    for (long left = count; left > 0; ) {
      int here = (int) Math.min(left, available());
      values.position(values.position() + here);
      left -= here;
    }
  }

  private int available() {
    while (!values.hasRemaining()) {
      DataPageV2 page = (DataPageV2) pages.readPage();
      if (page == null) {
        throw new IllegalStateException("A column of floats ends before its rows do");
      }

      ByteBuffer bytes =
          page.getData().toByteBuffer(HeapByteBufferAllocator.getInstance(), buffer -> {});
      values = bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      if (values.remaining() != page.getValueCount()) {
        throw new IllegalStateException(
            "A page of floats holds "
                + values.remaining()
                + " values in "
                + page.getValueCount()
                + " places: it has nulls or empty arrays");
      }
    }

    return values.remaining();
  }
}
