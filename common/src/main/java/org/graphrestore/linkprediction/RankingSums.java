package org.graphrestore.linkprediction;

import java.util.ArrayList;
import java.util.List;
import org.graphrestore.linkprediction.LinkPredictionSummary.HitsAt;
import org.graphrestore.linkprediction.LinkPredictionSummary.Ranking;
import org.graphrestore.reconstruction.PoissonBootstrap;
import org.graphrestore.reconstruction.RandomExpectation;

/** Adds up reciprocal ranks and hits of one score, in the order of the rankings. */
public final class RankingSums {
  private static final int[] CUTOFFS = {1, 10, 50, 100};

  private final String score;
  private final String candidates;
  private final PoissonBootstrap bootstrap;
  private final double[] hits = new double[CUTOFFS.length];
  private double reciprocals;
  private long rankings;

  /**
   * Starts.
   *
   * @param score the score's name
   * @param candidates what it ranks among
   * @param replicates of the bootstrap, 0 for no interval
   */
  public RankingSums(String score, String candidates, int replicates) {
    this.score = score;
    this.candidates = candidates;
    this.bootstrap = replicates == 0 ? null : new PoissonBootstrap(replicates);
  }

  /**
   * Adds a ranking.
   *
   * @param greater candidates that score above the true node
   * @param equal candidates that tie with it, itself not among them
   * @param weights the edge's weights in the replicates
   */
  public void add(long greater, long equal, int[] weights) {
    double reciprocal = 1 / (greater + 1 + equal / 2.0);
    add(reciprocal, weights);
    for (int i = 0; i < CUTOFFS.length; i++) {
      long places = Math.max(0, Math.min(equal + 1, CUTOFFS[i] - greater));
      hits[i] += (double) places / (equal + 1);
    }
  }

  /**
   * Adds the expectation of a ranking in random order.
   *
   * @param others candidates besides the true node
   */
  public void addRandom(long others, int[] weights) {
    add(RandomExpectation.averagePrecision(others + 1, 1), weights);
    for (int i = 0; i < CUTOFFS.length; i++) {
      hits[i] += Math.min(1, (double) CUTOFFS[i] / (others + 1));
    }
  }

  /** Returns the means. */
  public Ranking ranking(double confidence) {
    long divisor = Math.max(1, rankings);
    List<HitsAt> shares = new ArrayList<>();
    for (int i = 0; i < CUTOFFS.length; i++) {
      shares.add(new HitsAt(CUTOFFS[i], hits[i] / divisor));
    }

    return new Ranking(
        score,
        candidates,
        rankings,
        reciprocals / divisor,
        bootstrap == null ? null : bootstrap.interval(confidence),
        shares);
  }

  private void add(double reciprocal, int[] weights) {
    rankings++;
    reciprocals += reciprocal;
    if (bootstrap != null) {
      bootstrap.add(reciprocal, weights);
    }
  }
}
