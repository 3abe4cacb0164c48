package org.graphrestore.spark.walks;

import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.TableFileWriter;
import org.graphrestore.spark.store.WalkFiles;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkParams;

/**
 * One Parquet file of a walk store while a task writes it: batches of whole starts, in the order of
 * start and number. Deleted again unless it was finished.
 */
final class WalkFile implements Closeable {
  private final TableFileWriter file;

  /**
   * Creates a file.
   *
   * @param table the table's folder
   * @param part number of the file in the table
   */
  WalkFile(Path table, int part, WalkParams params, Configuration conf) throws IOException {
    int rowsPerGroup = WalkFiles.startsPerGroup(params) * params.walksPerNode();
    this.file = TableFileWriter.createWithArrays(table, part, WalkFiles.DDL, rowsPerGroup, conf);
  }

  /** Writes the walks of a batch. */
  void write(WalkBatch batch) throws IOException {
    int[] nodes = batch.nodes();
    int[] numbers = batch.walkNumbers();
    for (int w = 0; w < batch.walks(); w++) {
      int walk = w;
      int from = batch.offsets()[walk];
      int length = batch.length(walk);
      long start = nodes[from];
      file.write(
          start,
          fields -> {
            fields.putLong(0, start);
            fields.putInt(1, numbers[walk]);
            fields.putIndices(2, nodes, from, length);
          });
    }
  }

  /**
   * Closes the file and describes it.
   *
   * @param store the store's folder, to which its path is relative
   */
  StoreManifest.TableFile finish(Path store) throws IOException {
    return file.finish(store);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
