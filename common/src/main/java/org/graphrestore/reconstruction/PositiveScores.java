package org.graphrestore.reconstruction;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The scores of one query's true nodes, ascending, each with the node's distance; and their
 * distinct values, the <em>rungs</em> that candidates are sorted in between.
 *
 * <pre>
 * N_1 scores .9 .5, N_2 scores .5 .1       scores .1 .5 .5 .9    rungs .1 .5 .9
 *                                          hops    2  1  2  1
 * </pre>
 */
public final class PositiveScores {
  private final double[] scores;
  private final byte[] hops;

  private PositiveScores(double[] scores, byte[] hops) {
    this.scores = scores;
    this.hops = hops;
  }

  /**
   * Merges the scores of all shells.
   *
   * @param byHop scores of {@code N_1(u)}, {@code N_2(u)}, ... in any order; sorted in place
   */
  public static PositiveScores of(double[]... byHop) {
    int size = 0;
    for (double[] shell : byHop) {
      SpreadSort.sort(shell);
      size = Math.addExact(size, shell.length);
    }

    double[] scores = new double[size];
    byte[] hops = new byte[size];
    int merged = 0;
    for (int h = 0; h < byHop.length; h++) {
      merged = merge(scores, hops, merged, byHop[h], (byte) (h + 1));
    }
    return new PositiveScores(scores, hops);
  }

  /**
   * Wraps scores that are sorted.
   *
   * @param scores ascending; a true node that is -0.0 where its like is 0.0 counts as equal
   * @param hops distance of the node of each score
   */
  static PositiveScores ofSorted(double[] scores, byte[] hops) {
    return new PositiveScores(scores, hops);
  }

  /** Merges a shell into the first {@code size} entries, from the top, in place. */
  private static int merge(double[] scores, byte[] hops, int size, double[] shell, byte hop) {
    int left = size - 1;
    int right = shell.length - 1;
    for (int to = size + shell.length - 1; right >= 0; to--) {
      if (left >= 0 && scores[left] > shell[right]) {
        scores[to] = scores[left];
        hops[to] = hops[left--];
      } else {
        scores[to] = shell[right--];
        hops[to] = hop;
      }
    }
    return size + shell.length;
  }

  /** Returns the number of true nodes over all shells. */
  public int size() {
    return scores.length;
  }

  /** Returns the i-th lowest score. */
  public double score(int i) {
    return scores[i];
  }

  /** Returns the distance of the node with the i-th lowest score. */
  public int hop(int i) {
    return hops[i];
  }

  /** Returns the distinct scores, ascending. */
  public double[] rungs() {
    double[] rungs = new double[scores.length];
    int count = 0;
    for (int i = 0; i < scores.length; i++) {
      // By ==, so that 0.0 and -0.0 are one rung.
      if (i == 0 || scores[i] != scores[i - 1]) {
        rungs[count++] = scores[i];
      }
    }
    return Arrays.copyOf(rungs, count);
  }

  /** Writes the scores and hops. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(scores.length);
    for (double score : scores) {
      out.writeDouble(score);
    }
    out.write(hops);
  }

  /** Reads what {@link #write} wrote. */
  public static PositiveScores read(DataInput in) throws IOException {
    double[] scores = new double[in.readInt()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = in.readDouble();
    }
    byte[] hops = new byte[scores.length];
    in.readFully(hops);
    return new PositiveScores(scores, hops);
  }
}
