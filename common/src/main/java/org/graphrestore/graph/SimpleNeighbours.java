package org.graphrestore.graph;

import java.util.Arrays;

/**
 * The neighbours that components, cores and the degree cut look at: of the simple graph, without
 * direction and without the node itself.
 */
public final class SimpleNeighbours {
  private SimpleNeighbours() {}

  /** Returns a block without arcs from a node to itself, and without weights. */
  public static AdjacencyBlock withoutLoops(AdjacencyBlock block) {
    return union(block, new AdjacencyBlock(block.firstIndex(), zeros(block), new int[0], null));
  }

  /**
   * Returns the neighbours of either direction, each once, without the node itself.
   *
   * @param out out-neighbours of some nodes
   * @param in in-neighbours of the same nodes
   */
  public static AdjacencyBlock union(AdjacencyBlock out, AdjacencyBlock in) {
    int rows = out.rows();
    int[] a = out.targets();
    int[] b = in.targets();
    int[] targets = new int[Math.addExact(a.length, b.length)];
    int[] offsets = new int[rows + 1];
    int size = 0;
    for (int row = 0; row < rows; row++) {
      long self = out.firstIndex() + row;
      int i = out.offsets()[row];
      int j = in.offsets()[row];
      int endA = out.offsets()[row + 1];
      int endB = in.offsets()[row + 1];
      while (i < endA || j < endB) {
        int target = j == endB || (i < endA && a[i] <= b[j]) ? a[i] : b[j];
        i += i < endA && a[i] == target ? 1 : 0;
        j += j < endB && b[j] == target ? 1 : 0;
        if (target != self) {
          targets[size++] = target;
        }
      }

      offsets[row + 1] = size;
    }

    return new AdjacencyBlock(out.firstIndex(), offsets, Arrays.copyOf(targets, size), null);
  }

  /** Returns the arcs between nodes of a set; all rows stay. */
  public static AdjacencyBlock among(AdjacencyBlock block, NodeBits present) {
    int[] offsets = new int[block.rows() + 1];
    int[] targets = new int[block.arcs()];
    int size = 0;
    for (int row = 0; row < block.rows(); row++) {
      if (present.contains(block.firstIndex() + row)) {
        for (int at = block.offsets()[row]; at < block.offsets()[row + 1]; at++) {
          if (present.contains(block.targets()[at])) {
            targets[size++] = block.targets()[at];
          }
        }
      }

      offsets[row + 1] = size;
    }

    return new AdjacencyBlock(block.firstIndex(), offsets, Arrays.copyOf(targets, size), null);
  }

  private static int[] zeros(AdjacencyBlock block) {
    return new int[block.rows() + 1];
  }
}
