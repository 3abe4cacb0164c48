package org.graphrestore.spark.walks;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.spark.store.DiskFull;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.TableFileWriter;
import org.graphrestore.spark.store.WalkFiles;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkParams;

/**
 * One Parquet file of a walk store while a task writes it: batches of walks in the order of start
 * and number, every start whole. Deleted again unless it was finished.
 *
 * <p>A walk is nearly all of what is written, and its nodes are already flat: so pages are encoded
 * from the arrays at once, without Parquet's assembly of records, which takes longer than walking.
 * Pages are packed by differences, and not compressed on top of that: indices are ranks of hashes,
 * so there is nothing left to gain. Memory: a row group, about 4 bytes a node. Not thread-safe.
 */
final class WalkFile implements Closeable {
  /** Nodes of a page: half a megabyte. */
  private static final int PAGE_TOKENS = 1 << 18;

  /** As many as Parquet's own writer puts into a page, so that a reader can skip as well. */
  private static final int PAGE_ROWS = 20_000;

  private final Path path;
  private final Configuration conf;
  private final int rowsPerGroup;
  private final int pageTokens;
  private final ParquetFileWriter file;
  private final WalkColumn starts;
  private final WalkColumn numbers;
  private final WalkColumn nodes;
  private long rows;
  private int groupRows;
  private int pageRows;
  private int pageNodes;
  private long firstKey = Long.MAX_VALUE;
  private long lastKey = -1;
  private boolean finished;

  /**
   * Creates a file.
   *
   * @param table the table's folder
   * @param part number of the file in the table
   */
  WalkFile(Path table, int part, WalkParams params, Configuration conf) throws IOException {
    this(table, part, params.walksPerNode() * WalkFiles.startsPerGroup(params), PAGE_TOKENS, conf);
  }

  WalkFile(Path table, int part, int rowsPerGroup, int pageTokens, Configuration conf)
      throws IOException {
    this.path = TableFileWriter.file(table, part);
    this.conf = conf;
    this.rowsPerGroup = rowsPerGroup;
    this.pageTokens = pageTokens;
    MessageType schema = TableFileWriter.message(StructType.fromDDL(WalkFiles.DDL));
    this.starts = new WalkColumn(schema.getColumns().get(0));
    this.numbers = new WalkColumn(schema.getColumns().get(1));
    this.nodes = new WalkColumn(schema.getColumns().get(2));
    this.file =
        new ParquetFileWriter(
            HadoopOutputFile.fromPath(path, conf),
            schema,
            ParquetFileWriter.Mode.OVERWRITE,
            ParquetWriter.DEFAULT_BLOCK_SIZE,
            ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
            ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
            // Nothing else would tell a damaged page from a good one.
            true);
    file.start();
  }

  /** Writes the walks of a batch. */
  void write(WalkBatch batch) throws IOException {
    int[] walked = batch.nodes();
    for (int walk = 0; walk < batch.walks(); walk++) {
      int from = batch.offsets()[walk];
      int length = batch.length(walk);
      if (groupRows == rowsPerGroup) {
        endGroup();
      } else if (pageRows > 0 && (pageNodes + length > pageTokens || pageRows == PAGE_ROWS)) {
        endPage();
      }

      starts.put(walked[from]);
      numbers.put(batch.walkNumbers()[walk]);
      nodes.put(walked, from, length);
      firstKey = Math.min(firstKey, walked[from]);
      lastKey = Math.max(lastKey, walked[from]);
      rows++;
      groupRows++;
      pageRows++;
      pageNodes += length;
    }
  }

  private void endPage() throws IOException {
    starts.endPage();
    numbers.endPage();
    nodes.endPage();
    pageRows = 0;
    pageNodes = 0;
  }

  private void endGroup() throws IOException {
    endPage();
    if (groupRows == 0) {
      return;
    }

    long bytes = nodes.bytes();
    try {
      file.startBlock(groupRows);
      starts.writeTo(file);
      numbers.writeTo(file);
      nodes.writeTo(file);
      file.endBlock();
    } catch (IOException | FSError e) {
      throw DiskFull.explained(e, path, bytes, conf);
    }

    groupRows = 0;
  }

  /**
   * Closes the file and describes it.
   *
   * @param store the store's folder, to which its path is relative
   */
  StoreManifest.TableFile finish(Path store) throws IOException {
    endGroup();
    try {
      file.end(Map.of());
    } catch (IOException | FSError e) {
      throw DiskFull.explained(e, path, 0, conf);
    }

    this.finished = true;
    return TableFileWriter.describe(store, path, rows, rows == 0 ? 0 : firstKey, lastKey, conf);
  }

  /** Deletes the file unless it was finished. */
  @Override
  public void close() throws IOException {
    if (finished) {
      return;
    }

    try {
      file.close();
    } finally {
      path.getFileSystem(conf).delete(path, false);
    }
  }
}
