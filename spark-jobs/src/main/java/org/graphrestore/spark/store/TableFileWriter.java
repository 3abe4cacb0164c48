package org.graphrestore.spark.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Writes one Parquet file of a flat table from inside a task, and says afterwards what is in it, so
 * that a task can return its part of the manifest and no second pass is needed.
 *
 * <p>The name of a file has the number of the task attempt in it: attempts never touch each other's
 * files, nothing is renamed, and what a lost attempt leaves is in no manifest. Not thread-safe.
 */
public final class TableFileWriter implements Closeable {
  private static final int ROW_GROUP_ROWS = 1 << 20;
  private static final long ROW_GROUP_BYTES = 64L << 20;
  private static final String LIST = "list";
  private static final String ELEMENT = "element";

  private final Path file;
  private final Configuration conf;
  private final ParquetWriter<Row> writer;
  private long rows;
  private long firstKey = Long.MAX_VALUE;
  private long lastKey = -1;
  private boolean finished;

  private TableFileWriter(Path file, Configuration conf, ParquetWriter<Row> writer) {
    this.file = file;
    this.conf = conf;
    this.writer = writer;
  }

  /** A row that puts its fields in the order of the schema; nullable fields may be left out. */
  @FunctionalInterface
  public interface Row {
    /** Puts the fields. */
    void put(Fields fields);
  }

  /**
   * Creates a file.
   *
   * @param folder the table's folder in the attempt
   * @param part number of the file inside the table
   * @param ddl the table's columns as SQL types: BIGINT, INT, FLOAT, DOUBLE, BOOLEAN, STRING
   * @param conf the file system's configuration
   */
  public static TableFileWriter create(Path folder, int part, String ddl, Configuration conf)
      throws IOException {
    Path file = file(folder, part);
    return new TableFileWriter(file, conf, builder(file, ddl, ROW_GROUP_ROWS, conf).build());
  }

  /**
   * Creates a file of a table with arrays: cut into row groups of just so many rows, and without
   * dictionaries, so that node indices are packed by their differences.
   *
   * @param ddl as for {@link #create}, and ARRAY of BIGINT, FLOAT or STRING, without nulls inside
   * @param rowsPerGroup rows of every row group but the last
   */
  public static TableFileWriter createWithArrays(
      Path folder, int part, String ddl, int rowsPerGroup, Configuration conf) throws IOException {
    Path file = file(folder, part);
    ParquetWriter<Row> writer =
        builder(file, ddl, rowsPerGroup, conf)
            .withWriterVersion(WriterVersion.PARQUET_2_0)
            .withDictionaryEncoding(false)
            .build();
    return new TableFileWriter(file, conf, writer);
  }

  /**
   * Creates a file of a table that is read once and deleted: without dictionaries, which cost more
   * than they save there.
   *
   * @param ddl as for {@link #create}
   */
  public static TableFileWriter createScratch(Path folder, int part, String ddl, Configuration conf)
      throws IOException {
    Path file = file(folder, part);
    ParquetWriter<Row> writer =
        builder(file, ddl, ROW_GROUP_ROWS, conf).withDictionaryEncoding(false).build();
    return new TableFileWriter(file, conf, writer);
  }

  /** Returns the path of a file of the present task attempt. */
  public static Path file(Path folder, int part) {
    TaskContext task = TaskContext.get();
    long attempt = task == null ? 0 : task.taskAttemptId();
    return new Path(folder, String.format("part-%05d-%d.parquet", part, attempt));
  }

  private static Builder builder(Path file, String ddl, int rowsPerGroup, Configuration conf)
      throws IOException {
    return new Builder(HadoopOutputFile.fromPath(file, conf), message(StructType.fromDDL(ddl)))
        .withConf(conf)
        .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withRowGroupSize(ROW_GROUP_BYTES)
        .withRowGroupRowCountLimit(rowsPerGroup);
  }

