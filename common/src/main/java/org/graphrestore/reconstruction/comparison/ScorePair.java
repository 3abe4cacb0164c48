package org.graphrestore.reconstruction.comparison;

import java.util.ArrayList;
import java.util.List;

/**
 * Which ranking of the first reconstruction is compared with which of the second.
 *
 * @param a name of a score or baseline of the first
 * @param b name of a score or baseline of the second
 */
public record ScorePair(String a, String b) {
  /** What a setting says for every score that both have. */
  public static final String COMMON = "common";

  /** Returns whether both sides are ranked by the same score. */
  public boolean same() {
    return a.equals(b);
  }

  /** Returns the pair as settings and files write it: one name, or two with a colon. */
  public String label() {
    return same() ? a : a + ":" + b;
  }

  /**
   * Reads pairs separated by commas: {@code cosine,source-target:dot}.
   *
   * @return the pairs; none for {@value #COMMON}
   * @throws IllegalArgumentException if one is empty or stands there twice
   */
  public static List<ScorePair> parseList(String text) {
    if (text.trim().equals(COMMON)) {
      return List.of();
    }

    List<ScorePair> pairs = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String[] sides = part.trim().split(":", -1);
      if (sides.length > 2 || sides[0].isEmpty() || sides[sides.length - 1].isEmpty()) {
        throw new IllegalArgumentException(
            "must be common, or scores separated by commas, SCORE or SCORE_OF_A:SCORE_OF_B");
      }

      ScorePair pair = new ScorePair(sides[0], sides[sides.length - 1]);
      if (pairs.contains(pair)) {
        throw new IllegalArgumentException("names " + pair.label() + " twice");
      }

      pairs.add(pair);
    }

    return List.copyOf(pairs);
  }
}
