package org.graphrestore.spark.linkprediction;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.spark.store.ParquetColumns;
import org.graphrestore.spark.store.StoreManifest.Table;
import org.graphrestore.spark.store.StoreManifest.TableFile;

/**
 * The pairs of nodes that an edge joins, once each, in scratch files whose order is the order of
 * the forest's weights; and beside every file a bit a pair that says whether the forest has it.
 * Travels in closures.
 */
final class PairFiles implements Serializable {
  static final String DDL = "u BIGINT NOT NULL, v BIGINT NOT NULL, key BIGINT NOT NULL";

  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 1 << 16;

  private final String store;
  private final String[] files;
  private final SerializableConfiguration conf;

  /** What is done with a pair. */
  interface Visitor {
    /**
     * Takes a pair.
     *
     * @param row its number in the file
     * @param u the lower index
     * @param v the higher index
     * @param key the key of its draws
     */
    void visit(int row, long u, long v, long key) throws IOException;
  }

  PairFiles(Path store, Table table, Configuration conf) {
    this.store = store.toString();
    this.files = table.files().stream().map(TableFile::path).toArray(String[]::new);
    this.conf = new SerializableConfiguration(conf);
  }

  /** Returns the number of files. */
  int size() {
    return files.length;
  }

  /** Visits the pairs of a file in order. */
  void visit(int file, Visitor visitor) {
    Path path = new Path(store, files[file]);
    int[] row = {0};
    try {
      ParquetColumns.visit(
          conf.value(),
          path,
          null,
          0,
          0,
          List.of("u", "v", "key"),
          (rows, columns) -> {
            for (long i = 0; i < rows; i++) {
              visitor.visit(
                  row[0]++, columns[0].nextLong(), columns[1].nextLong(), columns[2].nextLong());
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path, e);
    }
  }

  /** Writes the bits of a file; returns the name to read them by. */
  String writeBits(int file, BitSet bits) {
    Path path =
        new Path(
            store,
            files[file].replace(".parquet", "-" + TaskContext.get().taskAttemptId() + ".forest"));
    try (DataOutputStream out = new DataOutputStream(fs(path).create(path, true, BUFFER))) {
      long[] words = bits.toLongArray();
      out.writeInt(words.length);
      for (long word : words) {
        out.writeLong(word);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + path, e);
    }

    return path.toString();
  }

  /** Reads bits. */
  BitSet readBits(String name) {
    Path path = new Path(name);
    try (DataInputStream in = new DataInputStream(fs(path).open(path, BUFFER))) {
      long[] words = new long[in.readInt()];
      for (int i = 0; i < words.length; i++) {
        words[i] = in.readLong();
      }

      return BitSet.valueOf(words);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path, e);
    }
  }

  private FileSystem fs(Path path) throws IOException {
    return path.getFileSystem(conf.value());
  }
}
