package org.graphrestore.reconstruction.global;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.graphrestore.reconstruction.ScoreKind;

/**
 * Precision of the best pairs among all pairs of nodes, by score. Bounded in size whatever the
 * graph's.
 *
 * @param nodes nodes of the graph
 * @param rows nodes whose pairs with all others were scored: all of them, a seeded sample, or 0
 *     where only GEM's figures were asked for
 * @param directed whether the graph is directed
 * @param scores precision by score
 * @param gem what GEM's evaluation would print, by score; empty unless asked for
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record GlobalSummary(
    long nodes, long rows, boolean directed, List<Pairs> scores, List<Gem> gem) {
  /** Copies the lists. */
  public GlobalSummary {
    scores = List.copyOf(scores);
    gem = gem == null ? List.of() : List.copyOf(gem);
  }

  /** Returns whether not all pairs were scored. */
  public boolean sampled() {
    return rows > 0 && rows < nodes;
  }

  /**
   * One score.
   *
   * @param score its name
   * @param ordered whether (u, v) and (v, u) are two pairs, with a score each; otherwise they are
   *     one, and it is true where there is an edge in either direction
   * @param pairs pairs of the graph
   * @param scored pairs that were scored; of a sample's rows, both (u, v) and (v, u) where both are
   *     in it
   * @param edges true pairs of the graph, |E|
   * @param random share of true pairs among all, which is the precision of a random order
   * @param precision at powers of ten below the number of edges
   * @param edgePrecision precision at the number of edges, which is recall too; null where there is
   *     no edge, or too few pairs of a sample
   */
  public record Pairs(
      String score,
      boolean ordered,
      long pairs,
      long scored,
      long edges,
      double random,
      List<At> precision,
      Double edgePrecision) {
    /** Copies the list. */
    public Pairs {
      precision = List.copyOf(precision);
    }
  }

  /**
   * Precision among the first pairs.
   *
   * @param n cut-off
   * @param places pairs that were looked at: n, or its share of a sample's pairs
   * @param precision share of true ones among them
   */
  public record At(long n, long places, double precision) {}

  /**
   * What GEM would print.
   *
   * @param score name of the score
   * @param undirected whether only pairs (i, j) with i before j are predicted
   * @param predicted pairs of a positive score
   * @param edges edges of the graph as GEM counts them: an undirected one twice
   * @param map its MAP
   * @param precision its precision at 2, 10, 100, 200, 300, 500, 1000, as far as there are so many
   *     predicted pairs
   * @param edgePrecision its precision at the number of edges, or null where there are not so many
   */
  public record Gem(
      String score,
      boolean undirected,
      long predicted,
      long edges,
      double map,
      List<At> precision,
      Double edgePrecision) {
    /** Copies the list. */
    public Gem {
      precision = List.copyOf(precision);
    }
  }

  /** Returns a summary with the scores that a result will have, all numbers unknown. */
  public static GlobalSummary expected(List<ScoreKind> kinds, boolean withGem) {
    List<Pairs> pairs = new ArrayList<>();
    List<Gem> gem = new ArrayList<>();
    for (ScoreKind kind : kinds) {
      pairs.add(new Pairs(kind.label(), kind.twoSided(), 0, 0, 0, 0, List.of(), null));
      if (withGem) {
        gem.add(new Gem(kind.label(), true, 0, 0, 0, List.of(), null));
      }
    }

    return new GlobalSummary(2, 2, false, pairs, gem);
  }
}
