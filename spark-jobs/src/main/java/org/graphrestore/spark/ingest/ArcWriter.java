package org.graphrestore.spark.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.graphrestore.graph.GraphChecksum;
import org.graphrestore.spark.store.StoreManifest.TableFile;
import org.graphrestore.spark.store.TableFileWriter;

/** Writes one file of sorted arcs and counts what is in it. Not thread-safe. */
final class ArcWriter implements Closeable {
  static final String SCHEMA =
      "src BIGINT NOT NULL, dst BIGINT NOT NULL, weight FLOAT NOT NULL, relation INT NOT NULL,"
          + " inverse BOOLEAN NOT NULL";

  /** Rows of the table. */
  static final int ARCS = 0;

  /** Distinct pairs of nodes. */
  static final int PAIRS = 1;

  /** Sum of the arcs' mixes. */
  static final int CHECKSUM = 2;

  /** Weights that are infinite as a float. */
  static final int OVERFLOWS = 3;

  /** Rows from a node to itself, which an undirected graph has once each. */
  static final int LOOPS = 4;

  /** Nodes with such a row. */
  static final int LOOP_PAIRS = 5;

  private final TableFileWriter writer;
  private final int part;
  private final boolean bySrc;
  private final long[] counts = new long[6];
  private long lastSrc = -1;
  private long lastDst = -1;

  /**
   * Creates a file.
   *
   * @param bySrc whether {@code src} is the table's key, or {@code dst}
   */
  ArcWriter(Path folder, int part, boolean bySrc, Configuration conf) throws IOException {
    this.writer = TableFileWriter.create(folder, part, SCHEMA, conf);
    this.part = part;
    this.bySrc = bySrc;
  }

  void write(long src, long dst, float weight, int relation, boolean inverse) throws IOException {
    writer.write(
        bySrc ? src : dst,
        fields -> {
          fields.putLong(0, src);
          fields.putLong(1, dst);
          fields.putFloat(2, weight);
          fields.putInt(3, relation);
          fields.putBoolean(4, inverse);
        });
    boolean newPair = src != lastSrc || dst != lastDst;
    counts[ARCS]++;
    counts[PAIRS] += newPair ? 1 : 0;
    counts[CHECKSUM] += GraphChecksum.arc(src, dst, weight, relation, inverse);
    counts[OVERFLOWS] += Float.isInfinite(weight) ? 1 : 0;
    if (src == dst) {
      counts[LOOPS]++;
      counts[LOOP_PAIRS] += newPair ? 1 : 0;
    }

    this.lastSrc = src;
    this.lastDst = dst;
  }

  /** Closes the file, unless it is empty, and reports it. */
  TaskReport finish(Path store) throws IOException {
    List<TableFile> files = writer.rows() == 0 ? List.of() : List.of(writer.finish(store));
    return new TaskReport(part, files, counts, new TreeMap<>(), null);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
