package org.graphrestore.reconstruction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a query and a candidate are scored from their vectors; a higher score ranks first. All are
 * computed in double precision over the float vectors, summed over the dimensions in order, so that
 * equal vectors get bit-equal scores on every machine and in every block.
 */
public enum ScoreKind {
  /** The dot product {@code u . v}. */
  DOT,
  /** The cosine of the angle, {@code (u . v) (1 / |u|) (1 / |v|)}; undefined for zero vectors. */
  COSINE,
  /** Minus the squared Euclidean distance, which ranks as minus the distance does. */
  L2,
  /**
   * The dot product of the query's source vector and the candidate's target vector, where the
   * embedding has two vectors a node.
   */
  SOURCE_TARGET,

  /**
   * A bilinear score for every shell and ball, fitted to other nodes; a query has a vector for each
   * ({@code FittedDecoders}), and candidates are scaled to unit length.
   */
  FITTED;

  /** Returns the name in lower case, as settings and files write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns whether candidates are scored by their target vectors. */
  public boolean twoSided() {
    return this == SOURCE_TARGET;
  }

  /** Returns whether the score is undefined for zero vectors. */
  public boolean needsDirection() {
    return this == COSINE || this == FITTED;
  }

  /** Returns the scores of embeddings with one vector a node. */
  public static List<ScoreKind> oneSided() {
    return List.of(DOT, COSINE, L2);
  }

  /**
   * Reads names separated by commas.
   *
   * @return the kinds in the order given
   * @throws IllegalArgumentException if there is none, an unknown one, or one twice
   */
  public static List<ScoreKind> parseList(String text) {
    return parseList(text, List.of(values()));
  }

  /** Reads names of scores of embeddings with one vector a node. */
  public static List<ScoreKind> parseOneSided(String text) {
    return parseList(text, oneSided());
  }

  private static List<ScoreKind> parseList(String text, List<ScoreKind> known) {
    List<ScoreKind> kinds = new ArrayList<>();
    for (String name : text.split(",", -1)) {
      ScoreKind kind =
          known.stream()
              .filter(k -> k.label().equals(name.trim()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "must be some of "
                              + known.stream()
                                  .map(ScoreKind::label)
                                  .collect(Collectors.joining(", "))
                              + ", separated by commas"));
      if (kinds.contains(kind)) {
        throw new IllegalArgumentException("names " + kind.label() + " twice");
      }

      kinds.add(kind);
    }

    return List.copyOf(kinds);
  }
}
