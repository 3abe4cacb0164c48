package org.graphrestore.linkprediction;

import java.util.Arrays;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.TileScorer;

/**
 * Counts, in one block of candidates, those that score above the true nodes of some rankings, and
 * those that tie with them: among all candidates and among drawn ones. Counts of blocks add up, so
 * ranks among any number of candidates are exact without a sort.
 *
 * <p>Rankings are grouped by their head, whose neighbours are no candidates: they are counted with
 * all others and taken back, except that a true node is never counted. Cost: heads * rows * dim
 * multiply-adds and rankings * rows comparisons. Not thread-safe.
 */
public final class RankCounter {
  /** Counts of a ranking: above and equal, among all and among drawn candidates. */
  public static final int COUNTS = 4;

  private final long firstIndex;
  private final int rows;
  private final int[] excludedStarts;
  private final int[] excludedRows;

  /**
   * Finds the heads' neighbours in the block.
   *
   * @param heads indices of the heads, ascending, each once
   * @param training for every candidate of the block, the heads that have an edge to it
   * @param hidden the same of hidden edges
   */
  public RankCounter(long[] heads, AdjacencyBlock training, AdjacencyBlock hidden) {
    this.firstIndex = training.firstIndex();
    this.rows = training.rows();
    int[] counts = new int[heads.length + 1];
    for (int row = 0; row < rows; row++) {
      count(heads, NonNeighbours.excluded(training, hidden, row), counts);
    }
    for (int head = 0; head < heads.length; head++) {
      counts[head + 1] += counts[head];
    }
    this.excludedStarts = counts;
    this.excludedRows = new int[counts[heads.length]];
    int[] next = counts.clone();
    for (int row = 0; row < rows; row++) {
      for (int neighbour : NonNeighbours.excluded(training, hidden, row)) {
        int head = Arrays.binarySearch(heads, neighbour);
        if (head >= 0) {
          excludedRows[next[head]++] = row;
        }
      }
    }
  }

  private static void count(long[] heads, int[] neighbours, int[] counts) {
    for (int neighbour : neighbours) {
      int head = Arrays.binarySearch(heads, neighbour);
      if (head >= 0) {
        counts[head + 1]++;
      }
    }
  }

  /**
   * Counts.
   *
   * @param kind the score
   * @param headVectors vectors of the heads, row-major
   * @param candidates vectors of the block
   * @param starts first ranking of every head, and the number of rankings at the end
   * @param truths score of the true node, by ranking
   * @param drawn indices of drawn candidates of every ranking, ascending
   * @param counts {@link #COUNTS} numbers a ranking, to which the block's are added
   * @param at position of the first ranking's counts
   */
  public void count(
      ScoreKind kind,
      float[] headVectors,
      EmbeddingBlock candidates,
      int[] starts,
      double[] truths,
      int[][] drawn,
      int[] counts,
      int at) {
    int[] cursors = excludedStarts.clone();
    TileScorer scorer = new TileScorer(kind, headVectors, candidates.dim(), 0, starts.length - 1);
    scorer.scan(
        candidates,
        (head, row, scores, from, count) -> {
          int excludedFrom = cursors[head];
          int excludedTo = excludedFrom;
          while (excludedTo < excludedStarts[head + 1] && excludedRows[excludedTo] < row + count) {
            excludedTo++;
          }
          cursors[head] = excludedTo;
          for (int r = starts[head]; r < starts[head + 1]; r++) {
            double truth = truths[r];
            int above = 0;
            int equal = 0;
            for (int i = from; i < from + count; i++) {
              above += scores[i] > truth ? 1 : 0;
              equal += scores[i] == truth ? 1 : 0;
            }
            for (int e = excludedFrom; e < excludedTo; e++) {
              double score = scores[from + excludedRows[e] - row];
              above -= score > truth ? 1 : 0;
              equal -= score == truth ? 1 : 0;
            }
            int place = at + r * COUNTS;
            counts[place] += above;
            counts[place + 1] += equal;
            countDrawn(drawn[r], row, count, scores, from, truth, counts, place);
          }
        });
  }

  private void countDrawn(
      int[] drawn,
      int row,
      int count,
      double[] scores,
      int from,
      double truth,
      int[] counts,
      int place) {
    long first = firstIndex + row;
    for (int i = lowerBound(drawn, first); i < drawn.length && drawn[i] < first + count; i++) {
      double score = scores[from + (int) (drawn[i] - first)];
      counts[place + 2] += score > truth ? 1 : 0;
      counts[place + 3] += score == truth ? 1 : 0;
    }
  }

  private static int lowerBound(int[] ascending, long value) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
