package org.graphrestore.reconstruction.comparison;

import java.util.Locale;

/** What may be said of a difference. */
public enum Verdict {
  /** The first is better, beyond what so many comparisons turn up by chance. */
  A,
  /** The second is better, beyond what so many comparisons turn up by chance. */
  B,
  /** The first leads, by an interval that would do if it were the only one looked at. */
  LEANS_A,
  /** The second leads, by an interval that would do if it were the only one looked at. */
  LEANS_B,
  /** No difference can be told. */
  OPEN,
  /** Both have the same figure at every query. */
  SAME,
  /** No query has a true node, or the metric is not known. */
  UNKNOWN;

  /** Returns the name in files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
