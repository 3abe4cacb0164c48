package org.graphrestore.spark.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.graphrestore.graph.AdjacencyBlock;

/**
 * Reads long ranges of a graph store: piece by piece, as its files are cut, on all cores of this
 * JVM, since reading Parquet is bound by decoding. The same blocks for any number of cores.
 *
 * <p>Memory: what the blocks take, twice for a moment, while the pieces are joined.
 */
public final class GraphRanges {
  private static final int MOST = Integer.MAX_VALUE - 8;

  private GraphRanges() {}

  /** Reads a piece of a range: one block or several, the same number from every piece. */
  @FunctionalInterface
  public interface PieceReader {
    /** Reads the rows of nodes {@code first .. first + rows - 1}. */
    AdjacencyBlock[] read(long first, int rows);
  }

  /**
   * Reads a range of nodes.
   *
   * @param first index of the first node
   * @param rows number of nodes
   * @return what the reader reads, over the whole range
   * @throws UserMistakeException if the range has more arcs than a block can hold
   */
  public static AdjacencyBlock[] read(GraphFiles files, long first, int rows, PieceReader reader) {
    long[] cuts = cuts(files, first, first + rows);
    List<AdjacencyBlock[]> pieces =
        new ArrayList<>(
            IntStream.range(0, cuts.length - 1)
                .parallel()
                .mapToObj(p -> reader.read(cuts[p], (int) (cuts[p + 1] - cuts[p])))
                .toList());
    AdjacencyBlock[] blocks = new AdjacencyBlock[pieces.get(0).length];
    for (int b = 0; b < blocks.length; b++) {
      List<AdjacencyBlock> parts = new ArrayList<>();
      for (AdjacencyBlock[] piece : pieces) {
        parts.add(piece[b]);
        piece[b] = null;
      }

      blocks[b] = join(parts, first, rows);
    }

    return blocks;
  }

  /** Takes a piece of a graph. */
  @FunctionalInterface
  public interface PieceVisitor {
    /** Takes the first block of a piece, which begins at a node. */
    void piece(long first, AdjacencyBlock block);
  }

  /** Visits a whole graph piece by piece, several at a time; pieces are not kept. */
  public static void visit(GraphFiles files, PieceReader reader, PieceVisitor visitor) {
    long[] cuts = cuts(files, 0, files.nodes());
    IntStream.range(0, cuts.length - 1)
        .parallel()
        .forEach(
            p -> visitor.piece(cuts[p], reader.read(cuts[p], (int) (cuts[p + 1] - cuts[p]))[0]));
  }

  /** Cuts a range where the store's files are cut; at least one piece, which may be empty. */
  private static long[] cuts(GraphFiles files, long first, long end) {
    long[] inside = Arrays.stream(files.pieces()).filter(cut -> cut > first && cut < end).toArray();
    long[] cuts = new long[inside.length + 2];
    cuts[0] = first;
    System.arraycopy(inside, 0, cuts, 1, inside.length);
    cuts[cuts.length - 1] = end;
    return cuts;
  }

  /** Joins blocks of adjacent ranges; empties the list. */
  private static AdjacencyBlock join(List<AdjacencyBlock> parts, long first, int rows) {
    if (parts.size() == 1) {
      return parts.get(0);
    }

    long arcs = parts.stream().mapToLong(AdjacencyBlock::arcs).sum();
    if (arcs > MOST) {
      throw new UserMistakeException(
          "The nodes "
              + first
              + " .. "
              + (first + rows - 1)
              + " of the graph have "
              + arcs
              + " distinct arcs (at most "
              + MOST
              + " can be held in one piece)");
    }

    boolean weighted = parts.stream().anyMatch(part -> part.weights() != null);
    int[] offsets = new int[rows + 1];
    int[] targets = new int[(int) arcs];
    float[] weights = weighted ? new float[(int) arcs] : null;
    int row = 0;
    int at = 0;
    for (int p = 0; p < parts.size(); p++) {
      AdjacencyBlock part = parts.set(p, null);
      System.arraycopy(part.targets(), 0, targets, at, part.arcs());
      if (weighted) {
        System.arraycopy(part.weights(), 0, weights, at, part.arcs());
      }

      int base = at;
      int[] partOffsets = part.offsets();
      Arrays.setAll(partOffsets, i -> partOffsets[i] + base);
      System.arraycopy(partOffsets, 1, offsets, row + 1, part.rows());
      row += part.rows();
      at += part.arcs();
    }

    return new AdjacencyBlock(first, offsets, targets, weights);
  }
}
