package org.graphrestore.spark.walks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.Assertions;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.ParquetColumns;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.store.WalkFiles;
import org.graphrestore.walk.WalkBatch;
import org.junit.jupiter.api.Test;

/** Pages that are written by hand are read by Parquet's own readers and by Spark's. */
class WalkFileTest extends SparkTest {
  private static final int PER_NODE = 3;

  private final Configuration conf = new Configuration();
  private final Random random = new Random(4);

  /** Walks of 1 .. longest nodes, which may be any. */
  private List<WalkBatch> batches(int starts, int longest, int batchWalks) {
    List<WalkBatch> batches = new ArrayList<>();
    int walk = 0;
    int end = starts * PER_NODE;
    while (walk < end) {
      int count = Math.min(batchWalks, end - walk);
      int[] numbers = new int[count];
      int[] offsets = new int[count + 1];
      int[] nodes = new int[count * longest];
      for (int w = 0; w < count; w++) {
        numbers[w] = (walk + w) % PER_NODE;
        nodes[offsets[w]] = (walk + w) / PER_NODE;
        offsets[w + 1] = offsets[w] + 1 + random.nextInt(longest);
        for (int i = offsets[w] + 1; i < offsets[w + 1]; i++) {
          nodes[i] = random.nextInt() & (random.nextBoolean() ? Integer.MAX_VALUE : 15);
        }
      }

      batches.add(
          new WalkBatch(
              new long[count], numbers, offsets, java.util.Arrays.copyOf(nodes, offsets[count])));
      walk += count;
    }

    return batches;
  }

  private StoreManifest.TableFile write(
      List<WalkBatch> batches, int rowsPerGroup, int pageTokens, int part) throws IOException {
    Path store = new Path(folder.toString());
    try (WalkFile file =
        new WalkFile(new Path(store, "walks"), part, rowsPerGroup, pageTokens, conf)) {
      for (WalkBatch batch : batches) {
        file.write(batch);
      }

      return file.finish(store);
    }
  }

  private static List<String> expected(List<WalkBatch> batches) {
    List<String> rows = new ArrayList<>();
    for (WalkBatch batch : batches) {
      for (int w = 0; w < batch.walks(); w++) {
        List<Long> nodes = new ArrayList<>();
        for (int i = batch.offsets()[w]; i < batch.offsets()[w + 1]; i++) {
          nodes.add((long) batch.nodes()[i]);
        }

        rows.add(nodes.get(0) + " " + batch.walkNumbers()[w] + " " + nodes);
      }
    }

    return rows;
  }

  private List<String> readInTask(StoreManifest.TableFile file) throws IOException {
    List<String> rows = new ArrayList<>();
    int[] buffer = new int[1 << 16];
    ParquetColumns.visit(
        conf,
        new Path(folder.toString(), file.path()),
        null,
        0,
        0,
        List.of("start", "walk", "nodes"),
        (count, columns) -> {
          for (long i = 0; i < count; i++) {
            String row = columns[0].nextLong() + " " + columns[1].nextInt() + " ";
            int nodes = columns[2].nextIndices(buffer, 0);
            rows.add(row + java.util.Arrays.toString(java.util.Arrays.copyOf(buffer, nodes)));
          }
        });
    return rows;
  }

  private List<String> readBySpark(StoreManifest.TableFile file, boolean vectorized) {
    List<String> rows = new ArrayList<>();
    spark().conf().set("spark.sql.parquet.enableVectorizedReader", vectorized);
    try {
      for (Row row :
          spark()
              .read()
              .schema(StructType.fromDDL(WalkFiles.DDL))
              .parquet(folder.resolve(file.path()).toString())
              .collectAsList()) {
        rows.add(
            row.getLong(0) + " " + row.getInt(1) + " " + row.<Long>getList(2).stream().toList());
      }
    } finally {
      spark().conf().unset("spark.sql.parquet.enableVectorizedReader");
    }

    return rows;
  }

  @Test
  void pagesAndGroupsOfAnySize() throws IOException {
    int part = 0;
    for (int[] sizes : new int[][] {{1, 1, 5}, {7, 2, 3}, {100, 40, 64}, {400, 9, 1 << 18}}) {
      List<WalkBatch> batches = batches(sizes[0], sizes[1], 1 + random.nextInt(50));
      StoreManifest.TableFile file = write(batches, PER_NODE * 30, sizes[2], part++);
      List<String> rows = expected(batches);
      assertThat(file.rows()).isEqualTo(rows.size());
      assertThat(file.firstKey()).isZero();
      assertThat(file.lastKey()).isEqualTo(sizes[0] - 1);
      assertThat(file.bytes()).isEqualTo(folder.resolve(file.path()).toFile().length());
      assertThat(readInTask(file)).isEqualTo(rows);
      assertThat(readBySpark(file, true)).isEqualTo(rows);
      assertThat(readBySpark(file, false)).isEqualTo(rows);
    }
  }

  @Test
  void aStartLiesInOneRowGroupAndGroupsTellTheirStarts() throws IOException {
    StoreManifest.TableFile file = write(batches(100, 20, 13), PER_NODE * 30, 50, 0);
    Path path = new Path(folder.toString(), file.path());
    ParquetMetadata footer;
    try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(path, conf))) {
      footer = reader.getFooter();
    }

    assertThat(footer.getBlocks())
        .extracting(group -> group.getColumns().get(0).getStatistics().genericGetMax())
        .hasToString("[29, 59, 89, 99]");
    long where =
        spark()
            .read()
            .schema(StructType.fromDDL(WalkFiles.DDL))
            .parquet(path.toString())
            .where("start between 31 and 32")
            .count();
    assertThat(where).isEqualTo(2 * PER_NODE);
  }

  @Test
  void aDamagedPageIsToldFromAGoodOne() throws IOException {
    StoreManifest.TableFile file = write(batches(100, 20, 13), PER_NODE * 100, 1 << 18, 0);
    java.nio.file.Path damaged = folder.resolve(file.path());
    try (RandomAccessFile bytes = new RandomAccessFile(damaged.toFile(), "rw")) {
      bytes.seek(file.bytes() / 2);
      int old = bytes.read();
      bytes.seek(file.bytes() / 2);
      bytes.write(old ^ 1);
    }

    // The local file system's own checksum would find it first.
    java.nio.file.Files.delete(damaged.resolveSibling("." + damaged.getFileName() + ".crc"));
    Assertions.assertThatThrownBy(() -> readInTask(file))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("its bytes are damaged");
  }

  @Test
  void aFileThatIsNotFinishedIsDeleted() throws IOException {
    try (WalkFile file = new WalkFile(new Path(folder.toString()), 0, 10, 10, conf)) {
      file.write(batches(3, 4, 4).get(0));
    }

    assertThat(folder.toFile().list()).isEmpty();
  }
}
