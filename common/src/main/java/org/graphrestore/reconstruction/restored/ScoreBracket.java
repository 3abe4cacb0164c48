package org.graphrestore.reconstruction.restored;

import java.io.Serializable;

/**
 * A range of scores in which the score at a place lies.
 *
 * @param from lowest score of the range
 * @param to highest score of the range
 * @param above number of scores above the range, less than the place
 * @param inside number of scores in the range; together with those above at least the place
 */
public record ScoreBracket(double from, double to, long above, long inside)
    implements Serializable {

  /** Returns whether all scores inside are equal, so that no narrower range can be found. */
  public boolean single() {
    return from == to;
  }

  /** Returns narrower bins over this range. */
  public ScoreBins bins() {
    return ScoreBins.between(from, to);
  }
}
