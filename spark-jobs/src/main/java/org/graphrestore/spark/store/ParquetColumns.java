package org.graphrestore.spark.store;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.ParquetRuntimeException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;

/**
 * Reads columns of a Parquet file value by value into primitive arrays, inside a task: no session,
 * no row objects. Row groups whose keys do not overlap the wanted range are skipped unread.
 */
public final class ParquetColumns {
  private ParquetColumns() {}

  /** Takes the rows of one row group. */
  @FunctionalInterface
  public interface GroupVisitor {
    /**
     * Reads the values; every column is a cursor of its own.
     *
     * @param rows number of rows in the group
     * @param columns cursors in the order in which the columns were asked for
     */
    void visit(long rows, Column[] columns) throws IOException;
  }

  /**
   * Visits all row groups of a file that may hold keys of a range, in the order of the file.
   *
   * @param keyColumn a BIGINT column by which the file is sorted, or null to visit every group
   * @param firstKey lowest wanted key
   * @param lastKey highest wanted key
   * @param columns names of top-level columns; an array's column is read element by element
   * @throws IOException if the file cannot be read or has no such column
   * @throws UserMistakeException if its bytes are damaged
   */
  public static void visit(
      Configuration conf,
      Path file,
      String keyColumn,
      long firstKey,
      long lastKey,
      List<String> columns,
      GroupVisitor visitor)
      throws IOException {
    visit(conf, file, keyColumn, firstKey, lastKey, columns, false, visitor);
  }

  /**
   * Visits as {@link #visit} does.
   *
   * @param full whether no column of floats has nulls or empty arrays, so that values can be copied
   *     by the page
   */
  static void visit(
      Configuration conf,
      Path file,
      String keyColumn,
      long firstKey,
      long lastKey,
      List<String> columns,
      boolean full,
      GroupVisitor visitor)
      throws IOException {
    try {
      visitGroups(conf, file, keyColumn, firstKey, lastKey, columns, full, visitor);
    } catch (UserMistakeException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      if (!damaged(e)) {
        throw e;
      }

      throw new UserMistakeException(
          "Cannot read "
              + file
              + ": its bytes are damaged; bring the file back, or make its store again from what it"
              + " was made of",
          e);
    }
  }

  /** Where a reader of Parquet or its codec gives up, it says so by exceptions of its own. */
  private static boolean damaged(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String name = cause.getClass().getName();
      if (cause instanceof ParquetRuntimeException
          || name.contains(".thrift.")
          || name.startsWith("com.github.luben.zstd.")) {
        return true;
      }
    }

