package org.graphrestore.spark.training;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.skipgram.PairChunks;

/**
 * Writes the pairs of one input block into one file, from which {@link PairFile} reads those of one
 * target block. Pairs are gathered in runs of 8 M; in a run they lie by target block, and how many
 * a block has is kept at the end of the file.
 *
 * <pre>
 * run 0:  pairs of target block 0, of 1, ... of B-1
 * run 1:  pairs of target block 0, of 1, ... of B-1
 * ...
 * counts: run 0 block 0, run 0 block 1, ...            (longs)
 * number of runs, number of blocks                     (longs)
 * </pre>
 *
 * <p>All numbers are little-endian. Two buffers of a run: 128 MB where there are several blocks.
 */
final class PairFileWriter implements Closeable {
  private static final int RUN = 1 << 23;
  private static final int BUFFER = 1 << 17;

  private final FSDataOutputStream out;
  private final BlockLayout layout;
  private final List<long[]> counts = new ArrayList<>();
  private final ByteBuffer bytes =
      ByteBuffer.allocate(BUFFER * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long[] run;
  private long[] sorted;
  private int size;
  private long pairs;

  PairFileWriter(ScratchFiles files, String name, BlockLayout layout) throws IOException {
    this.out = files.create(name);
    this.layout = layout;
  }

  /** Adds pairs. */
  void add(long[] chunk) throws IOException {
    pairs += chunk.length;
    if (layout.blocks() == 1) {
      if (counts.isEmpty()) {
        counts.add(new long[1]);
      }

      counts.get(0)[0] += chunk.length;
      write(chunk, chunk.length);
      return;
    }

    if (run == null) {
      run = new long[RUN];
      sorted = new long[RUN];
    }

    for (int from = 0; from < chunk.length; ) {
      int n = Math.min(chunk.length - from, RUN - size);
      System.arraycopy(chunk, from, run, size, n);
      size += n;
      from += n;
      if (size == RUN) {
        writeRun();
      }
    }
  }

  /** Writes what is left and the counts; returns the number of pairs. */
  long finish() throws IOException {
    if (size > 0) {
      writeRun();
    }

    for (long[] count : counts) {
      write(count, count.length);
    }

    write(new long[] {counts.size(), layout.blocks()}, 2);
    return pairs;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void writeRun() throws IOException {
    long[] count = new long[layout.blocks()];
    int[] at = new int[layout.blocks() + 1];
    for (int i = 0; i < size; i++) {
      at[layout.blockOf(PairChunks.target(run[i])) + 1]++;
    }

    for (int block = 0; block < count.length; block++) {
      count[block] = at[block + 1];
      at[block + 1] += at[block];
    }

    for (int i = 0; i < size; i++) {
      sorted[at[layout.blockOf(PairChunks.target(run[i]))]++] = run[i];
    }

    counts.add(count);
    write(sorted, size);
    size = 0;
  }

  private void write(long[] values, int n) throws IOException {
    for (int from = 0; from < n; from += BUFFER) {
      int some = Math.min(BUFFER, n - from);
      bytes.asLongBuffer().put(values, from, some);
      out.write(bytes.array(), 0, some * Long.BYTES);
    }
  }
}
