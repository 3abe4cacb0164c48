package org.graphrestore.linkprediction;

import java.util.Locale;

/**
 * How many edges are hidden. An edge is a pair of nodes: all its relations, duplicates and both
 * directions are hidden with it.
 *
 * @param pairs edges of the graph
 * @param kept edges of the spanning forest, which are never hidden
 * @param test edges hidden for the test
 * @param validation edges hidden for validation
 */
public record SplitSizes(long pairs, long kept, long test, long validation) {
  /**
   * Plans a split: the fractions of the edges, to the nearest edge.
   *
   * @param testFraction share of the edges to hide for the test, above 0
   * @param validationFraction share of the edges to hide for validation, at least 0
   * @throws IllegalArgumentException if the forest leaves too few edges to hide, or a fraction is
   *     less than half an edge; the message says how many can be hidden
   */
  public static SplitSizes of(
      long pairs, long kept, double testFraction, double validationFraction) {
    long test = Math.round(testFraction * pairs);
    long validation = Math.round(validationFraction * pairs);
    long free = pairs - kept;
    if (free == 0) {
      throw new IllegalArgumentException(
          "Cannot hide an edge: each of the "
              + counted(pairs)
              + " is the only connection of what it joins (the graph is a forest); link prediction"
              + " needs a graph with cycles");
    }

    if (test == 0 || (validation == 0 && validationFraction > 0)) {
      String path =
          test == 0 ? LinkPredictionParams.TEST_PATH : LinkPredictionParams.VALIDATION_PATH;
      double fraction = test == 0 ? testFraction : validationFraction;
      throw new IllegalArgumentException(
          "Cannot hide an edge: "
              + path
              + " "
              + fraction
              + " of "
              + counted(pairs)
              + " is less than half an edge; use a larger fraction");
    }

    if (test + validation > free) {
      // Rounded down, so that the fraction that is proposed can be hidden.
      double most = Math.floor(1000.0 * free / pairs) / 1000;
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Cannot hide %,d of %s: %,d keep the components connected, so at most %,d can be"
                  + " hidden; use fractions (%s + %s) of at most %s together",
              test + validation,
              counted(pairs),
              kept,
              free,
              LinkPredictionParams.TEST_PATH,
              LinkPredictionParams.VALIDATION_PATH,
              most));
    }

    return new SplitSizes(pairs, kept, test, validation);
  }

  private static String counted(long edges) {
    return String.format(Locale.ROOT, "%,d edge%s", edges, edges == 1 ? "" : "s");
  }
}
