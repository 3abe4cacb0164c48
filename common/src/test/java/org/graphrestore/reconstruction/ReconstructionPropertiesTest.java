package org.graphrestore.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.graphrestore.graph.BlockLayout;

/** Counting over blocks equals breadth-first search and a full sort, on random graphs. */
class ReconstructionPropertiesTest {
  /** A graph and vectors: few distinct values where ties are wanted; some nodes isolated. */
  private record Case(List<List<Integer>> out, List<float[]> vectors) {
    static Case draw(long seed, int nodes, int dim, boolean directed, boolean ties) {
      Random random = new Random(seed);
      List<TreeSet<Integer>> out = new ArrayList<>();
      for (int v = 0; v < nodes; v++) {
        out.add(new TreeSet<>());
      }
      int arcs = random.nextInt(3 * nodes);
      for (int i = 0; i < arcs; i++) {
        int u = random.nextInt(nodes);
        int v = random.nextInt(nodes);
        // The last fifth of the nodes stays isolated.
        if (u != v && Math.max(u, v) < Math.max(2, nodes * 4 / 5)) {
          out.get(u).add(v);
          if (!directed) {
            out.get(v).add(u);
          }
        }
      }
      List<float[]> vectors = new ArrayList<>();
      for (int v = 0; v < nodes; v++) {
        float[] vector = new float[dim];
        for (int k = 0; k < dim; k++) {
          vector[k] = ties ? random.nextInt(3) - 1 : (float) random.nextGaussian();
        }
        vector[0] = ties ? 1 : vector[0];
        vectors.add(vector);
      }
      return new Case(
          out.stream().map(set -> (List<Integer>) new ArrayList<>(set)).toList(), vectors);
    }
  }

