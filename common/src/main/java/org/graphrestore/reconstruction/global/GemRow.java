package org.graphrestore.reconstruction.global;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Average precision of one node by GEM's formula, from its candidates in any order. Candidates rank
 * by descending score, equal ones by their number, as a stable sort of a list leaves them.
 *
 * <p>Cost: log(true ones) a candidate; memory 16 bytes a true one. Not thread-safe.
 */
public final class GemRow {
  private final double[] scores;
  private final int[] nodes;

  /** Candidates that rank at a true one or before it, but behind the one before. */
  private final long[] counts;

  /**
   * Takes the true candidates that are predicted.
   *
   * @param trueScores their scores
   * @param trueNodes their numbers, in the same order
   */
  public GemRow(double[] trueScores, int[] trueNodes) {
    int[] order =
        IntStream.range(0, trueScores.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> -trueScores[i])
                    .thenComparing(i -> trueNodes[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.scores = Arrays.stream(order).mapToDouble(i -> trueScores[i]).toArray();
    this.nodes = Arrays.stream(order).map(i -> trueNodes[i]).toArray();
    this.counts = new long[order.length];
  }

  /** Adds a candidate that is predicted, a true one too. */
  public void add(double score, int node) {
    int low = 0;
    int high = scores.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean behind = score < scores[middle] || (score == scores[middle] && node > nodes[middle]);
      if (behind) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }

    if (low < counts.length) {
      counts[low]++;
    }
  }

  /** Returns the mean precision at the true candidates, 0 without any. */
  public double averagePrecision() {
    double sum = 0;
    long rank = 0;
    for (int i = 0; i < counts.length; i++) {
      rank += counts[i];
      sum += (i + 1.0) / rank;
    }

    return counts.length == 0 ? 0 : sum / counts.length;
  }
}
