package org.graphrestore.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.graphrestore.graph.AdjacencyBlock;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Frequencies of steps against the exact law, by Pearson's chi-square. The seed is fixed, so the
 * tests give one answer; a right engine fails one with probability .001 for another seed.
 */
class UniformLawTest {
  /** Quantile .999 of the normal distribution. */
  private static final double Z = 3.0902;

  /** Least expected count of a cell, the usual rule. */
  private static final double LEAST_EXPECTED = 5;

  private static Map<String, AdjacencyBlock> graphs() {
    Map<String, AdjacencyBlock> graphs = new TreeMap<>();
    graphs.put("star", SmallGraphs.star(9));
    graphs.put("path", SmallGraphs.path(12));
    graphs.put("directed", SmallGraphs.directed(60, 5));
    graphs.put("dead ends", SmallGraphs.withDeadEnds(60, 5));
    graphs.put("hub", SmallGraphs.hub(200));
    return graphs;
  }

  /** P(next = x | current = v) is 1 / d(v). */
  @TestFactory
  Stream<DynamicTest> stepsFollowTheLaw() {
    return graphs().entrySet().stream()
        .map(
            graph ->
                DynamicTest.dynamicTest(
                    graph.getKey(), () -> assertUniform(graph.getValue(), false)));
  }

  /** P(next = x | current = v, previous = t) is 1 / d(v) too: the walk does not remember. */
  @TestFactory
  Stream<DynamicTest> stepsForgetWhereTheyCameFrom() {
    return graphs().entrySet().stream()
        .map(
            graph ->
                DynamicTest.dynamicTest(
                    graph.getKey(), () -> assertUniform(graph.getValue(), true)));
  }

  private static void assertUniform(AdjacencyBlock graph, boolean givenPrevious) {
    Map<String, long[]> counts = count(graph, givenPrevious);
    double statistic = 0;
    int freedom = 0;
    for (long[] cells : counts.values()) {
      long total = 0;
      for (long cell : cells) {
        total += cell;
      }

      double expected = (double) total / cells.length;
      if (cells.length < 2 || expected < LEAST_EXPECTED) {
        continue;
      }

      for (long cell : cells) {
        statistic += (cell - expected) * (cell - expected) / expected;
      }

      freedom += cells.length - 1;
    }

    assertThat(freedom).isPositive();
    assertThat(statistic).as("chi-square with %d degrees", freedom).isLessThan(quantile(freedom));
  }

  /** Steps counted by where they start (and come from), and by the place of the neighbour. */
  private static Map<String, long[]> count(AdjacencyBlock graph, boolean givenPrevious) {
    Map<String, long[]> counts = new TreeMap<>();
    Iterator<WalkBatch> batches =
        new WalkEngine(graph, new WalkParams(WalkLaw.UNIFORM, 200, 40), 20261124)
            .walks(0, SmallGraphs.hashes(graph), WalkSelection.all());
    while (batches.hasNext()) {
      WalkBatch batch = batches.next();
      for (int w = 0; w < batch.walks(); w++) {
        for (int i = batch.offsets()[w] + 1; i < batch.offsets()[w + 1]; i++) {
          if (givenPrevious && i == batch.offsets()[w] + 1) {
            continue;
          }

          int from = batch.nodes()[i - 1];
          int low = graph.offsets()[from];
          int place =
              java.util.Arrays.binarySearch(
                  graph.targets(), low, graph.offsets()[from + 1], batch.nodes()[i]);
          String given = givenPrevious ? batch.nodes()[i - 2] + " " + from : "" + from;
          counts.computeIfAbsent(given, key -> new long[graph.degree(from)])[place - low]++;
        }
      }
    }

    return counts;
  }

  /** Quantile .999 of chi-square, by Wilson and Hilferty (PNAS 17, 1931). */
  private static double quantile(int freedom) {
    double a = 2.0 / (9.0 * freedom);
    return freedom * Math.pow(1 - a + Z * Math.sqrt(a), 3);
  }
}
