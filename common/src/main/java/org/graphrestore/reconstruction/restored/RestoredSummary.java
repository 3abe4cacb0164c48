package org.graphrestore.reconstruction.restored;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.graphrestore.graph.ComponentSizes;
import org.graphrestore.graph.DegreeStatistics;

/**
 * A restored graph beside the original. Both without direction, weights and loops; parallel edges
 * count once. Bounded in size whatever the graph's. JSON has the same names.
 *
 * @param way how scores became edges
 * @param score what pairs were scored by
 * @param nodes nodes of both graphs
 * @param nodesOfGraph nodes of the graph that they are a sample of, or as many
 * @param pairs pairs of nodes
 * @param threshold lowest score of a restored edge; NaN where every node has its own
 * @param edges what was restored of the edges
 * @param degrees how degrees differ
 * @param original statistics of the original
 * @param restored statistics of the restored graph
 * @param distances how distances differ
 * @param relations what was restored of each relation, the largest first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RestoredSummary(
    String way,
    String score,
    long nodes,
    long nodesOfGraph,
    long pairs,
    double threshold,
    Edges edges,
    Degrees degrees,
    Statistics original,
    Statistics restored,
    Distances distances,
    List<Relation> relations) {

  /** Returns the names that a comparison will have, with nothing counted. */
  public static RestoredSummary expected(RestoreParams params) {
    Statistics none = Statistics.of(new ShapeCounts(), new ComponentSizes());
    return new RestoredSummary(
        params.way().label(),
        params.score().label(),
        0,
        0,
        0,
        0,
        Edges.of(0, 0, 0, 0),
        new Degrees(0, 0),
        none,
        none,
        Distances.of(0, 1, new DistanceTable(1)),
        List.of());
  }

  /** Relations that are listed. */
  public static final int RELATIONS = 100;

  /** Copies the list. */
  public RestoredSummary {
    relations = List.copyOf(relations);
  }

  /**
   * What was restored of the edges.
   *
   * @param original edges of the original
   * @param restored edges of the restored graph
   * @param both edges of both
   * @param precision share of the restored ones that are the original's
   * @param recall share of the original's that are restored
   * @param f1 harmonic mean of both
   * @param random expected precision of edges drawn at random: edges over pairs
   */
  public record Edges(
      long original,
      long restored,
      long both,
      double precision,
      double recall,
      double f1,
      double random) {
    /** Computes the shares, 0 where there is nothing to share. */
    public static Edges of(long original, long restored, long both, long pairs) {
      double f1 = original + restored == 0 ? 0 : 2.0 * both / (original + restored);
      return new Edges(
          original,
          restored,
          both,
          share(both, restored),
          share(both, original),
          f1,
          share(original, pairs));
    }
  }

  /**
   * How degrees differ.
   *
   * @param largestDifference between the shares of nodes up to a degree, 0 .. 1
   * @param meanDifference between the n-th lowest degrees of both graphs, in neighbours
   */
  public record Degrees(double largestDifference, double meanDifference) {}

  /**
   * Statistics of a graph.
   *
   * @param edges number of edges
   * @param meanDegree mean number of neighbours
   * @param maxDegree largest number of neighbours
   * @param isolated nodes without any
   * @param triangles number of triangles
   * @param clustering mean of the nodes' clustering coefficients, 0 for those with less than two
   *     neighbours
   * @param transitivity three times the triangles over the pairs of edges that share a node
   * @param assortativity correlation of the degrees at the ends of an edge; NaN where it has none
   * @param components number of connected components
   * @param largestComponent nodes of the largest
   * @param degreeHistogram nodes by degree: 0, 1, 2-3, 4-7, ...
   */
  public record Statistics(
      long edges,
      double meanDegree,
      long maxDegree,
      long isolated,
      long triangles,
      double clustering,
      double transitivity,
      double assortativity,
      long components,
      long largestComponent,
      List<Bucket> degreeHistogram) {
    /** Copies the list. */
    public Statistics {
      degreeHistogram = List.copyOf(degreeHistogram);
    }

    /** Computes the statistics. */
    public static Statistics of(ShapeCounts shape, ComponentSizes components) {
      long nodes = shape.degrees().total();
      return new Statistics(
          shape.edges(),
          nodes == 0 ? 0 : 2.0 * shape.edges() / nodes,
          shape.degrees().nodes().keySet().stream().mapToLong(d -> d).max().orElse(0),
          shape.degrees().nodes().getOrDefault(0L, 0L),
          shape.triangles(),
          shape.meanClustering(),
          shape.transitivity(),
          shape.assortativity(),
          components.components(),
          components.largest(),
          histogram(shape.degrees()));
    }

    private static List<Bucket> histogram(DegreeCounts degrees) {
      long[] counts = new long[DegreeStatistics.BUCKETS];
      degrees
          .nodes()
          .forEach(
              (degree, nodes) -> counts[Long.SIZE - Long.numberOfLeadingZeros(degree)] += nodes);
      int used = counts.length;
      while (used > 0 && counts[used - 1] == 0) {
        used--;
      }

      List<Bucket> histogram = new ArrayList<>();
      for (int b = 0; b < used; b++) {
        long from = DegreeStatistics.lowest(b);
        histogram.add(new Bucket(from, b == 0 ? 0 : 2 * from - 1, counts[b]));
      }

      return histogram;
    }
  }

  /** Nodes with {@code from .. to} neighbours. */
  public record Bucket(long from, long to, long nodes) {}

  /**
   * Distances between pairs: from some nodes to all others.
   *
   * @param sources nodes from which distances were taken
   * @param hops largest distance that was searched
   * @param pairs number of pairs
   * @param original pairs by distance in the original, 1 first
   * @param restored pairs by distance in the restored graph
   * @param originalMean mean distance of the pairs that are reached; NaN without any
   * @param restoredMean the same in the restored graph
   * @param inBoth pairs that are reached in both
   * @param unchanged share of those with the same distance
   * @param meanChange mean difference of their distances, in hops
   */
  public record Distances(
      int sources,
      int hops,
      long pairs,
      List<Long> original,
      List<Long> restored,
      double originalMean,
      double restoredMean,
      long inBoth,
      double unchanged,
      double meanChange) {
    /** Copies the lists. */
    public Distances {
      original = List.copyOf(original);
      restored = List.copyOf(restored);
    }

    /** Computes the means; distances beyond the largest are left off. */
    public static Distances of(int sources, int hops, DistanceTable table) {
      return new Distances(
          sources,
          hops,
          table.total(),
          used(table.own()),
          used(table.other()),
          mean(table.own()),
          mean(table.other()),
          table.inBoth(),
          table.unchanged(),
          table.meanChange());
    }

    private static List<Long> used(long[] counts) {
      int used = counts.length;
      while (used > 0 && counts[used - 1] == 0) {
        used--;
      }

      return java.util.Arrays.stream(counts, 0, used).boxed().toList();
    }

    private static double mean(long[] counts) {
      long pairs = 0;
      long sum = 0;
      for (int d = 0; d < counts.length; d++) {
        pairs += counts[d];
        sum += (d + 1) * counts[d];
      }

      return (double) sum / pairs;
    }
  }

  /**
   * What was restored of a relation.
   *
   * @param name its name
   * @param edges its edges, loops left out
   * @param restored those whose ends are joined in the restored graph
   * @param recall share of them
   */
  public record Relation(String name, long edges, long restored, double recall) {
    /** Computes the share. */
    public static Relation of(String name, long edges, long restored) {
      return new Relation(name, edges, restored, share(restored, edges));
    }
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
