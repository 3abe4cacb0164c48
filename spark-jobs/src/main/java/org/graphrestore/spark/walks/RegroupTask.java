package org.graphrestore.spark.walks;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.apache.spark.TaskContext;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.LocalityMap;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.walk.WalkParams;

/**
 * Regroups the rows of one range of nodes by the blocks of a locality map, into one file with a
 * section a block. The sections of a block, range after range, are its rows by ascending index, and
 * no row changes.
 *
 * <pre>
 * section   rows n | n nodes | for every class of arcs, of which most laws have one:
 *           arcs m | n degrees | m targets | m weights, where the law reads them
 * </pre>
 */
final class RegroupTask implements Serializable {
  /** Numbers before those of the blocks in what a task tells. */
  static final int HEADER = 5;

  private static final long serialVersionUID = 1L;
  private static final long MOST_BYTES = 1 << 30;

  private final GraphFiles graph;
  private final WalkParams params;
  private final BlockLayout ranges;
  private final LocalityMapFile map;
  private final ExchangeFiles files;

  RegroupTask(
      GraphFiles graph,
      WalkParams params,
      BlockLayout ranges,
      LocalityMapFile map,
      ExchangeFiles files) {
    this.graph = graph;
    this.params = params;
    this.ranges = ranges;
    this.map = map;
    this.files = files;
  }

  /**
   * Regroups a range.
   *
   * @return number of the range, number of the attempt, arcs that stay in a block, 1 if there are
   *     weights, number of classes; then of every block its rows and its arcs of every class
   */
  long[] regroup(int range) throws IOException {
    long attempt = TaskContext.get().taskAttemptId();
    AdjacencyBlock[] arcs =
        WalkGraphs.arcs(graph, params, ranges.firstIndex(range), ranges.rows(range));
    LocalityMap blockOf = map.map();
    Grouped grouped = new Grouped(arcs, blockOf);
    try (ExchangeWriter writer = files.create(name(range, attempt), map.blocks())) {
      writer.segment(grouped::bytes, grouped::put);
      writer.finish();
    }

    long[] told = new long[HEADER + map.blocks() * (1 + arcs.length)];
    told[0] = range;
    told[1] = attempt;
    told[3] = arcs[0].weights() == null ? 0 : 1;
    told[4] = arcs.length;
    int at = HEADER;
    for (int block = 0; block < map.blocks(); block++) {
      told[at++] = grouped.rows(block);
      for (AdjacencyBlock ofClass : arcs) {
        told[at++] = grouped.arcs(ofClass, block);
      }
    }

    for (AdjacencyBlock ofClass : arcs) {
      for (int row = 0; row < ofClass.rows(); row++) {
        told[2] += blockOf.localArcs(ofClass, row);
      }
    }

    return told;
  }

  /** Returns the name of the file that an attempt at a range has written. */
  static String name(int range, long attempt) {
    return String.format("locality/rows-%05d-%d", range, attempt);
  }

  /** The rows of a range by block: a counting sort, so that they stay in order. */
  private static final class Grouped {
    private final AdjacencyBlock[] classes;
    private final int first;
    private final int[] order;
    private final int[] starts;

    Grouped(AdjacencyBlock[] classes, LocalityMap map) {
      this.classes = classes;
      this.first = Math.toIntExact(classes[0].firstIndex());
      this.order = new int[classes[0].rows()];
      this.starts = new int[map.blocks() + 1];
      for (int row = 0; row < order.length; row++) {
        starts[map.blockOf(first + row) + 1]++;
      }

      for (int block = 0; block < map.blocks(); block++) {
        starts[block + 1] += starts[block];
      }

      int[] at = starts.clone();
      for (int row = 0; row < order.length; row++) {
        order[at[map.blockOf(first + row)]++] = row;
      }
    }

    int rows(int block) {
      return starts[block + 1] - starts[block];
    }

    long arcs(AdjacencyBlock ofClass, int block) {
      long arcs = 0;
      for (int i = starts[block]; i < starts[block + 1]; i++) {
        arcs += ofClass.degree(order[i]);
      }

      return arcs;
    }

    int bytes(int block) {
      if (rows(block) == 0) {
        return 0;
      }

      long bytes = Integer.BYTES * (1L + rows(block));
      for (AdjacencyBlock ofClass : classes) {
        long perArc = ofClass.weights() == null ? Integer.BYTES : Integer.BYTES + Float.BYTES;
        bytes += Integer.BYTES * (1L + rows(block)) + perArc * arcs(ofClass, block);
      }

      if (bytes > MOST_BYTES) {
        throw new UserMistakeException(
            String.format(
                Locale.ROOT,
                "The rows of nodes %d .. %d in one block take %d bytes (at most %d can be regrouped"
                    + " at once); set walk.placement to hash",
                first,
                first + order.length - 1,
                bytes,
                MOST_BYTES));
      }

      return (int) bytes;
    }

    void put(int block, ByteBuffer buffer) {
      buffer.putInt(rows(block));
      for (int i = starts[block]; i < starts[block + 1]; i++) {
        buffer.putInt(first + order[i]);
      }

      for (AdjacencyBlock ofClass : classes) {
        buffer.putInt((int) arcs(ofClass, block));
        for (int i = starts[block]; i < starts[block + 1]; i++) {
          buffer.putInt(ofClass.degree(order[i]));
        }

        for (int i = starts[block]; i < starts[block + 1]; i++) {
          int from = ofClass.offsets()[order[i]];
          int degree = ofClass.degree(order[i]);
          buffer.asIntBuffer().put(ofClass.targets(), from, degree);
          buffer.position(buffer.position() + degree * Integer.BYTES);
        }

        for (int i = starts[block]; ofClass.weights() != null && i < starts[block + 1]; i++) {
          int from = ofClass.offsets()[order[i]];
          int degree = ofClass.degree(order[i]);
          buffer.asFloatBuffer().put(ofClass.weights(), from, degree);
          buffer.position(buffer.position() + degree * Float.BYTES);
        }
      }
    }
  }
}
