package org.graphrestore.spark.walks;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.graphrestore.graph.AdjacencyBlock;

/**
 * The rows of the blocks of a locality map, as {@link RegroupTask} has left them. The driver knows
 * of every range an attempt and of every block two sizes, and so do the tasks.
 */
final class RegroupedRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ExchangeFiles files;
  private final long[] attempts;
  private final int[] rows;
  private final int[][] arcs;
  private final boolean weighted;

  /**
   * Describes the files.
   *
   * @param attempts whose file counts, by range
   * @param rows number of nodes by block
   * @param arcs number of arcs by block and class of arcs
   * @param weighted whether the files have weights
   */
  RegroupedRows(ExchangeFiles files, long[] attempts, int[] rows, int[][] arcs, boolean weighted) {
    this.files = files;
    this.attempts = attempts;
    this.rows = rows;
    this.arcs = arcs;
    this.weighted = weighted;
  }

  /**
   * Rows of a block.
   *
   * @param nodes their nodes, ascending
   * @param arcs their arcs by class; the node of row r is {@code nodes[r]}, and the first index
   *     means nothing
   */
  record Rows(int[] nodes, AdjacencyBlock[] arcs) {}

  /** Reads a block, into arrays of just its size. */
  Rows read(int block) {
    Filling filling = new Filling(rows[block], arcs[block], weighted);
    ByteBuffer room = ExchangeFiles.room(1 << 16);
    try {
      for (int range = 0; range < attempts.length; range++) {
        room = files.read(RegroupTask.name(range, attempts[range]), block, room, filling::take);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read block " + block + " in " + files, e);
    }

    return filling.done(block);
  }

  /** Arrays on their way to be full. */
  private static final class Filling {
    private final int[] nodes;
    private final int[][] offsets;
    private final int[][] targets;
    private final float[][] weights;
    private int row;

    Filling(int rows, int[] arcs, boolean weighted) {
      this.nodes = new int[rows];
      this.offsets = new int[arcs.length][rows + 1];
      this.targets = new int[arcs.length][];
      this.weights = new float[arcs.length][];
      for (int c = 0; c < arcs.length; c++) {
        targets[c] = new int[arcs[c]];
        weights[c] = weighted ? new float[arcs[c]] : null;
      }
    }

    void take(ByteBuffer section) {
      int count = section.getInt();
      section.asIntBuffer().get(nodes, row, count);
      skip(section, count);
      for (int c = 0; c < targets.length; c++) {
        int some = section.getInt();
        int from = offsets[c][row];
        for (int i = row; i < row + count; i++) {
          offsets[c][i + 1] = offsets[c][i] + section.getInt();
        }

        section.asIntBuffer().get(targets[c], from, some);
        skip(section, some);
        if (weights[c] != null) {
          section.asFloatBuffer().get(weights[c], from, some);
          skip(section, some);
        }
      }

      row += count;
    }

    Rows done(int block) {
      AdjacencyBlock[] arcs = new AdjacencyBlock[targets.length];
      for (int c = 0; c < arcs.length; c++) {
        if (row != nodes.length || offsets[c][row] != targets[c].length) {
          throw new IllegalStateException(
              "Found "
                  + row
                  + " rows and "
                  + offsets[c][row]
                  + " arcs of block "
                  + block
                  + ", needs "
                  + nodes.length
                  + " and "
                  + targets[c].length);
        }

        arcs[c] = new AdjacencyBlock(0, offsets[c], targets[c], weights[c]);
      }

      return new Rows(nodes, arcs);
    }

    /** Steps over numbers of 4 bytes. */
    private static void skip(ByteBuffer section, int count) {
      section.position(section.position() + count * Integer.BYTES);
    }
  }
}
