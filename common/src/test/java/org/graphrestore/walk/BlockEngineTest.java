package org.graphrestore.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The walks of the partitioned engine are those of the replicated one, bit for bit. */
class BlockEngineTest {
  private static List<String> whole(
      AdjacencyBlock graph, boolean symmetric, WalkParams params, WalkSelection selection) {
    List<String> all = new ArrayList<>();
    Iterator<WalkBatch> batches =
        WalkEngine.of(graph, symmetric, params, 7).walks(0, SmallGraphs.hashes(graph), selection);
    while (batches.hasNext()) {
      WalkBatch batch = batches.next();
      for (int w = 0; w < batch.walks(); w++) {
        int[] nodes = Arrays.copyOfRange(batch.nodes(), batch.offsets()[w], batch.offsets()[w + 1]);
        all.add(
            String.format(
                "%05d %05d %s", nodes[0], batch.walkNumbers()[w], Arrays.toString(nodes)));
      }
    }

    all.sort(null);
    return all;
  }

  private static List<WalkParams> settings() {
    List<WalkParams> settings = new ArrayList<>();
    for (double restart : new double[] {0, .15}) {
      settings.add(new WalkParams(WalkLaw.UNIFORM, 2, 30, 1, 1, restart));
      settings.add(new WalkParams(WalkLaw.WEIGHTED, 2, 30, 1, 1, restart));
      settings.add(
          new WalkParams(WalkLaw.NODE2VEC, 2, 30, 1, 3, restart)
              .with(new WalkStop(StopRule.ENTROPY, .8, 5, 0)));
      double[][] biases = {{.25, .25}, {.5, 2}, {2, .5}, {4, 1}, {.1, 1}, {1, 3}, {5, 50}};
      for (double[] bias : biases) {
        settings.add(new WalkParams(WalkLaw.NODE2VEC, 2, 30, bias[0], bias[1], restart));
        settings.add(
            new WalkParams(
                WalkLaw.NODE2VEC_PLUS,
                2,
                30,
                bias[0],
                bias[1],
                restart,
                WalkStop.FIXED,
                new LawSettings(Metapath.NONE, RelationWeights.NONE, .5)));
      }
    }

    settings.add(
        WalkParams.of(
            WalkLaw.METAPATH,
            2,
            30,
            new LawSettings(
                new Metapath(Metapath.Over.RELATIONS, "a -> b"), RelationWeights.NONE, 0)));

    return settings;
  }

  @TestFactory
  Stream<DynamicTest> everyLawOnEveryGraph() {
    return settings().stream()
        .map(
            params ->
                DynamicTest.dynamicTest(
                    params.law() + " " + params.texts(),
                    () -> {
                      assertSame(SmallGraphs.hub(40), true, params);
                      assertSame(SmallGraphs.star(7), true, params);
                      assertSame(SmallGraphs.withDeadEnds(30, 5), false, params);
                      assertSame(SmallGraphs.halfDirected(5, 5), false, params);
                    }));
  }

  private static void assertSame(AdjacencyBlock graph, boolean symmetric, WalkParams params) {
    assertSameUnweighted(graph, symmetric, params);
    assertSameUnweighted(SmallGraphs.weighted(graph), symmetric, params);
  }

  private static void assertSameUnweighted(
      AdjacencyBlock graph, boolean symmetric, WalkParams params) {
    List<String> expected = whole(graph, symmetric, params, WalkSelection.all());
    for (int blocks : new int[] {1, 2, 7}) {
      Placement ranges = Placement.contiguous(BlockLayout.ofBlocks(graph.rows(), blocks));
      for (Placement placement : List.of(ranges, BlockWalks.scattered(graph.rows(), blocks))) {
        BlockWalks walks =
            new BlockWalks(graph, symmetric, params, 7, placement, blocks + 1, blocks);
        assertThat(walks.walk(SmallGraphs.hashes(graph), WalkSelection.all()))
            .as(blocks + " blocks")
            .isEqualTo(expected);
      }
    }
  }

  @Provide
  Arbitrary<AdjacencyBlock> graphs() {
    Arbitrary<int[]> arc = Arbitraries.integers().between(0, 29).array(int[].class).ofSize(2);
    return arc.list().ofMaxSize(200).map(arcs -> SmallGraphs.of(30, arcs));
  }