  /**
   * Writes a row.
   *
   * @param key the row's value of the table's key column
   */
  public void write(long key, Row row) throws IOException {
    try {
      writer.write(row);
    } catch (IOException | FSError e) {
      throw DiskFull.explained(e, file, unwritten(), conf);
    }

    rows++;
    firstKey = Math.min(firstKey, key);
    lastKey = Math.max(lastKey, key);
  }

  /** Returns the number of rows so far. */
  public long rows() {
    return rows;
  }

  /**
   * Closes the file and describes it.
   *
   * @param store the store's folder, to which the path is relative
   */
  public StoreManifest.TableFile finish(Path store) throws IOException {
    long bytes = unwritten();
    try {
      writer.close();
    } catch (IOException | FSError e) {
      throw DiskFull.explained(e, file, bytes, conf);
    }

    this.finished = true;
    return describe(store, file, rows, rows == 0 ? 0 : firstKey, lastKey, conf);
  }

  /** Describes a file that is written and closed. */
  public static StoreManifest.TableFile describe(
      Path store, Path file, long rows, long firstKey, long lastKey, Configuration conf)
      throws IOException {
    FileSystem fs = file.getFileSystem(conf);
    String root = fs.makeQualified(store).toUri().getPath();
    String path = fs.makeQualified(file).toUri().getPath();
    if (!path.startsWith(root + "/")) {
      throw new IllegalArgumentException(path + " is not in the store " + root);
    }

    return new StoreManifest.TableFile(
        path.substring(root.length() + 1),
        rows,
        fs.getFileStatus(file).getLen(),
        firstKey,
        lastKey);
  }

  /** Returns how much is to be written; a writer that has failed no longer knows. */
  private long unwritten() {
    try {
      return writer.getDataSize();
    } catch (RuntimeException e) {
      return 0;
    }
  }

  /** Deletes the file unless it was finished. */
  @Override
  public void close() throws IOException {
    if (finished) {
      return;
    }

    try {
      writer.close();
    } finally {
      file.getFileSystem(conf).delete(file, false);
    }
  }

  /** Returns the Parquet schema of a table. */
  public static MessageType message(StructType schema) {
    Types.MessageTypeBuilder builder = Types.buildMessage();
    for (StructField field : schema.fields()) {
      if (field.dataType() instanceof ArrayType array) {
        var kind = Types.required(kind(array.elementType()));
        var element =
            array.elementType().equals(DataTypes.StringType)
                ? kind.as(LogicalTypeAnnotation.stringType()).named(ELEMENT)
                : kind.named(ELEMENT);
        builder.addField(
            field.nullable()
                ? Types.optionalList().element(element).named(field.name())
                : Types.requiredList().element(element).named(field.name()));
        continue;
      }

      boolean text = field.dataType().equals(DataTypes.StringType);
      var column =
          field.nullable()
              ? Types.optional(kind(field.dataType()))
              : Types.required(kind(field.dataType()));
      builder.addField(
          text
              ? column.as(LogicalTypeAnnotation.stringType()).named(field.name())
              : column.named(field.name()));
    }

    return builder.named("spark_schema");
  }

  private static PrimitiveTypeName kind(DataType type) {
    if (type.equals(DataTypes.LongType)) {
      return PrimitiveTypeName.INT64;
    } else if (type.equals(DataTypes.IntegerType)) {
      return PrimitiveTypeName.INT32;
    } else if (type.equals(DataTypes.FloatType)) {
      return PrimitiveTypeName.FLOAT;
    } else if (type.equals(DataTypes.DoubleType)) {
      return PrimitiveTypeName.DOUBLE;
    } else if (type.equals(DataTypes.BooleanType)) {
      return PrimitiveTypeName.BOOLEAN;
    } else if (type.equals(DataTypes.StringType)) {
      return PrimitiveTypeName.BINARY;
    }

    throw new IllegalArgumentException("A store's table has no columns of type " + type);
  }

  /** The fields of a row while it is put. */
  public static final class Fields {
    private final MessageType message;
    private final RecordConsumer consumer;

