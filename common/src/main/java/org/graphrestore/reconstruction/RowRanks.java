package org.graphrestore.reconstruction;

import java.util.Arrays;

/**
 * Ranks the true nodes of a query whose candidates are all at hand, as one row of scores. Where few
 * candidates are true, their scores are the rungs that the others are counted between; where many
 * are, the whole row is sorted with the distances beside the scores, and counted in one walk. The
 * scores of true nodes and the counts are the same, so the metrics are to the bit.
 *
 * <p>Cost rule: between rungs a candidate costs {@link RungCounter}'s look-up, and a true node its
 * sort, its rung and two visits, by estimate three times as much as a candidate of a sorted row
 * costs. So a row is sorted where more than one candidate in {@link #SORTED_SHARE} is true. Not
 * thread-safe.
 */
public final class RowRanks {
  /** Candidates a true node, below which sorting the row is cheaper. */
  static final int SORTED_SHARE = 4;

  private final int hops;
  private final int sortedShare;
  private final RowSort sort = new RowSort();

  /**
   * Prepares for rows.
   *
   * @param hops largest distance
   */
  public RowRanks(int hops) {
    this(hops, SORTED_SHARE);
  }

  RowRanks(int hops, int sortedShare) {
    this.hops = hops;
    this.sortedShare = sortedShare;
  }

  /**
   * Returns the metrics of one query.
   *
   * @param truth distances of the query's batch
   * @param query position of the query in the batch
   * @param scores has the scores of all nodes
   * @param from position of the first node's score
   * @param count number of nodes
   * @param self the query's own row, which is no candidate
   */
  public QueryMetrics metrics(
      HopRows truth, int query, double[] scores, int from, int count, int self) {
    if ((long) truth.size(query) * sortedShare < count) {
      PositiveScores positives = PositiveScores.of(truth.pick(query, hops, scores, from));
      RungCounter counter = new RungCounter(positives.rungs());
      counter.count(scores, from, from + count);
      counter.discount(scores[from + self]);
      return QueryMetrics.of(hops, positives, counter.counts(), count - 1);
    }

    double[] row = sort.begin(count);
    byte[] tags = sort.tags();
    System.arraycopy(scores, from, row, 0, count);
    truth.copy(query, tags);
    // The query leaves, and the last candidate takes its place.
    row[self] = row[count - 1];
    tags[self] = tags[count - 1];
    sort.sort(count - 1);
    return count(truth.size(query), row, tags, count - 1);
  }

  private QueryMetrics count(int trueNodes, double[] row, byte[] tags, int candidates) {
    double[] scores = new double[trueNodes];
    byte[] hopsOf = new byte[trueNodes];
    int[] counts = new int[2 * trueNodes + 1];
    int found = 0;
    int rungs = 0;
    int between = 0;
    for (int i = 0; i < candidates; ) {
      double score = row[i];
      int before = found;
      int begin = i;
      do {
        if (tags[i] != 0) {
          scores[found] = score;
          hopsOf[found++] = tags[i];
        }
        i++;
      } while (i < candidates && row[i] == score);

      if (found == before) {
        between += i - begin;
      } else {
        counts[2 * rungs] = between;
        counts[2 * rungs + 1] = i - begin;
        between = 0;
        rungs++;
      }
    }
    counts[2 * rungs] = between;
    return QueryMetrics.of(
        hops,
        PositiveScores.ofSorted(scores, hopsOf),
        rungs == trueNodes ? counts : Arrays.copyOf(counts, 2 * rungs + 1),
        candidates);
  }
}