  @Property(tries = 120)
  void everyMetricEqualsTheFullSort(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 90) int nodes,
      @ForAll @IntRange(min = 1, max = 9) int dim,
      @ForAll @IntRange(min = 1, max = 8) int hops,
      @ForAll @IntRange(min = 1, max = 7) int blocks,
      @ForAll boolean directed,
      @ForAll boolean ties,
      @ForAll("plainScores") ScoreKind kind) {
    Case drawn = Case.draw(seed, nodes, dim, directed, ties);
    if (seed % 3 == 0) {
      // Some nodes have no vector.
      for (int v = 0; v < nodes; v += 4) {
        java.util.Arrays.fill(drawn.vectors().get(v), Float.NaN);
      }
    }
    long[] queries = LongStream.range(0, nodes).map(i -> nodes - 1 - i).toArray();
    List<QueryMetrics> metrics =
        InMemoryReconstruction.metrics(
            drawn.out(), drawn.vectors(), queries, hops, kind, BlockLayout.ofBlocks(nodes, blocks));
    for (int q = 0; q < nodes; q++) {
      int[] distances = ReferenceReconstruction.distances(drawn.out(), (int) queries[q]);
      List<ReferenceReconstruction.Ranked> ranking =
          ReferenceReconstruction.ranking(kind, drawn.vectors(), (int) queries[q]);
      for (int hop = 1; hop <= hops; hop++) {
        assertEqual(metrics.get(q), ranking, distances, hop, true);
        assertEqual(metrics.get(q), ranking, distances, hop, false);
      }
    }
  }

  @Property(tries = 60)
  void everyMetricOfABaselineEqualsTheFullSort(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 90) int nodes,
      @ForAll @IntRange(min = 1, max = 5) int hops,
      @ForAll @IntRange(min = 1, max = 7) int blocks,
      @ForAll boolean directed,
      @ForAll Baseline baseline) {
    List<List<Integer>> out = withLoops(Case.draw(seed, nodes, 1, directed, true).out());
    long[] queries = LongStream.range(0, nodes).map(i -> nodes - 1 - i).toArray();
    List<QueryMetrics> metrics =
        InMemoryReconstruction.metrics(
            out, queries, hops, baseline, BlockLayout.ofBlocks(nodes, blocks));
    for (int q = 0; q < nodes; q++) {
      int[] distances = ReferenceReconstruction.distances(out, (int) queries[q]);
      List<ReferenceReconstruction.Ranked> ranking =
          ReferenceReconstruction.ranking(baseline, out, (int) queries[q]);
      for (int hop = 1; hop <= hops; hop++) {
        assertEqual(metrics.get(q), ranking, distances, hop, true);
        assertEqual(metrics.get(q), ranking, distances, hop, false);
      }
    }
  }

  /** Every third node has an edge to itself. */
  private static List<List<Integer>> withLoops(List<List<Integer>> out) {
    List<List<Integer>> looped = new ArrayList<>();
    for (int v = 0; v < out.size(); v++) {
      TreeSet<Integer> targets = new TreeSet<>(out.get(v));
      if (v % 3 == 0) {
        targets.add(v);
      }
      looped.add(new ArrayList<>(targets));
    }
    return looped;
  }

  @Property(tries = 40)
  void bitsDoNotDependOnBlocks(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 150) int nodes,
      @ForAll boolean ties,
      @ForAll("plainScores") ScoreKind kind) {
    Case drawn = Case.draw(seed, nodes, 5, false, ties);
    long[] queries = LongStream.range(0, nodes).toArray();
    List<double[]> expected = values(drawn, queries, kind, 1);
    for (int blocks : new int[] {2, 7}) {
      List<double[]> actual = values(drawn, queries, kind, blocks);
      for (int q = 0; q < nodes; q++) {
        assertThat(actual.get(q)).containsExactly(expected.get(q));
      }
    }
  }

  private static List<double[]> values(Case drawn, long[] queries, ScoreKind kind, int blocks) {
    BlockLayout layout = BlockLayout.ofBlocks(queries.length, blocks);
    return InMemoryReconstruction.metrics(drawn.out(), drawn.vectors(), queries, 3, kind, layout)
        .stream()
        .map(QueryMetrics::values)
        .toList();
  }

  private static void assertEqual(
      QueryMetrics actual,
      List<ReferenceReconstruction.Ranked> ranking,
      int[] distances,
      int hop,
      boolean shell) {
    int from = shell ? hop : 1;
    assertThat(actual.size(hop, shell))
        .isEqualTo(ReferenceReconstruction.size(distances, from, hop));
    assertThat(actual.averagePrecision(hop, shell))
        .isCloseTo(
            ReferenceReconstruction.averagePrecision(ranking, distances, from, hop), within(1e-12));
    for (int i = 0; i < QueryMetrics.CUTOFFS.length; i++) {
      int n = QueryMetrics.CUTOFFS[i];
      assertThat(actual.precision(hop, shell, i))
          .isCloseTo(
              ReferenceReconstruction.precision(ranking, distances, from, hop, n), within(1e-12));
    }
    assertThat(actual.ndcg(hop, shell))
        .isCloseTo(ReferenceReconstruction.ndcg(ranking, distances, from, hop), within(1e-12));
    double auc = ReferenceReconstruction.auc(ranking, distances, from, hop);
    if (Double.isNaN(auc)) {
      assertThat(actual.auc(hop, shell)).isNaN();
    } else {
      assertThat(actual.auc(hop, shell)).isCloseTo(auc, within(1e-12));
    }
    assertThat(actual.reciprocalRank(hop, shell))
        .isCloseTo(
            ReferenceReconstruction.reciprocalRank(ranking, distances, from, hop), within(1e-12));
    assertThat(actual.ceiling(hop, shell))
        .isCloseTo(ReferenceReconstruction.ceiling(distances, from, hop), within(1e-12));
    int size = (int) actual.size(hop, shell);
    if (size > 0) {
      assertThat(actual.recall(hop, shell, 2))
          .isCloseTo(
              ReferenceReconstruction.precision(ranking, distances, from, hop, 10) * 10 / size,
              within(1e-12));
      assertThat(actual.rPrecision(hop, shell))
          .isCloseTo(
              ReferenceReconstruction.precision(ranking, distances, from, hop, size),
              within(1e-12));
    }
  }

  /** A fitted score is none of two vectors alone; it has tests of its own. */
  @Provide
  Arbitrary<ScoreKind> plainScores() {
    return Arbitraries.of(ScoreKind.DOT, ScoreKind.COSINE, ScoreKind.L2, ScoreKind.SOURCE_TARGET);
  }
}
