package org.graphrestore.walk;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A weight a relation: every arc's weight is multiplied by that of its relation before parallel
 * arcs are summed; the law of the walks is then what it is on a graph with those weights. 0 leaves
 * a relation out. On a graph without weights every arc weighs 1, so that parallel edges count.
 *
 * <pre>
 * IsA=2, RelatedTo=0.5, *=1        * is every relation that is not named, 1 where it is missing
 * </pre>
 *
 * @param text names and weights, or an empty text where relations have none
 */
public record RelationWeights(String text) implements Serializable {
  /** All relations alike. */
  public static final RelationWeights NONE = new RelationWeights("");

  private static final double LEAST = 1e-6;
  private static final double MOST = 1e6;
  private static final Pattern COMMA = Pattern.compile(",");

  /** Checks the text and brings it into one form: in the order in which it was written. */
  public RelationWeights {
    text =
        parse(text).entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(", "));
  }

  /** Returns whether no weights are set. */
  public boolean none() {
    return text.isEmpty();
  }

  /**
   * Returns the factor of every relation.
   *
   * @throws IllegalArgumentException if a relation is named that no edge has, or no edge is left
   */
  public double[] factors(Relations relations) {
    Map<String, Double> weights = parse(text);
    double[] factors = new double[relations.size()];
    Arrays.fill(factors, weights.getOrDefault(Metapath.ANY, 1.0));
    weights.forEach(
        (name, weight) -> {
          if (!name.equals(Metapath.ANY)) {
            factors[relations.known(name, "walk.relation-weights")] = weight;
          }
        });
    boolean any = false;
    for (int relation = 0; relation < factors.length; relation++) {
      any |= factors[relation] > 0 && relations.edges(relation) > 0;
    }

    if (!any) {
      throw new IllegalArgumentException(
          "walk.relation-weights leaves no edge to walk on: every relation of the graph has weight"
              + " 0; give one of them more than 0");
    }

    return factors;
  }

  private static Map<String, Double> parse(String text) {
    Map<String, Double> weights = new LinkedHashMap<>();
    if (text.isBlank()) {
      return weights;
    }

    for (String part : COMMA.split(text, -1)) {
      int equals = part.lastIndexOf('=');
      String name = equals < 0 ? "" : part.substring(0, equals).trim();
      double weight = equals < 0 ? Double.NaN : number(part.substring(equals + 1).trim());
      if (name.isEmpty() || !(weight == 0 || (weight >= LEAST && weight <= MOST))) {
        throw new IllegalArgumentException(
            "Invalid walk.relation-weights: "
                + part.trim()
                + " (must be NAME=WEIGHT, the weight 0 or 0.000001 .. 1000000; for example IsA=2,"
                + " RelatedTo=0.5, *=1)");
      }

      if (weights.put(name, weight) != null) {
        throw new IllegalArgumentException(
            "Invalid walk.relation-weights: " + name + " has two weights");
      }
    }

    return weights;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
