package org.graphrestore.reconstruction;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The rankings of a query: by every score of its vectors, then by every baseline. A fitted score is
 * another one for every shell and ball: its passes are rankings of their own until they are joined.
 *
 * <pre>
 * scores dot, fitted; 3 hops     dot  fitted 0   fitted 1   fitted 2   fitted 3   fitted 4
 * read at                        all  hop 1      shell 2    ball 2     shell 3    ball 3
 * vectors of the query           0    1          2          3          4          5
 * </pre>
 *
 * @param scores scores of vectors; after {@link #passes} a fitted one as often as it has passes
 * @param baselines scores of the graph alone
 */
public record Rankings(List<ScoreKind> scores, List<Baseline> baselines) implements Serializable {
  /** Copies the lists. */
  public Rankings {
    scores = List.copyOf(scores);
    baselines = List.copyOf(baselines);
  }

  /**
   * Returns the rankings that are computed.
   *
   * @param hops largest hop distance
   */
  public Rankings passes(int hops) {
    List<ScoreKind> passes = new ArrayList<>();
    for (ScoreKind score : scores) {
      passes.addAll(Collections.nCopies(score == ScoreKind.FITTED ? 2 * hops - 1 : 1, score));
    }

    return new Rankings(passes, baselines);
  }

  /** Returns their number. */
  public int size() {
    return scores.size() + baselines.size();
  }

  /** Returns the number of scores and baselines, all passes of a score counted once. */
  public int labels() {
    return (int) scores.stream().distinct().count() + baselines.size();
  }

  /** Returns whether a ranking is one of vectors. */
  public boolean ofVectors(int ranking) {
    return ranking < scores.size();
  }

  /** Returns which of a query's vectors a ranking is by: 0 is its own. */
  public int vectors(int ranking) {
    return isFitted(ranking) ? 1 + ranking - scores.indexOf(ScoreKind.FITTED) : 0;
  }

  /** Returns whether a ranking is read at a shell or ball. */
  public boolean reads(int ranking, int hop, boolean shell) {
    return !isFitted(ranking) || vectors(ranking) - 1 == pass(hop, shell);
  }

  /** Returns the baseline of a ranking that is not one of vectors. */
  public Baseline baseline(int ranking) {
    return baselines.get(ranking - scores.size());
  }

  /** Returns the name of a ranking as files write it. */
  public String label(int ranking) {
    return ofVectors(ranking) ? scores.get(ranking).label() : baseline(ranking).label();
  }

  /**
   * Joins the passes of a query.
   *
   * @param metrics its metrics by pass and baseline
   * @return its metrics by score and baseline
   */
  public List<QueryMetrics> joined(List<QueryMetrics> metrics) {
    List<QueryMetrics> joined = new ArrayList<>();
    for (int ranking = 0; ranking < size(); ranking++) {
      if (!isFitted(ranking)) {
        joined.add(metrics.get(ranking));
      } else if (vectors(ranking) == 1) {
        int[] byTruth = new int[2 * metrics.get(ranking).hops()];
        int first = ranking;
        Arrays.setAll(byTruth, i -> first + pass(i / 2 + 1, i % 2 == 0));
        joined.add(QueryMetrics.joined(metrics, byTruth));
      }
    }

    return joined;
  }

  private boolean isFitted(int ranking) {
    return ofVectors(ranking) && scores.get(ranking) == ScoreKind.FITTED;
  }

  /** The shell at one hop is the ball. */
  private static int pass(int hop, boolean shell) {
    return hop == 1 ? 0 : 2 * hop - 3 + (shell ? 0 : 1);
  }
}