    private Fields(MessageType message, RecordConsumer consumer) {
      this.message = message;
      this.consumer = consumer;
    }

    /** Puts a BIGINT. */
    public void putLong(int column, long value) {
      start(column);
      consumer.addLong(value);
      end(column);
    }

    /** Puts an INT. */
    public void putInt(int column, int value) {
      start(column);
      consumer.addInteger(value);
      end(column);
    }

    /** Puts a FLOAT. */
    public void putFloat(int column, float value) {
      start(column);
      consumer.addFloat(value);
      end(column);
    }

    /** Puts a DOUBLE. */
    public void putDouble(int column, double value) {
      start(column);
      consumer.addDouble(value);
      end(column);
    }

    /** Puts a BOOLEAN. */
    public void putBoolean(int column, boolean value) {
      start(column);
      consumer.addBoolean(value);
      end(column);
    }

    /** Puts an ARRAY of FLOAT from a part of an array. */
    public void putFloats(int column, float[] values, int from, int count) {
      startList(column);
      for (int i = from; i < from + count; i++) {
        consumer.startGroup();
        consumer.startField(ELEMENT, 0);
        consumer.addFloat(values[i]);
        consumer.endField(ELEMENT, 0);
        consumer.endGroup();
      }

      endList(column);
    }

    /** Puts an ARRAY of BIGINT from a part of an array of node indices. */
    public void putIndices(int column, int[] values, int from, int count) {
      startList(column);
      for (int i = from; i < from + count; i++) {
        consumer.startGroup();
        consumer.startField(ELEMENT, 0);
        consumer.addLong(values[i]);
        consumer.endField(ELEMENT, 0);
        consumer.endGroup();
      }

      endList(column);
    }

    /** Puts an ARRAY of original ids: BIGINT or STRING. */
    public void putIds(int column, IdWords words, int[] rows, int from, int count) {
      startList(column);
      for (int i = from; i < from + count; i++) {
        consumer.startGroup();
        consumer.startField(ELEMENT, 0);
        if (words.areNumbers()) {
          consumer.addLong(words.number(rows[i]));
        } else {
          consumer.addBinary(Binary.fromConstantByteArray(words.utf8(rows[i])));
        }

        consumer.endField(ELEMENT, 0);
        consumer.endGroup();
      }

      endList(column);
    }

    /** Puts a STRING from its UTF-8 bytes, which must not change any more; null leaves it out. */
    public void putText(int column, byte[] utf8) {
      if (utf8 != null) {
        start(column);
        consumer.addBinary(Binary.fromConstantByteArray(utf8));
        end(column);
      }
    }

    /** Puts a STRING; null leaves it out. */
    public void putText(int column, String text) {
      if (text != null) {
        start(column);
        consumer.addBinary(Binary.fromString(text));
        end(column);
      }
    }

    private void startList(int column) {
      start(column);
      consumer.startGroup();
      consumer.startField(LIST, 0);
    }

    private void endList(int column) {
      consumer.endField(LIST, 0);
      consumer.endGroup();
      end(column);
    }

    private void start(int column) {
      consumer.startField(message.getFieldName(column), column);
    }

    private void end(int column) {
      consumer.endField(message.getFieldName(column), column);
    }
  }

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
    private final MessageType message;

    Builder(HadoopOutputFile file, MessageType message) {
      super(file);
      this.message = message;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in Parquet, so it must be here
    protected WriteSupport<Row> getWriteSupport(Configuration conf) {
      return new Support(message);
    }
  }

  private static final class Support extends WriteSupport<Row> {
    private final MessageType message;
    private RecordConsumer consumer;
    private Fields fields;

    Support(MessageType message) {
      this.message = message;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in Parquet, so it must be here
    public WriteContext init(Configuration conf) {
      return new WriteContext(message, new HashMap<>());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      this.consumer = recordConsumer;
      this.fields = new Fields(message, recordConsumer);
    }

    @Override
    public void write(Row row) {
      consumer.startMessage();
      row.put(fields);
      consumer.endMessage();
    }
  }
}
