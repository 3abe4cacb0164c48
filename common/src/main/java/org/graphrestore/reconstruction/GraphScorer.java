package org.graphrestore.reconstruction;

import java.util.Arrays;
import org.graphrestore.graph.AdjacencyBlock;

/**
 * Scores of a baseline: whole numbers, computed from the in-neighbours of a block. Self-loops do
 * not count.
 *
 * <p>Cost of a scan: arcs of the block times words of the group, and for common neighbours the
 * paths of two edges. Memory 4 bytes a query and candidate of a tile. Not thread-safe.
 */
public final class GraphScorer implements BlockScorer {
  private static final int TILE_SCORES = 1 << 19;

  private final Baseline baseline;
  private final AdjacencyBlock incoming;
  private final NeighbourMasks neighbours;
  private final int queries;
  private final int tileRows;

  /**
   * Prepares a scorer.
   *
   * @param incoming in-neighbours of the block of candidates
   * @param neighbours neighbours of the queries
   * @param whole whether a query is handed out once with all its candidates, and not a tile at a
   *     time
   */
  public GraphScorer(
      Baseline baseline, AdjacencyBlock incoming, NeighbourMasks neighbours, boolean whole) {
    this.baseline = baseline;
    this.incoming = incoming;
    this.neighbours = neighbours;
    this.queries = neighbours.queries();
    this.tileRows =
        whole ? Math.max(1, incoming.rows()) : Math.max(1, TILE_SCORES / Math.max(1, queries));
  }

  @Override
  public void scan(TileScorer.Visitor visitor) {
    double[] scores = new double[tileRows];
    int[] counts =
        baseline == Baseline.DEGREE
            ? new int[tileRows]
            : new int[Math.multiplyExact(queries, tileRows)];
    for (int first = 0; first < incoming.rows(); first += tileRows) {
      int rows = Math.min(tileRows, incoming.rows() - first);
      Arrays.fill(counts, 0);
      for (int row = 0; row < rows; row++) {
        count(first + row, counts, row);
      }
      for (int query = 0; query < queries; query++) {
        int from = baseline == Baseline.DEGREE ? 0 : query * tileRows;
        for (int row = 0; row < rows; row++) {
          scores[row] = counts[from + row];
        }
        visitor.visit(query, first, scores, 0, rows);
      }
    }
  }

  private void count(int candidate, int[] counts, int row) {
    int[] sources = incoming.targets();
    for (int at = incoming.offsets()[candidate]; at < incoming.offsets()[candidate + 1]; at++) {
      if (sources[at] != incoming.firstIndex() + candidate) {
        if (baseline == Baseline.DEGREE) {
          counts[row]++;
        } else {
          int place = neighbours.find(sources[at]);
          if (place >= 0) {
            neighbours.count(place, counts, tileRows, row);
          }
        }
      }
    }
  }

  @Override
  public double score(int query, int row) {
    int[] sources = incoming.targets();
    int count = 0;
    for (int at = incoming.offsets()[row]; at < incoming.offsets()[row + 1]; at++) {
      if (sources[at] != incoming.firstIndex() + row) {
        int place = baseline == Baseline.DEGREE ? 0 : neighbours.find(sources[at]);
        if (baseline == Baseline.DEGREE || (place >= 0 && neighbours.holds(place, query))) {
          count++;
        }
      }
    }
    return count;
  }

  @Override
  public int rows() {
    return incoming.rows();
  }

  @Override
  public boolean cheap() {
    return true;
  }
}
