package org.graphrestore.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.graphrestore.walk.PartitionedPlan.Executors;
import org.graphrestore.walk.PartitionedPlan.Size;
import org.junit.jupiter.api.Test;

/** What an executor holds follows from its heap, not from the graph or the number of walks. */
class PartitionedPlanTest {
  private static final long GIB = 1L << 30;
  private static final WalkParams WALKS = new WalkParams(WalkLaw.UNIFORM, 10, 80);

  @Test
  void aBillionArcsOnExecutorsOfFourGibibytes() {
    PartitionedPlan plan =
        PartitionedPlan.of(
            new Size(100_000_000, 1_000_000_000, false),
            WALKS,
            EngineParams.AUTO,
            new Executors(32, 4, 4 * GIB));
    // 4.4 GB of arcs and offsets; 4 tasks load a block each, at 3 times its size, in a quarter of
    // the heap.
    assertThat(plan.graphBytes()).isEqualTo(4.4e9);
    assertThat(plan.blocks()).isEqualTo((int) Math.ceil(4 * 3 * 4.4e9 / GIB));
    assertThat(plan.homes()).isEqualTo(64);
    assertThat(plan.heapBytes(4)).isLessThan(0.25 * 4 * GIB + 1);
  }

  @Test
  void aSmallGraphIsOneBlockAndOneWave() {
    PartitionedPlan plan =
        PartitionedPlan.of(
            new Size(300, 1000, true), WALKS, EngineParams.AUTO, new Executors(2, 2, GIB));
    assertThat(plan.blocks()).isEqualTo(1);
    assertThat(plan.homes()).isEqualTo(1);
    assertThat(plan.waves()).isEqualTo(1);
    assertThat(plan.waveTokens()).isEqualTo(300 * 800.0);
  }

  @Test
  void settingsAreFollowed() {
    EngineParams engine =
        new EngineParams(EngineKind.PARTITIONED, OptionalInt.of(7), OptionalInt.of(500));
    PartitionedPlan plan =
        PartitionedPlan.of(new Size(300, 1000, true), WALKS, engine, new Executors(2, 2, GIB));
    assertThat(plan.blocks()).isEqualTo(7);
    assertThat(plan.waves()).isEqualTo(6);
    assertThat(plan.waveTokens()).isEqualTo(500 * 80.0);
  }

  @Test
  void moreBlocksThanNodesAreFewer() {
    EngineParams engine =
        new EngineParams(EngineKind.PARTITIONED, OptionalInt.of(7), OptionalInt.empty());
    assertThat(
            PartitionedPlan.of(new Size(3, 4, false), WALKS, engine, new Executors(2, 2, GIB))
                .blocks())
        .isEqualTo(3);
  }

  @Property(tries = 200)
  void memoryIsConstantInGraphAndWalks(
      @ForAll @LongRange(min = 1, max = 2_000_000_000) long nodes,
      @ForAll @DoubleRange(min = 0, max = 50) double degree,
      @ForAll boolean weighted,
      @ForAll @IntRange(min = 1, max = 1000) int walksPerNode,
      @ForAll @IntRange(min = 1, max = 200) int executors,
      @ForAll @IntRange(min = 1, max = 16) int slots,
      @ForAll @LongRange(min = 1, max = 64) long heapGib) {
    WalkParams params = new WalkParams(WalkLaw.UNIFORM, walksPerNode, 80);
    Size size = new Size(nodes, (long) (nodes * degree), weighted);
    Executors all = new Executors(executors * slots, slots, heapGib * GIB);
    PartitionedPlan plan = PartitionedPlan.of(size, params, EngineParams.AUTO, all);
    double heap = heapGib * GIB;
    // 65,536 blocks are the most.
    if (plan.blocks() < 1 << 16) {
      assertThat(plan.heapBytes(slots)).isLessThanOrEqualTo(PartitionedPlan.LOADING * heap + 1);
    }

    double home = plan.waveTokens() / plan.homes();
    assertThat(home * 12 * slots).isLessThanOrEqualTo(PartitionedPlan.WORKING * heap + 1);
    double places = plan.waveTokens() * plan.waves() * 2;
    assertThat(places).isGreaterThanOrEqualTo((double) nodes * walksPerNode * 80);
    assertThat(plan.waveTokens() / 80).isLessThanOrEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(
            () ->
                PartitionedPlan.of(
                    new Size(1L << 31, 1, false),
                    WALKS,
                    EngineParams.AUTO,
                    new Executors(2, 2, GIB)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The graph has 2,147,483,648 nodes (at most 2,147,483,639 can be walked on)");
    assertThatThrownBy(
            () ->
                PartitionedPlan.of(
                    new Size(10, 1, false),
                    new WalkParams(WalkLaw.UNIFORM, 100_000, 1_000),
                    EngineParams.AUTO,
                    new Executors(2, 2, GIB)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The 100,000 walks of 1,000 nodes of a single start")
        .hasMessageContaining("are 100,000,000 nodes, but a task of the partitioned engine can put")
        .hasMessageEndingWith("in a heap of 1.0 GiB; make fewer or shorter walks");
    assertThatThrownBy(
            () -> new EngineParams(EngineKind.REPLICATED, OptionalInt.of(2), OptionalInt.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "walk.blocks and walk.wave-walks are read by walk.engine=partitioned only, but"
                + " walk.engine is replicated; leave them at auto, or choose partitioned");
    assertThatThrownBy(
            () -> new EngineParams(EngineKind.AUTO, OptionalInt.of(0), OptionalInt.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid walk.blocks: 0 (must be auto, or 1 .. 65536)");
  }
}
