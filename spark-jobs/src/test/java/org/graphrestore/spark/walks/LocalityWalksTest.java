package org.graphrestore.spark.walks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.walk.BlockPlacement;
import org.graphrestore.walk.WalkLaw;
import org.graphrestore.walk.WalkParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A locality map changes no walk, only who makes it. */
class LocalityWalksTest extends SparkTest {
  private static final long SEED = 5;
  private static final int BLOCKS = 6;

  @AfterEach
  void nothingIsHeldOrLeft() {
    assertThat(JvmBlocks.here().held()).isZero();
    assertThat(LocalityMapFile.held()).isZero();
    assertThat(Waves.scratchIn(folder)).isEmpty();
  }

  /** Rings with chords, a few edges between them, a hub, dead ends where directed, one alone. */
  private static GraphFixture rings(GraphFixture graph, boolean weighted) {
    for (int ring = 0; ring < 12; ring++) {
      for (int i = 0; i < 15; i++) {
        for (int chord : new int[] {1, 2, 5}) {
          add(graph, ring + "-" + i, ring + "-" + (i + chord) % 15, weighted);
        }
      }

      add(graph, ring + "-0", (ring + 1) % 12 + "-7", weighted);
      add(graph, "hub", ring + "-3", weighted);
      add(graph, ring + "-5", "dead end " + ring, weighted);
    }

    return graph.node("alone");
  }

  private static void add(GraphFixture graph, String from, String to, boolean weighted) {
    if (weighted) {
      graph.edge(from, to, 0.25f + Math.abs(from.hashCode() + to.hashCode()) % 16);
    } else {
      graph.edge(from, to);
    }
  }

  private void assertSame(GraphFixture fixture, WalkParams params) {
    GraphStore graph = fixture.write(spark(), folder.resolve("graph"));
    List<String> replicated = Waves.streamed(spark(), graph, params, SEED);

    StoreManifest hash = walk(BlockPlacement.HASH, graph, params, replicated);
    StoreManifest ldg = walk(BlockPlacement.LDG, graph, params, replicated);

    long steps = hash.count("steps").orElseThrow();
    assertThat(ldg.count("steps")).contains(steps);
    double local = (double) ldg.count("local_moves").orElseThrow() / steps;
    assertThat(local)
        .isGreaterThan(2.0 * hash.count("local_moves").orElseThrow() / steps)
        .isGreaterThan(.5);
    assertThat(ldg.count("local_arcs").orElseThrow())
        .isGreaterThan(ldg.count("locality_arcs").orElseThrow() / 2);
    assertThat(ldg.count("locality_passes").orElseThrow()).isBetween(2L, 10L);
    assertThat(hash.count("locality_passes")).isEmpty();
    assertThat(ldg.fingerprint()).isEqualTo(hash.fingerprint());
  }

  private StoreManifest walk(
      BlockPlacement placement, GraphStore graph, WalkParams params, List<String> expected) {
    Waves waves = new Waves(BLOCKS, 2, 1, 100, placement);
    var store = waves.run(spark(), folder.resolve("run-" + placement), graph, params, SEED);
    assertThat(Waves.stored(spark(), graph, store)).isEqualTo(expected);
    return store.manifest();
  }

  @Test
  void uniformOnADirectedGraph() {
    assertSame(rings(GraphFixture.directed(), false), new WalkParams(WalkLaw.UNIFORM, 2, 10));
  }

  @Test
  void secondOrderByWeightOnAnUndirectedGraph() {
    assertSame(
        rings(GraphFixture.undirected(), true),
        new WalkParams(WalkLaw.NODE2VEC_PLUS, 2, 10, .5, 2, 0));
  }

  @Test
  void secondOrderWithRestartsByWeightOnADirectedGraph() {
    assertSame(
        rings(GraphFixture.directed(), true), new WalkParams(WalkLaw.NODE2VEC, 2, 10, 4, .25, .1));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    ExecutorSize small = new ExecutorSize(false, 1L << 30, 1, 4);
    LocalityJobs.check(50_000_000, 32_767, small);
    assertThatThrownBy(() -> LocalityJobs.check(60_000_000, 16, small))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "walk.placement=ldg needs 2 bytes a node in every executor, 0.11 GiB for 60,000,000"
                + " nodes, but only 10 % of the heap of 1.00 GiB may hold them; set walk.placement"
                + " to hash, or spark.executor.memory to 2g");
    assertThatThrownBy(() -> LocalityJobs.check(1_000_000, 40_000, small))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "walk.placement=ldg can tell 32767 blocks apart, but there are 40000; set"
                + " walk.placement to hash, or walk.blocks to 32767");
  }
}
