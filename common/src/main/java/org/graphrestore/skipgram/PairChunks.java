package org.graphrestore.skipgram;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.graphrestore.graph.BlockLayout;

/**
 * Gathers pairs by the block of their input, in chunks of packed longs: {@code row of the input in
 * its block << 32 | index of the target}. Not thread-safe.
 */
public final class PairChunks implements PairSink {
  private static final int MOST = 1 << 16;
  private static final long BUFFERED = 1L << 23;

  private final int rowsPerBlock;
  private final long[][] open;
  private final int[] sizes;
  private final int chunk;
  private final ArrayDeque<Chunk> full = new ArrayDeque<>();

  /**
   * A number of pairs whose inputs are in one block.
   *
   * @param block the input block
   * @param pairs packed pairs, in no order that means anything
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Chunk(int block, long[] pairs) {}

  /**
   * Makes empty buffers: at most 64 MB of them, however many blocks there are.
   *
   * @param layout the blocks
   */
  public PairChunks(BlockLayout layout) {
    this.rowsPerBlock = layout.rowsPerBlock();
    this.open = new long[layout.blocks()][];
    this.sizes = new int[layout.blocks()];
    this.chunk = (int) Math.max(64, Math.min(MOST, BUFFERED / Math.max(1, layout.blocks())));
  }

  @Override
  public void pair(int input, int target) {
    int block = open.length == 1 ? 0 : input / rowsPerBlock;
    long[] pairs = open[block];
    if (pairs == null) {
      pairs = new long[chunk];
      open[block] = pairs;
    }

    int size = sizes[block];
    pairs[size++] = pack(input - block * rowsPerBlock, target);
    if (size == chunk) {
      full.add(new Chunk(block, pairs));
      open[block] = null;
      size = 0;
    }

    sizes[block] = size;
  }

  /** Returns and forgets a full chunk, or returns null if there is none. */
  public Chunk poll() {
    return full.poll();
  }

  /** Turns what is left into chunks, full or not. */
  public void flush() {
    for (int block = 0; block < open.length; block++) {
      if (sizes[block] > 0) {
        full.add(new Chunk(block, Arrays.copyOf(open[block], sizes[block])));
        open[block] = null;
        sizes[block] = 0;
      }
    }
  }

  /** Packs a pair. */
  public static long pack(int inputRow, int target) {
    return ((long) inputRow << 32) | target;
  }

  /** Returns the input's row in its block. */
  public static int inputRow(long pair) {
    return (int) (pair >>> 32);
  }

  /** Returns the target's index in the graph. */
  public static int target(long pair) {
    return (int) pair;
  }
}
