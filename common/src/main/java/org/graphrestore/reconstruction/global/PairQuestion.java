package org.graphrestore.reconstruction.global;

import java.io.Serializable;
import java.util.Arrays;
import org.graphrestore.reconstruction.restored.ScoreBins;

/**
 * What one pass over scored pairs is asked: for some ranges of scores that do not overlap, either
 * how many pairs lie in each of many bins, or the scores themselves where they are few. True pairs
 * are told apart.
 *
 * <p>Immutable; travels in closures. {@link Answer}s of parts add up in any order, since counts are
 * whole numbers and scores are sorted afterwards.
 */
public final class PairQuestion implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] from;
  private final double[] to;

  /** Bins of a range, or null where its scores are collected. */
  private final ScoreBins[] bins;

  PairQuestion(double[] from, double[] to, ScoreBins[] bins) {
    this.from = from;
    this.to = to;
    this.bins = bins;
  }

  int ranges() {
    return from.length;
  }

  boolean has(int range, double low, double high) {
    return from[range] == low && to[range] == high;
  }

  ScoreBins bins(int range) {
    return bins[range];
  }

  /** Returns an answer to which nothing has been added. */
  public Answer answer() {
    return new Answer(this);
  }

  /** Returns the range of a score, or -1. Most scores are below the lowest range. */
  private int range(double score) {
    if (score < from[0]) {
      return -1;
    }

    int range = from.length - 1;
    while (score < from[range]) {
      range--;
    }

    return score <= to[range] ? range : -1;
  }

  /**
   * Counts of pairs and of true pairs. Not thread-safe. Its parts are plain arrays, so that it can
   * be taken apart and sent.
   */
  public static final class Answer {
    private final PairQuestion question;
    private final long[][] counts;
    private final double[][] scores;
    private final int[] sizes;

    private Answer(PairQuestion question) {
      this.question = question;
      int ranges = question.ranges();
      this.counts = new long[2 * ranges][];
      this.scores = new double[2 * ranges][];
      this.sizes = new int[2 * ranges];
      for (int i = 0; i < 2 * ranges; i++) {
        ScoreBins bins = question.bins[i / 2];
        counts[i] = bins == null ? new long[0] : bins.counts();
        scores[i] = new double[0];
      }
    }

    /** Adds the scores of pairs, true ones too. */
    public void add(double[] some, int start, int end) {
      for (int i = start; i < end; i++) {
        add(some[i], 0);
      }
    }

    /** Adds the score of a true pair, which has been added as a pair. */
    public void addTrue(double score) {
      add(score, 1);
    }

    private void add(double score, int side) {
      int range = question.range(score);
      if (range >= 0) {
        int at = 2 * range + side;
        ScoreBins bins = question.bins[range];
        if (bins == null) {
          if (sizes[at] == scores[at].length) {
            scores[at] = Arrays.copyOf(scores[at], Math.max(16, 2 * sizes[at]));
          }

          scores[at][sizes[at]++] = score;
        } else {
          counts[at][bins.slot(score)]++;
        }
      }
    }

    /** Adds what another part counted, as {@link #counts()} and {@link #scores()} returned it. */
    public void add(long[][] otherCounts, double[][] otherScores) {
      for (int at = 0; at < counts.length; at++) {
        for (int slot = 0; slot < counts[at].length; slot++) {
          counts[at][slot] += otherCounts[at][slot];
        }

        double[] more = otherScores[at];
        scores[at] = Arrays.copyOf(scores[at], sizes[at] + more.length);
        System.arraycopy(more, 0, scores[at], sizes[at], more.length);
        sizes[at] += more.length;
      }
    }

    /** Returns the counts by range and, inside, of pairs and of true pairs; not a copy. */
    public long[][] counts() {
      return counts;
    }

    /** Returns the scores that were collected, in the same order, cut to their number. */
    public double[][] scores() {
      double[][] cut = new double[scores.length][];
      Arrays.setAll(cut, at -> Arrays.copyOf(scores[at], sizes[at]));
      return cut;
    }
  }
}
