package org.graphrestore.reconstruction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Scores that look at the graph and at no vector: what an embedding has to beat. */
public enum Baseline {
  /** The candidate's number of neighbours, of incoming ones where the graph is directed. */
  DEGREE,
  /**
   * The number of paths of two edges from the query to the candidate: of common neighbours, where
   * the graph is not directed.
   */
  COMMON_NEIGHBOURS;

  /** What a setting says for no baseline. */
  static final String NONE = "none";

  /** Returns the name as settings and files write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads names separated by commas, or {@code none}.
   *
   * @throws IllegalArgumentException if there is an unknown name, or one twice
   */
  static List<Baseline> parseList(String text) {
    if (text.trim().equals(NONE)) {
      return List.of();
    }

    List<Baseline> baselines = new ArrayList<>();
    for (String name : text.split(",", -1)) {
      Baseline baseline =
          Arrays.stream(values())
              .filter(b -> b.label().equals(name.trim()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "must be none, or some of degree, common-neighbours, separated by"
                              + " commas"));
      if (baselines.contains(baseline)) {
        throw new IllegalArgumentException("names " + baseline.label() + " twice");
      }

      baselines.add(baseline);
    }
    return List.copyOf(baselines);
  }
}
