package org.graphrestore.graph;

import java.util.Arrays;
import java.util.List;

/**
 * One step of a breadth-first search from many queries at once, for one block of target nodes: a
 * node is at distance k from a query where one of its in-neighbours is at distance k-1 and the node
 * itself is not nearer. Bits of 64 queries are handled by one operation (Then et al., "The more the
 * merrier: efficient multi-source graph traversal", VLDB 2014).
 *
 * <p>Frontier blocks are pulled one at a time, in ascending order, so that only one is in memory.
 * Distances run along the direction of arcs, from the query. Cost of a step: arcs of the block
 * times words. Not thread-safe.
 */
public final class ShellSearch {
  private final AdjacencyBlock incoming;
  private final int words;
  private final long[] reached;
  private final int[] cursors;
  private long next;

  /**
   * Begins a step.
   *
   * @param incoming in-neighbours of the target block
   * @param words words a node
   */
  public ShellSearch(AdjacencyBlock incoming, int words) {
    this.incoming = incoming;
    this.words = words;
    this.reached = new long[Math.multiplyExact(incoming.rows(), words)];
    this.cursors = Arrays.copyOf(incoming.offsets(), incoming.rows());
  }

  /**
   * Pulls from the next block of sources.
   *
   * @param firstIndex index of its first node; blocks come in ascending order
   * @param rows number of its nodes
   * @param frontier those of its nodes that are at distance k-1
   */
  public void pull(long firstIndex, int rows, ShellPanel frontier) {
    if (firstIndex < next) {
      throw new IllegalArgumentException(
          "Sources must come in ascending order: " + firstIndex + " after " + next);
    }

    next = firstIndex + rows;
    int[] positions = new int[rows];
    Arrays.fill(positions, -1);
    for (int i = 0; i < frontier.rows().length; i++) {
      positions[frontier.rows()[i]] = i * words;
    }

    int[] targets = incoming.targets();
    long[] masks = frontier.masks();
    for (int row = 0; row < incoming.rows(); row++) {
      int end = incoming.offsets()[row + 1];
      int at = cursors[row];
      for (; at < end && targets[at] < next; at++) {
        // A source between two pulled blocks belongs to a block that no query has reached.
        long source = targets[at] - firstIndex;
        int position = source < 0 ? -1 : positions[(int) source];
        if (position >= 0) {
          int to = row * words;
          for (int w = 0; w < words; w++) {
            reached[to + w] |= masks[position + w];
          }
        }
      }
      cursors[row] = at;
    }
  }

  /**
   * Returns the nodes of the target block at distance k.
   *
   * @param nearer the block's panels of the distances 0 .. k-1
   */
  public ShellPanel shell(List<ShellPanel> nearer) {
    for (ShellPanel panel : nearer) {
      for (int i = 0; i < panel.rows().length; i++) {
        int to = panel.rows()[i] * words;
        for (int w = 0; w < words; w++) {
          reached[to + w] &= ~panel.masks()[i * words + w];
        }
      }
    }

    int[] rows = new int[incoming.rows()];
    int count = 0;
    for (int row = 0; row < rows.length; row++) {
      long any = 0;
      for (int w = 0; w < words; w++) {
        any |= reached[row * words + w];
      }
      if (any != 0) {
        System.arraycopy(reached, row * words, reached, count * words, words);
        rows[count++] = row;
      }
    }
    return new ShellPanel(words, Arrays.copyOf(rows, count), Arrays.copyOf(reached, count * words));
  }

  /**
   * Returns the panel of distance 0: every query reaches itself.
   *
   * @param queries node indices of the queries, in the order of their bits
   * @param firstIndex index of the block's first node
   * @param rows number of its nodes
   */
  public static ShellPanel start(long[] queries, long firstIndex, int rows) {
    int words = ShellPanel.words(queries.length);
    int[] inside = new int[queries.length];
    int count = 0;
    for (int q = 0; q < queries.length; q++) {
      if (queries[q] >= firstIndex && queries[q] < firstIndex + rows) {
        inside[count++] = q;
      }
    }

    int[] sorted =
        Arrays.stream(inside, 0, count)
            .boxed()
            .sorted((a, b) -> Long.compare(queries[a], queries[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] offsets = new int[count];
    long[] masks = new long[count * words];
    for (int i = 0; i < count; i++) {
      offsets[i] = (int) (queries[sorted[i]] - firstIndex);
      masks[i * words + sorted[i] / Long.SIZE] = 1L << sorted[i];
    }
    return new ShellPanel(words, offsets, masks);
  }
}
