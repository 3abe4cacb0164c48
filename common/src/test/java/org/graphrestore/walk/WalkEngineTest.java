package org.graphrestore.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.graphrestore.graph.AdjacencyBlock;

/** A walk is a function of seed, start and number, and every arc of it exists. */
class WalkEngineTest {
  private static Map<String, List<Integer>> walks(
      AdjacencyBlock graph,
      WalkParams params,
      long seed,
      int from,
      int to,
      WalkSelection selection) {
    long[] hashes = Arrays.copyOfRange(SmallGraphs.hashes(graph), from, to);
    Map<String, List<Integer>> walks = new TreeMap<>();
    Iterator<WalkBatch> batches =
        WalkEngine.of(graph, false, params, seed).walks(from, hashes, selection);
    while (batches.hasNext()) {
      WalkBatch batch = batches.next();
      for (int w = 0; w < batch.walks(); w++) {
        List<Integer> nodes =
            Arrays.stream(batch.nodes(), batch.offsets()[w], batch.offsets()[w + 1])
                .boxed()
                .toList();
        assertThat(batch.startHashes()[w]).isEqualTo(hashes[nodes.get(0) - from]);
        assertThat(walks.put(nodes.get(0) + "#" + batch.walkNumbers()[w], nodes)).isNull();
      }
    }

    return walks;
  }

  @Provide
  Arbitrary<AdjacencyBlock> graphs() {
    Arbitrary<int[]> arc = Arbitraries.integers().between(0, 39).array(int[].class).ofSize(2);
    return arc.list().ofMaxSize(150).map(arcs -> SmallGraphs.of(40, arcs));
  }

  @Property(tries = 200)
  void everyWalkIsTheReferenceWalk(
      @ForAll("graphs") AdjacencyBlock graph,
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 30) int length,
      @ForAll @IntRange(min = 1, max = 4) int perNode) {
    WalkParams params = new WalkParams(WalkLaw.UNIFORM, perNode, length);
    Map<String, List<Integer>> walks =
        walks(graph, params, seed, 0, graph.rows(), WalkSelection.all());
    long[] hashes = SmallGraphs.hashes(graph);
    assertThat(walks).hasSize(graph.rows() * perNode);
    for (int start = 0; start < graph.rows(); start++) {
      for (int number = 0; number < perNode; number++) {
        assertThat(walks.get(start + "#" + number))
            .isEqualTo(ReferenceWalk.uniform(graph, start, hashes[start], number, length, seed));
      }
    }
  }

  @Property(tries = 100)
  void everyArcExistsAndOnlyDeadEndsEndAWalk(
      @ForAll("graphs") AdjacencyBlock graph, @ForAll long seed) {
    WalkParams params = new WalkParams(WalkLaw.UNIFORM, 2, 15);
    for (List<Integer> walk :
        walks(graph, params, seed, 0, graph.rows(), WalkSelection.all()).values()) {
      for (int i = 1; i < walk.size(); i++) {
        int from = walk.get(i - 1);
        assertThat(
                Arrays.binarySearch(
                    graph.targets(), graph.offsets()[from], graph.offsets()[from + 1], walk.get(i)))
            .isNotNegative();
      }

      if (walk.size() < 15) {
        assertThat(graph.degree(walk.get(walk.size() - 1))).isZero();
      }
    }
  }

  @Property(tries = 50)
  void walksDoNotDependOnTheRangeOfStartsNorOnTheSelection(
      @ForAll("graphs") AdjacencyBlock graph, @ForAll @IntRange(max = 40) int cut) {
    WalkParams params = new WalkParams(WalkLaw.UNIFORM, 3, 10);
    Map<String, List<Integer>> whole = walks(graph, params, 1, 0, 40, WalkSelection.all());
    Map<String, List<Integer>> pieces = walks(graph, params, 1, 0, cut, WalkSelection.all());
    pieces.putAll(walks(graph, params, 1, cut, 40, WalkSelection.all()));
    assertThat(pieces).isEqualTo(whole);
    Map<String, List<Integer>> episodes = new TreeMap<>();
    for (int episode = 0; episode < 3; episode++) {
      Map<String, List<Integer>> some =
          walks(graph, params, 1, 0, 40, new WalkSelection(4, episode, 3, 8));
      some.forEach((name, walk) -> assertThat(episodes.put(name, walk)).isNull());
    }

    assertThat(episodes).isEqualTo(whole);
  }

  @Example
  void manyBatchesHoldTheSameWalksAsTheReference() {
    AdjacencyBlock graph = SmallGraphs.hub(700);
    WalkParams params = new WalkParams(WalkLaw.UNIFORM, 20, 100);
    Map<String, List<Integer>> walks = walks(graph, params, 3, 0, 700, WalkSelection.all());
    assertThat(walks).hasSize(14_000);
    long[] hashes = SmallGraphs.hashes(graph);
    assertThat(walks.get("699#19"))
        .isEqualTo(ReferenceWalk.uniform(graph, 699, hashes[699], 19, 100, 3));
  }

  @Example
  void seedsAndNumbersMakeOtherWalks() {
    AdjacencyBlock graph = SmallGraphs.hub(50);
    WalkParams params = new WalkParams(WalkLaw.UNIFORM, 2, 40);
    Map<String, List<Integer>> one = walks(graph, params, 1, 0, 50, WalkSelection.all());
    Map<String, List<Integer>> two = walks(graph, params, 2, 0, 50, WalkSelection.all());
    assertThat(one.get("0#0")).isNotEqualTo(one.get("0#1")).isNotEqualTo(two.get("0#0"));
  }

  @Example
  void aBlockIsNotAGraph() {
    AdjacencyBlock block = new AdjacencyBlock(5, new int[] {0, 0}, new int[0], null);
    assertThatThrownBy(() -> WalkEngine.of(block, false, new WalkParams(WalkLaw.UNIFORM, 1, 2), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The replicated engine needs the whole graph, but the first row is node 5");
  }

  @Example
  void startsMustBeNodes() {
    WalkEngine engine =
        WalkEngine.of(SmallGraphs.path(4), true, new WalkParams(WalkLaw.UNIFORM, 1, 2), 1);
    assertThatThrownBy(() -> engine.walks(2, new long[3], WalkSelection.all()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Starts 2 .. 4 are not nodes of a graph of 4");
  }
}
