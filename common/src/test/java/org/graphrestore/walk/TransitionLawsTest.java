package org.graphrestore.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.graphrestore.graph.AdjacencyBlock;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Frequencies of the steps of whole walks against every law's exact probabilities. */
class TransitionLawsTest {
  private static final int WALKS = 400;
  private static final int LENGTH = 40;

  /** A graph and whether it is symmetric. */
  private record Case(AdjacencyBlock graph, boolean symmetric) {}

  private static Map<String, Case> graphs() {
    Map<String, Case> graphs = new LinkedHashMap<>();
    graphs.put("hub", new Case(SmallGraphs.hub(40), true));
    graphs.put("star", new Case(SmallGraphs.star(7), true));
    graphs.put("path", new Case(SmallGraphs.path(9), true));
    graphs.put("directed", new Case(SmallGraphs.directed(30, 5), false));
    graphs.put("dead ends", new Case(SmallGraphs.withDeadEnds(30, 5), false));
    graphs.put("half directed", new Case(SmallGraphs.halfDirected(5, 5), false));
    Map<String, Case> all = new LinkedHashMap<>(graphs);
    graphs.forEach(
        (name, one) ->
            all.put(
                name + " by weight", new Case(SmallGraphs.weighted(one.graph()), one.symmetric())));
    return all;
  }

  private static List<WalkParams> settings() {
    List<WalkParams> settings = new ArrayList<>();
    settings.add(new WalkParams(WalkLaw.UNIFORM, WALKS, LENGTH));
    settings.add(new WalkParams(WalkLaw.WEIGHTED, WALKS, LENGTH));
    double[][] biases = {{1, 1}, {.25, .25}, {.5, 2}, {2, .5}, {4, 1}, {.1, 1}, {1, 3}, {5, 5}};
    for (double[] bias : biases) {
      settings.add(new WalkParams(WalkLaw.NODE2VEC, WALKS, LENGTH, bias[0], bias[1], 0));
      settings.add(plus(WALKS, LENGTH, bias[0], bias[1], 0));
      settings.add(plus(WALKS, LENGTH, bias[0], bias[1], 1));
    }

    return settings;
  }

  private static WalkParams plus(int walks, int length, double p, double q, double gamma) {
    return new WalkParams(
        WalkLaw.NODE2VEC_PLUS,
        walks,
        length,
        p,
        q,
        0,
        WalkStop.FIXED,
        new LawSettings(Metapath.NONE, RelationWeights.NONE, gamma));
  }

  @TestFactory
  Stream<DynamicTest> stepsFollowTheLawGivenTheNodeBefore() {
    return graphs().entrySet().stream()
        .flatMap(
            graph ->
                settings().stream()
                    .map(
                        params ->
                            DynamicTest.dynamicTest(
                                graph.getKey() + " " + name(params),
                                () -> assertLaw(graph.getValue(), params))));
  }

  private static String name(WalkParams params) {
    return params.law() + " " + params.p() + " " + params.q() + " " + params.laws().gamma();
  }

  private static void assertLaw(Case graph, WalkParams params) {
    Map<Long, long[]> counts = new TreeMap<>();
    for (int[] walk : walks(graph, params)) {
      int previous = Walkers.NO_NODE;
      for (int i = 1; i < walk.length; i++) {
        int from = walk[i - 1];
        counts
            .computeIfAbsent(
                (long) previous << 32 | from, key -> new long[graph.graph().degree(from)])[
            place(graph.graph(), from, walk[i])]++;
        previous = from;
      }
    }

    ChiSquare test = new ChiSquare();
    counts.forEach(
        (key, cells) ->
            test.add(
                cells,
                ReferenceTransitions.of(
                    graph.graph(), params, (int) (key >> 32), (int) (long) key)));
    test.assertFits(graph.graph().arcs() > 20 ? 8 : 3);
  }

