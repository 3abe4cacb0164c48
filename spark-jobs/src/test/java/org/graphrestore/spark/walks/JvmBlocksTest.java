package org.graphrestore.spark.walks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.walk.BlockRows;
import org.graphrestore.walk.WalkGraph;
import org.junit.jupiter.api.Test;

/** Blocks are loaded once while they are held, and those used last are. */
class JvmBlocksTest {
  /** A block of one row with so many arcs. */
  private static HeldBlock block(int arcs) {
    return held(
        WalkGraph.unweighted(
            new AdjacencyBlock(0, new int[] {0, arcs}, new int[arcs], null), true));
  }

  private static HeldBlock held(WalkGraph graph) {
    return new HeldBlock(graph, BlockRows.range(0, graph.adjacency().rows()));
  }

  @Test
  void aBlockWeighsItsArrays() {
    assertThat(block(100).bytes()).isEqualTo(100 * 4 + 2 * 4);
    WalkGraph weighted =
        WalkGraph.weighted(
            new AdjacencyBlock(0, new int[] {0, 2}, new int[] {1, 2}, new float[] {1, 3}),
            true,
            true);
    assertThat(held(weighted).bytes()).isEqualTo(2 * (4 + 4 + 8) + 2 * 4 + 8);
  }

  @Test
  void theBlocksThatWereUsedLastStay() {
    JvmBlocks blocks = new JvmBlocks(1000);
    HeldBlock a = blocks.block("g a", () -> block(100));
    blocks.block("g b", () -> block(100));
    assertThat(blocks.block("g a", () -> block(1))).isSameAs(a);
    blocks.block("g c", () -> block(100));
    assertThat(blocks.held()).isEqualTo(2);
    assertThat(blocks.bytes()).isEqualTo(2 * 408);
    assertThat(blocks.block("g a", () -> block(1))).isSameAs(a);
    assertThat(blocks.loads()).isEqualTo(3);
    blocks.block("g b", () -> block(100));
    assertThat(blocks.loads()).isEqualTo(4);
  }

  @Test
  void aBlockThatIsTooLargeIsHeldAlone() {
    JvmBlocks blocks = new JvmBlocks(1000);
    blocks.block("g a", () -> block(100));
    blocks.block("g b", () -> block(5000));
    assertThat(blocks.held()).isEqualTo(1);
  }

  @Test
  void aGraphIsReleasedWithoutOthers() {
    JvmBlocks blocks = new JvmBlocks(1000);
    blocks.block("g 1", () -> block(10));
    blocks.block("h 1", () -> block(10));
    blocks.release("g ");
    assertThat(blocks.held()).isEqualTo(1);
    assertThat(blocks.bytes()).isEqualTo(48);
  }

  @Test
  void aLoadThatFailsIsTriedAgain() {
    JvmBlocks blocks = new JvmBlocks(1000);
    assertThatThrownBy(
            () ->
                blocks.block(
                    "g a",
                    () -> {
                      throw new IllegalStateException("The disk is gone");
                    }))
        .hasMessage("The disk is gone");
    assertThat(blocks.held()).isZero();
    assertThat(blocks.block("g a", () -> block(7)).graph().adjacency().arcs()).isEqualTo(7);
  }

  @Test
  void othersWaitForTheOneThatLoads() throws Exception {
    JvmBlocks blocks = new JvmBlocks(1000);
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<HeldBlock> first =
        CompletableFuture.supplyAsync(
            () ->
                blocks.block(
                    "g a",
                    () -> {
                      loading.countDown();
                      await(go);
                      return block(7);
                    }));
    loading.await();
    CompletableFuture<HeldBlock> second =
        CompletableFuture.supplyAsync(() -> blocks.block("g a", () -> block(8)));
    go.countDown();
    assertThat(second.get()).isSameAs(first.get());
    assertThat(blocks.loads()).isEqualTo(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
