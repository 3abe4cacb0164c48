package org.graphrestore.reconstruction;

import java.io.Serializable;
import java.util.List;

/**
 * The rankings of a query: by every score of its vectors, then by every baseline.
 *
 * @param scores scores of vectors
 * @param baselines scores of the graph alone
 */
public record Rankings(List<ScoreKind> scores, List<Baseline> baselines) implements Serializable {
  /** Copies the lists. */
  public Rankings {
    scores = List.copyOf(scores);
    baselines = List.copyOf(baselines);
  }

  /** Returns their number. */
  public int size() {
    return scores.size() + baselines.size();
  }

  /** Returns whether a ranking is one of vectors. */
  public boolean ofVectors(int ranking) {
    return ranking < scores.size();
  }

  /** Returns the baseline of a ranking that is not one of vectors. */
  public Baseline baseline(int ranking) {
    return baselines.get(ranking - scores.size());
  }

  /** Returns the name of a ranking as files write it. */
  public String label(int ranking) {
    return ofVectors(ranking) ? scores.get(ranking).label() : baseline(ranking).label();
  }
}