  @Property(tries = 100)
  void anyGraphAnyPlacementAnyEpisode(
      @ForAll("graphs") AdjacencyBlock graph,
      @ForAll @IntRange(min = 1, max = 9) int blocks,
      @ForAll @IntRange(min = 1, max = 5) int homes,
      @ForAll @IntRange(min = 1, max = 4) int waves,
      @ForAll @IntRange(min = 0, max = 32) int law) {
    WalkParams params = settings().get(law);
    WalkSelection selection = new WalkSelection(1, 1, 2, 3);
    BlockWalks walks =
        new BlockWalks(
            SmallGraphs.weighted(graph),
            false,
            params,
            7,
            BlockWalks.scattered(graph.rows(), blocks),
            homes,
            waves);
    assertThat(walks.walk(SmallGraphs.hashes(graph), selection))
        .isEqualTo(whole(SmallGraphs.weighted(graph), false, params, selection));
  }

  /** All of a group's candidates may be rejected at once, so that nobody makes room. */
  @Test
  void moreWalkersAskThanAGroupHolds() {
    AdjacencyBlock graph = SmallGraphs.hub(60);
    WalkParams params = new WalkParams(WalkLaw.NODE2VEC, 100, 6, 500, 500, 0);
    BlockWalks walks = new BlockWalks(graph, true, params, 7, BlockWalks.scattered(60, 2), 1, 1);
    assertThat(walks.walk(SmallGraphs.hashes(graph), WalkSelection.all()))
        .isEqualTo(whole(graph, true, params, WalkSelection.all()));
  }

  /** A walker of second order makes at most two journeys a step while few candidates are open. */
  @Test
  void aWaveEndsAfterTwoRoundsAStep() {
    AdjacencyBlock graph = SmallGraphs.hub(60);
    WalkParams params = new WalkParams(WalkLaw.NODE2VEC, 1, 20, .5, 2, 0);
    Placement placement = BlockWalks.scattered(60, 6);
    BlockWalks walks = new BlockWalks(graph, true, params, 7, placement, 6, 1);
    walks.walk(SmallGraphs.hashes(graph), WalkSelection.all());
    assertThat(walks.rounds).isBetween(19, 3 * 19 + 1);
    assertThat(walks.counts.walks()).isEqualTo(60);
    assertThat(walks.counts.steps()).isEqualTo(60 * 19);
    assertThat(walks.counts.rejections()).isPositive();
    assertThat(walks.counts.localMoves() + walks.counts.journeys()).isGreaterThan(60L * 18);
  }

  /** Every step of a single block is local, and nobody travels. */
  @Test
  void nobodyTravelsInOneBlock() {
    AdjacencyBlock graph = SmallGraphs.hub(60);
    WalkParams params = new WalkParams(WalkLaw.NODE2VEC, 1, 20, .5, 2, 0);
    Placement placement = Placement.contiguous(BlockLayout.ofBlocks(60, 1));
    BlockWalks walks = new BlockWalks(graph, true, params, 7, placement, 3, 1);
    walks.walk(SmallGraphs.hashes(graph), WalkSelection.all());
    assertThat(walks.rounds).isEqualTo(1);
    assertThat(walks.counts.journeys()).isZero();
    assertThat(walks.counts.localMoves()).isEqualTo(60 * 18);
  }

  @Property(tries = 300)
  void aNodesBlockIsADivision(
      @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE - 8) int nodes,
      @ForAll @IntRange(min = 1, max = 5000) int blocks,
      @ForAll @IntRange(max = Integer.MAX_VALUE - 9) int any) {
    BlockLayout layout = BlockLayout.ofBlocks(nodes, blocks);
    Placement placement = Placement.contiguous(layout);
    int node = any % nodes;
    assertThat(placement.blockOf(node)).isEqualTo(layout.blockOf(node));
    assertThat(placement.blockOf(nodes - 1)).isEqualTo(layout.blockOf(nodes - 1L));
    int edge = (int) layout.firstIndex(layout.blocks() / 2);
    assertThat(placement.blockOf(edge)).isEqualTo(layout.blocks() / 2);
  }
}