  private static int place(AdjacencyBlock graph, int from, int to) {
    int low = graph.offsets()[from];
    int place = Arrays.binarySearch(graph.targets(), low, graph.offsets()[from + 1], to);
    assertThat(place).as("arc %d -> %d", from, to).isNotNegative();
    return place - low;
  }

  private static List<int[]> walks(Case graph, WalkParams params) {
    List<int[]> walks = new ArrayList<>();
    Iterator<WalkBatch> batches =
        WalkEngine.of(graph.graph(), graph.symmetric(), params, 20261124)
            .walks(0, SmallGraphs.hashes(graph.graph()), WalkSelection.all());
    while (batches.hasNext()) {
      WalkBatch batch = batches.next();
      for (int w = 0; w < batch.walks(); w++) {
        walks.add(Arrays.copyOfRange(batch.nodes(), batch.offsets()[w], batch.offsets()[w + 1]));
      }
    }

    return walks;
  }

  /** The same walks from any range of starts: who shares a group with whom changes nothing. */
  @Test
  void walksDoNotDependOnTheirGroup() {
    graphs()
        .forEach(
            (name, graph) -> {
              for (WalkParams large : settings()) {
                WalkParams params =
                    new WalkParams(
                        large.law(), 3, 20, large.p(), large.q(), .2, WalkStop.FIXED, large.laws());
                WalkEngine engine = WalkEngine.of(graph.graph(), graph.symmetric(), params, 5);
                long[] hashes = SmallGraphs.hashes(graph.graph());
                WalkBatch whole = engine.walks(0, hashes, WalkSelection.all()).next();
                int[] alone =
                    java.util.stream.IntStream.range(0, hashes.length)
                        .mapToObj(
                            start ->
                                engine.walks(
                                    start, new long[] {hashes[start]}, WalkSelection.all()))
                        .flatMapToInt(batches -> Arrays.stream(batches.next().nodes()))
                        .toArray();
                assertThat(alone).as(name + " " + name(params)).isEqualTo(whole.nodes());
              }
            });
  }

  @Test
  void node2vecWithoutBiasIsTheWeightedWalk() {
    graphs()
        .forEach(
            (name, graph) ->
                assertThat(walks(graph, new WalkParams(WalkLaw.NODE2VEC, 5, 20)))
                    .as(name)
                    .containsExactlyElementsOf(
                        walks(graph, new WalkParams(WalkLaw.WEIGHTED, 5, 20))));
  }

  /** Also where all weights of a node are alike, since then no arc is noise. */
  @Test
  void node2vecPlusWithoutWeightsIsNode2vec() {
    graphs()
        .forEach(
            (name, graph) -> {
              AdjacencyBlock block = graph.graph();
              float[] alike = new float[block.arcs()];
              Arrays.fill(alike, .3f);
              for (float[] weights : new float[][] {null, alike}) {
                Case other =
                    new Case(
                        new AdjacencyBlock(0, block.offsets(), block.targets(), weights),
                        graph.symmetric());
                for (double gamma : new double[] {0, 2}) {
                  assertThat(walks(other, plus(5, 20, .5, 2, gamma)))
                      .as(name)
                      .containsExactlyElementsOf(
                          walks(other, new WalkParams(WalkLaw.NODE2VEC, 5, 20, .5, 2, 0)));
                  assertThat(walks(other, plus(5, 20, 4, .25, gamma)))
                      .as(name)
                      .containsExactlyElementsOf(
                          walks(other, new WalkParams(WalkLaw.NODE2VEC, 5, 20, 4, .25, 0)));
                }
              }
            });
  }

