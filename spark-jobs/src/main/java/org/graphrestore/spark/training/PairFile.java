package org.graphrestore.spark.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.hadoop.fs.FSDataInputStream;

/** Reads the pairs of one target block from a file of {@link PairFileWriter}: one seek a run. */
final class PairFile {
  private static final int BUFFER = 1 << 16;

  private final ScratchFiles files;
  private final String name;
  private final int block;

  /** Takes pairs, some at a time. */
  @FunctionalInterface
  interface Sink {
    /** Takes the first n of an array that is filled anew afterwards. */
    void pairs(long[] pairs, int n);
  }

  PairFile(ScratchFiles files, String name, int block) {
    this.files = files;
    this.name = name;
    this.block = block;
  }

  /** Hands every pair of the block to the sink, in no order that means anything. */
  void forEach(Sink sink) throws IOException {
    long length = files.length(name);
    try (FSDataInputStream in = files.open(name)) {
      in.seek(length - 2 * Long.BYTES);
      long[] shape = new long[2];
      ByteBuffer bytes = ByteBuffer.allocate(BUFFER * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      read(in, bytes, shape, 2);
      int runs = Math.toIntExact(shape[0]);
      int blocks = Math.toIntExact(shape[1]);
      long[] counts = new long[Math.multiplyExact(runs, blocks)];
      in.seek(length - (2L + counts.length) * Long.BYTES);
      read(in, bytes, counts, counts.length);

      long[] pairs = new long[BUFFER];
      long at = 0;
      for (int i = 0; i < counts.length; i++) {
        if (i % blocks == block && counts[i] > 0) {
          in.seek(at * Long.BYTES);
          for (long left = counts[i]; left > 0; left -= BUFFER) {
            int n = (int) Math.min(left, BUFFER);
            read(in, bytes, pairs, n);
            sink.pairs(pairs, n);
          }
        }

        at += counts[i];
      }
    }
  }

  private static void read(FSDataInputStream in, ByteBuffer bytes, long[] into, int n)
      throws IOException {
    for (int from = 0; from < n; from += BUFFER) {
      int some = Math.min(BUFFER, n - from);
      in.readFully(bytes.array(), 0, some * Long.BYTES);
      bytes.asLongBuffer().get(into, from, some);
    }
  }
}
