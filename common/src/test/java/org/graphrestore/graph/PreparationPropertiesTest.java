package org.graphrestore.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class PreparationPropertiesTest {
  /** A graph of nodes 0 .. nodes-1. */
  record Graph(int nodes, List<int[]> edges) {
    ReferencePreparation reference() {
      return new ReferencePreparation(nodes, edges);
    }

    @Override
    public String toString() {
      return nodes + " nodes, " + edges.stream().map(Arrays::toString).toList();
    }
  }

  @Provide
  Arbitrary<Graph> graphs() {
    return Arbitraries.integers()
        .between(1, 90)
        .flatMap(
            nodes -> {
              Arbitrary<Integer> node = Arbitraries.integers().between(0, nodes - 1);
              Arbitrary<int[]> edge =
                  Combinators.combine(node, node).as((a, b) -> new int[] {a, b});
              return edge.list().ofMaxSize(250).map(edges -> new Graph(nodes, edges));
            });
  }

  @Property(tries = 300)
  void forestNamesComponentsByTheirLowestNode(@ForAll("graphs") Graph graph) {
    SpanningForest forest = new SpanningForest(graph.nodes());
    graph.edges().forEach(edge -> forest.join(edge[0], edge[1]));
    int[] expected = graph.reference().components();
    for (int v = 0; v < graph.nodes(); v++) {
      assertThat(forest.root(v)).isEqualTo(expected[v]);
    }
  }

  @Property(tries = 300)
  void starsAreTheSameComponents(@ForAll("graphs") Graph graph) throws IOException {
    int[] names = new int[graph.nodes()];
    Arrays.setAll(names, v -> v);
    for (long[] pair : stars(graph)) {
      assertThat(names[(int) pair[0]]).as("pairs of %s", pair[0]).isEqualTo((int) pair[0]);
      names[(int) pair[0]] = (int) pair[1];
    }

    assertThat(names).isEqualTo(graph.reference().components());
  }

  @Property(tries = 200)
  void sizesAreThoseOfTheComponentsAndAddUpInAnyOrder(
      @ForAll("graphs") Graph graph, @ForAll @IntRange(min = 1, max = 5) int parts) {
    SpanningForest forest = new SpanningForest(graph.nodes());
    graph.edges().forEach(edge -> forest.join(edge[0], edge[1]));
    Map<Integer, Integer> expected = new HashMap<>();
    for (int name : graph.reference().components()) {
      expected.merge(name, 1, Integer::sum);
    }

    Map.Entry<Integer, Integer> largest =
        expected.entrySet().stream()
            .max(
                Map.Entry.<Integer, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
            .orElseThrow();
    ComponentSizes sizes = forest.sizes(NodeBits.all(graph.nodes()));
    assertThat(sizes.components()).isEqualTo(expected.size());
    assertThat(sizes.nodes()).isEqualTo(graph.nodes());
    assertThat(sizes.largest()).isEqualTo((long) largest.getValue());
    assertThat(sizes.largestName()).isEqualTo((long) largest.getKey());

    ComponentSizes sum = new ComponentSizes();
    for (int part = parts - 1; part >= 0; part--) {
      ComponentSizes some = new ComponentSizes();
      int number = part;
      expected.forEach(
          (name, size) -> {
            if (name % parts == number) {
              some.add(name, size);
            }
          });
      sum.add(ComponentSizes.ofLongs(some.toLongs()));
    }

    assertThat(sum.toLongs()).isEqualTo(sizes.toLongs());
  }

  @Property(tries = 300)
  void coreNumbersAndPeelingAgreeWithTheReference(
      @ForAll("graphs") Graph graph,
      @ForAll @IntRange(min = 0, max = 7) int k,
      @ForAll @IntRange(min = 1, max = 4) int blocks) {
    Set<Integer> expected = graph.reference().core(k);
    int[] numbers = CorePeeling.coreNumbers(graph.reference().block(0, graph.nodes()));
    Set<Integer> byNumber = new TreeSet<>();
    for (int v = 0; v < numbers.length; v++) {
      if (numbers[v] >= k) {
        byNumber.add(v);
      }
    }

    assertThat(byNumber).isEqualTo(expected);

    NodeBits present = NodeBits.all(graph.nodes());
    long removed = 0;
    long round = -1;
    while (round != 0) {
      round = 0;
      for (int b = 0; b < blocks; b++) {
        int from = graph.nodes() * b / blocks;
        int to = graph.nodes() * (b + 1) / blocks;
        AdjacencyBlock block = graph.reference().block(from, to);
        round += CorePeeling.peel(SimpleNeighbours.among(block, present), k, present);
      }

      removed += round;
    }

    assertThat(removed).isEqualTo(graph.nodes() - expected.size());
    for (int v = 0; v < graph.nodes(); v++) {
      assertThat(present.contains(v)).as("node %s", v).isEqualTo(expected.contains(v));
    }
  }

  @Property(tries = 200)
  void neighboursOfEitherDirectionAreThoseOfTheSimpleGraph(@ForAll("graphs") Graph graph) {
    AdjacencyBlock out = directed(graph, 0, 1);
    AdjacencyBlock in = directed(graph, 1, 0);
    AdjacencyBlock expected = graph.reference().block(0, graph.nodes());
    AdjacencyBlock union = SimpleNeighbours.union(out, in);
    assertThat(union.targets()).isEqualTo(expected.targets());
    assertThat(union.offsets()).isEqualTo(expected.offsets());
    assertThat(SimpleNeighbours.withoutLoops(union).targets()).isEqualTo(expected.targets());
  }

  @Property(tries = 200)
  void ranksCountTheNodesBefore(
      @ForAll @IntRange(min = 0, max = 1400) int nodes, @ForAll Set<Integer> some) {
    NodeBits set = NodeBits.none(nodes);
    TreeSet<Integer> expected = new TreeSet<>();
    for (int value : some) {
      if (nodes > 0) {
        expected.add(Math.floorMod(value, nodes));
      }
    }

    expected.forEach(set::add);
    NodeRanks ranks = new NodeRanks(set);
    assertThat(ranks.size()).isEqualTo(expected.size()).isEqualTo(set.count());
    for (int v = 0; v <= nodes; v++) {
      assertThat(ranks.rank(v)).as("rank of %s", v).isEqualTo(expected.headSet(v).size());
    }
  }

  private static AdjacencyBlock directed(Graph graph, int from, int to) {
    AdjacencyBuilder builder = new AdjacencyBuilder(0, graph.nodes(), false);
    graph.edges().stream()
        .sorted(Comparator.<int[]>comparingInt(e -> e[from]).thenComparingInt(e -> e[to]))
        .forEach(e -> builder.add(e[from], e[to], 1));
    return builder.build();
  }

  private static List<long[]> stars(Graph graph) throws IOException {
    List<long[]> pairs = new ArrayList<>();
    for (int[] edge : graph.edges()) {
      if (edge[0] != edge[1]) {
        pairs.add(new long[] {Math.max(edge[0], edge[1]), Math.min(edge[0], edge[1])});
      }
    }

    long changes = 1;
    while (changes > 0) {
      List<long[]> both = new ArrayList<>(pairs);
      pairs.forEach(pair -> both.add(new long[] {pair[1], pair[0]}));
      List<long[]> afterLarge = new ArrayList<>();
      StarContraction large =
          new StarContraction.Large((node, lower) -> afterLarge.add(new long[] {node, lower}));
      apply(large, both);
      List<long[]> afterSmall = new ArrayList<>();
      StarContraction small =
          new StarContraction.Small((node, lower) -> afterSmall.add(new long[] {node, lower}));
      apply(small, afterLarge);
      assertThat(afterSmall.size()).isLessThanOrEqualTo(pairs.size());
      pairs = afterSmall;
      changes = large.changes() + small.changes();
    }

    return pairs;
  }

  private static void apply(StarContraction step, List<long[]> pairs) throws IOException {
    pairs.sort(Comparator.<long[]>comparingLong(p -> p[0]).thenComparingLong(p -> p[1]));
    for (long[] pair : pairs) {
      step.add(pair[0], pair[1]);
    }
  }
}