  /**
   * From 0 to 1 with weights {@code 0-1: 4, 0-2: 4, 0-3: 1, 1-2: 2, 1-3: 6, 1-4: 1, 3-4: 2}; means:
   * 3, 13/4, 3, 3, 3/2. Arc 0-2 is tight at 2 (4 &gt;= 3); 0-3 is not at 3 (1 &lt; 3), and 1-3 is
   * no noise (6 &gt;= 13/4), so α(3) = 1/q + (1 - 1/q)/3; 1-4 is noise (1 &lt; 13/4) and there is
   * no 0-4.
   */
  @Test
  void node2vecPlusByHand() {
    int[] offsets = {0, 3, 7, 9, 12, 14};
    int[] targets = {1, 2, 3, 0, 2, 3, 4, 0, 1, 0, 1, 4, 1, 3};
    float[] weights = {4, 4, 1, 4, 2, 6, 1, 4, 2, 1, 6, 2, 1, 2};
    AdjacencyBlock graph = new AdjacencyBlock(0, offsets, targets, weights);
    double[][] expected = {
      // p = .5, q = 2: back 4 / .5, 2 · 1, 6 · (1/2 + 1/2 · 1/3), 1 · min(1, 1/2)
      {8 / 14.5, 2 / 14.5, 4 / 14.5, .5 / 14.5},
      // p = 4, q = .25: back 4 / 4, 2 · 1, 6 · (4 - 3 · 1/3), 1 · min(1, 4)
      {1.0 / 22, 2.0 / 22, 18.0 / 22, 1.0 / 22}
    };
    double[][] biases = {{.5, 2}, {4, .25}};
    for (int i = 0; i < 2; i++) {
      WalkParams params = plus(WALKS, LENGTH, biases[i][0], biases[i][1], 0);
      assertThat(ReferenceTransitions.of(graph, params, 0, 1))
          .containsExactly(expected[i], org.assertj.core.data.Offset.offset(1e-6));
      assertLaw(new Case(graph, true), params);
    }
  }

  @Test
  void weightedOnAGraphWithoutWeightsIsTheUniformWalk() {
    Case graph = graphs().get("hub");
    assertThat(walks(graph, new WalkParams(WalkLaw.WEIGHTED, 5, 20)))
        .containsExactlyElementsOf(walks(graph, new WalkParams(WalkLaw.UNIFORM, 5, 20)));
  }

  /** P(next = start) = c + (1 - c) P(start | v), and a restarted walk is as new. */
  @TestFactory
  Stream<DynamicTest> restarts() {
    double c = .3;
    return graphs().entrySet().stream()
        .map(
            graph ->
                DynamicTest.dynamicTest(
                    graph.getKey(),
                    () -> {
                      WalkParams params = new WalkParams(WalkLaw.NODE2VEC, WALKS, LENGTH, .5, 2, c);
                      assertRestarts(graph.getValue(), params, c);
                    }));
  }

  /**
   * Steps that must have been restarts are those without an arc; of the steps from nodes without an
   * arc to the start, their share is c exactly (1 at a dead end).
   */
  private static void assertRestarts(Case graph, WalkParams params, double c) {
    ChiSquare test = new ChiSquare();
    Map<Integer, long[]> counts = new TreeMap<>();
    AdjacencyBlock block = graph.graph();
    for (int[] walk : walks(graph, params)) {
      int start = walk[0];
      for (int i = 1; i < walk.length; i++) {
        int from = walk[i - 1];
        int low = block.offsets()[from];
        boolean arcHome =
            Arrays.binarySearch(block.targets(), low, block.offsets()[from + 1], start) >= 0;
        if (arcHome || from == start) {
          continue;
        }

        counts.computeIfAbsent(from, key -> new long[2])[walk[i] == start ? 0 : 1]++;
      }

      if (walk.length < params.length()) {
        assertThat(block.degree(start)).isZero();
      }
    }

    counts.forEach(
        (from, cells) -> {
          if (block.degree(from) == 0) {
            assertThat(cells[1]).as("steps out of the dead end %d", from).isZero();
          } else {
            test.add(cells, new double[] {c, 1 - c});
          }
        });
    if (block.rows() > 10) {
      test.assertFits(3);
    }
  }
}