    return false;
  }

  private static void visitGroups(
      Configuration conf,
      Path file,
      String keyColumn,
      long firstKey,
      long lastKey,
      List<String> columns,
      boolean full,
      GroupVisitor visitor)
      throws IOException {
    HadoopInputFile input = HadoopInputFile.fromPath(file, conf);
    ParquetReadOptions options =
        HadoopReadOptions.builder(conf, file).usePageChecksumVerification().build();
    try (ParquetFileReader reader = ParquetFileReader.open(input, options)) {
      MessageType schema = projection(reader, columns, file);
      reader.setRequestedSchema(schema);
      String writer = reader.getFileMetaData().getCreatedBy();
      List<BlockMetaData> groups = reader.getRowGroups();
      for (int g = 0; g < groups.size(); g++) {
        if (keyColumn != null && !overlaps(groups.get(g), keyColumn, firstKey, lastKey)) {
          continue;
        }

        try (PageReadStore pages = reader.readRowGroup(g)) {
          ColumnReadStoreImpl store =
              new ColumnReadStoreImpl(pages, new Ignoring(schema), schema, writer);
          Column[] cursors = new Column[columns.size()];
          for (int c = 0; c < cursors.length; c++) {
            ColumnDescriptor leaf = leaf(schema, columns.get(c));
            cursors[c] =
                full && FloatPages.areIn(chunk(groups.get(g), leaf))
                    ? new Column(new FloatPages(pages.getPageReader(leaf)))
                    : new Column(store.getColumnReader(leaf), leaf.getMaxDefinitionLevel());
          }

          visitor.visit(pages.getRowCount(), cursors);
        }
      }
    }
  }

  private static MessageType projection(ParquetFileReader reader, List<String> columns, Path file)
      throws IOException {
    MessageType all = reader.getFileMetaData().getSchema();
    MessageType wanted = new MessageType(all.getName());
    for (String column : columns) {
      if (!all.containsField(column)) {
        throw new IOException(file + " has no column " + column);
      }

      wanted = wanted.union(new MessageType(all.getName(), all.getType(column)));
    }

    return wanted;
  }

  private static ColumnDescriptor leaf(MessageType schema, String column) {
    for (ColumnDescriptor descriptor : schema.getColumns()) {
      if (descriptor.getPath()[0].equals(column)) {
        return descriptor;
      }
    }

    throw new IllegalStateException("No column " + column + " in " + schema);
  }

  private static ColumnChunkMetaData chunk(BlockMetaData group, ColumnDescriptor leaf) {
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      if (Arrays.equals(chunk.getPath().toArray(), leaf.getPath())) {
        return chunk;
      }
    }

    throw new IllegalStateException("No column " + leaf + " in " + group);
  }

  private static boolean overlaps(
      BlockMetaData group, String keyColumn, long firstKey, long lastKey) {
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      if (chunk.getPath().toDotString().equals(keyColumn)) {
        Statistics<?> statistics = chunk.getStatistics();
        if (statistics instanceof LongStatistics keys && keys.hasNonNullValue()) {
          return keys.getMin() <= lastKey && keys.getMax() >= firstKey;
        }
      }
    }

    return true;
  }

  /** A cursor over one column of a row group; a call takes the next value. Not thread-safe. */
  public static final class Column {
    private final ColumnReader reader;
    private final int present;
    private final FloatPages floats;

    private Column(ColumnReader reader, int present) {
      this.reader = reader;
      this.present = present;
      this.floats = null;
    }

    private Column(FloatPages floats) {
      this.reader = null;
      this.present = 0;
      this.floats = floats;
    }

    /** Takes a BIGINT. */
    public long nextLong() {
      long value = reader.getLong();
      reader.consume();
      return value;
    }

    /** Takes an INT. */
    public int nextInt() {
      int value = reader.getInteger();
      reader.consume();
      return value;
    }

    /** Takes a FLOAT, of a plain column or of an array. */
    public float nextFloat() {
      if (floats != null) {
        float[] one = new float[1];
        floats.next(one, 0, 1);
        return one[0];
      }

      float value = reader.getFloat();
      reader.consume();
      return value;
    }

    /** Takes a BOOLEAN. */
    public boolean nextBoolean() {
      boolean value = reader.getBoolean();
      reader.consume();
      return value;
    }

    /** Takes the UTF-8 bytes of a STRING, or null. */
    public byte[] nextBytes() {
      byte[] value =
          reader.getCurrentDefinitionLevel() < present ? null : reader.getBinary().getBytes();
      reader.consume();
      return value;
    }

    /** Takes {@code count} values of BIGINT. */
    public void nextLongs(long[] into, int from, int count) {
      for (int i = from; i < from + count; i++) {
        into[i] = reader.getLong();
        reader.consume();
      }
    }

    /** Takes {@code count} values of FLOAT, of a plain column or of an array. */
    public void nextFloats(float[] into, int from, int count) {
      if (floats != null) {
        floats.next(into, from, count);
        return;
      }

      for (int i = from; i < from + count; i++) {
        into[i] = reader.getFloat();
        reader.consume();
      }
    }

    /**
     * Takes one whole ARRAY of BIGINT that holds node indices.
     *
     * @param into where its values go, from a position on
     * @return the number of its values
     */
    public int nextIndices(int[] into, int from) {
      int at = from;
      do {
        into[at++] = (int) reader.getLong();
        reader.consume();
      } while (reader.getCurrentRepetitionLevel() > 0);
      return at - from;
    }

    /** Leaves out {@code count} values. */
    public void skip(long count) {
      if (floats != null) {
        floats.skip(count);
        return;
      }

      for (long i = 0; i < count; i++) {
        reader.skip();
        reader.consume();
      }
    }
  }

  /** Stands in for the converters of records, which nobody calls here. */
  private static final class Ignoring extends GroupConverter {
    private final Converter[] fields;

    Ignoring(GroupType type) {
      this.fields = new Converter[type.getFieldCount()];
      for (int i = 0; i < fields.length; i++) {
        fields[i] =
            type.getType(i).isPrimitive()
                ? new PrimitiveConverter() {}
                : new Ignoring(type.getType(i).asGroupType());
      }
    }

    @Override
    public Converter getConverter(int fieldIndex) {
      return fields[fieldIndex];
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
