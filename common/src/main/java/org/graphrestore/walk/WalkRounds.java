package org.graphrestore.walk;

import java.util.Arrays;

/**
 * Decides how many walks every node gets: as many as it takes until the visits of the nodes settle
 * (HuGE, ICDE 2021; DistGER, VLDB 2023, section 2.1, equations 6 and 7). Round r makes the r-th
 * walk of every node. After it, p(v) = deg(v) / sum deg is the distribution of degrees, q(v) =
 * ocn(v) / sum ocn that of the visits of all rounds so far, and
 *
 * <pre>
 * D_r = sum_v p(v) ln(p(v) / q(v)) = (1/A) sum_v deg(v) (ln deg(v) - ln ocn(v)) - ln A + ln C
 * </pre>
 *
 * <p>with A the sum of degrees and C that of visits, in nats, as the authors' programs compute it.
 * The number of walks is the first r of at least 2 for which |D_r - D_(r-1)| is at most delta, or
 * the greatest number. Every node begins its own walks, so that no visits are missing.
 *
 * <p>The sum over nodes is cut into panels of a fixed size and added in their order: the same bits
 * however many tasks computed it. The driver holds two numbers a panel. Not thread-safe.
 */
public final class WalkRounds {
  /** Nodes of a panel. */
  public static final int PANEL = 1 << 16;

  private final int most;
  private final double delta;
  private double[] divergences = new double[0];
  private boolean settled;

  /**
   * Begins.
   *
   * @param most the greatest number of walks, at least 1
   * @param delta the bound, at least 0; 0 never settles
   */
  public WalkRounds(int most, double delta) {
    this.most = most;
    this.delta = delta;
  }

  /** Returns whether another round decides anything. */
  public boolean undecided() {
    return !settled && divergences.length < most;
  }

  /**
   * Takes a round.
   *
   * @param panels {@link #panelSum} of every panel, in their order, visits of all rounds so far
   * @param degrees sum of all degrees
   * @param visits sum of all visits so far
   */
  public void add(double[] panels, long degrees, long visits) {
    double sum = 0;
    for (double panel : panels) {
      sum += panel;
    }

    int round = divergences.length;
    divergences = Arrays.copyOf(divergences, round + 1);
    divergences[round] =
        degrees == 0
            ? 0
            : sum / degrees - StrictMath.log((double) degrees) + StrictMath.log((double) visits);
    settled =
        delta > 0 && round > 0 && Math.abs(divergences[round] - divergences[round - 1]) <= delta;
  }

  /**
   * Returns the part of a panel in the sum: deg(v) (ln deg(v) - ln ocn(v)), added by node.
   *
   * @param degrees of the panel's nodes
   * @param visits of the same nodes, at least 1 each
   */
  public static double panelSum(int[] degrees, long[] visits) {
    double sum = 0;
    for (int i = 0; i < degrees.length; i++) {
      if (visits[i] < 1) {
        throw new IllegalArgumentException(
            "Row " + i + " of a panel was never visited, though every node begins a walk");
      }

      if (degrees[i] > 0) {
        sum +=
            degrees[i] * (StrictMath.log((double) degrees[i]) - StrictMath.log((double) visits[i]));
      }
    }

    return sum;
  }

  /** Returns the number of walks that every node gets, by the rounds so far. */
  public int walksPerNode() {
    return divergences.length == 0 ? most : divergences.length;
  }

  /** Returns whether the visits settled before the greatest number was reached. */
  public boolean settled() {
    return settled;
  }

  /** Returns D of every round so far. */
  public double[] divergences() {
    return divergences.clone();
  }
}
