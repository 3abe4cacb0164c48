package org.graphrestore.reconstruction;

import java.util.List;
import org.graphrestore.graph.ShellPanel;

/**
 * The true nodes of a group of queries inside one block of candidates, as lists of rows: one list a
 * query and hop.
 *
 * <pre>
 * queries 0 1, hops 2       list     q0 h1   q0 h2   q1 h1   q1 h2
 *                           offsets  0       2       3       3       5
 *                           rows     4 9     1               2 7
 * </pre>
 */
public final class TruthBlock {
  /** Where more than one pair in this many is true, scoring all of them is cheaper. */
  private static final int DENSE = 32;

  private final int queries;
  private final int hops;
  private final int[] offsets;
  private final int[] rows;

  private TruthBlock(int queries, int hops, int[] offsets, int[] rows) {
    this.queries = queries;
    this.hops = hops;
    this.offsets = offsets;
    this.rows = rows;
  }

  /**
   * Turns bits into lists.
   *
   * @param shells the block's panels of the distances 1, 2, ...
   * @param from first query of the group
   * @param to end of the group
   */
  public static TruthBlock of(List<ShellPanel> shells, int from, int to) {
    int hops = shells.size();
    int[] ends = new int[(to - from) * hops + 1];
    visit(shells, from, to, (list, row) -> ends[list + 1]++);
    for (int i = 1; i < ends.length; i++) {
      ends[i] = Math.addExact(ends[i], ends[i - 1]);
    }

    int[] next = ends.clone();
    int[] rows = new int[ends[ends.length - 1]];
    visit(shells, from, to, (list, row) -> rows[next[list]++] = row);
    return new TruthBlock(to - from, hops, ends, rows);
  }

  /** Returns the number of lists: queries times hops. */
  public int lists() {
    return offsets.length - 1;
  }

  /** Returns the number of true nodes over all lists. */
  public int size() {
    return rows.length;
  }

  /**
   * Scores the true nodes.
   *
   * @param scorer the group's scorer of the block
   * @return one array a list, query by query, hop by hop
   */
  public double[][] scores(BlockScorer scorer) {
    double[][] scores = new double[lists()][];
    for (int list = 0; list < scores.length; list++) {
      scores[list] = new double[offsets[list + 1] - offsets[list]];
    }

    if (scorer.cheap() || (long) size() * DENSE > (long) queries * scorer.rows()) {
      int[] next = offsets.clone();
      scorer.scan(
          (query, firstRow, tile, at, count) -> {
            for (int list = query * hops; list < (query + 1) * hops; list++) {
              for (; next[list] < offsets[list + 1] && rows[next[list]] < firstRow + count; ) {
                int place = next[list]++;
                scores[list][place - offsets[list]] = tile[at + rows[place] - firstRow];
              }
            }
          });
    } else {
      for (int list = 0; list < scores.length; list++) {
        for (int i = 0; i < scores[list].length; i++) {
          scores[list][i] = scorer.score(list / hops, rows[offsets[list] + i]);
        }
      }
    }
    return scores;
  }

  private interface Visitor {
    void visit(int list, int row);
  }

  private static void visit(List<ShellPanel> shells, int from, int to, Visitor visitor) {
    for (int hop = 0; hop < shells.size(); hop++) {
      ShellPanel panel = shells.get(hop);
      for (int i = 0; i < panel.rows().length; i++) {
        for (int word = from / Long.SIZE; word * Long.SIZE < to; word++) {
          for (long mask = panel.masks()[i * panel.words() + word]; mask != 0; mask &= mask - 1) {
            int query = word * Long.SIZE + Long.numberOfTrailingZeros(mask);
            if (query >= from && query < to) {
              visitor.visit((query - from) * shells.size() + hop, panel.rows()[i]);
            }
          }
        }
      }
    }
  }
}
