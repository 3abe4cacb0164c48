package org.graphrestore.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BlockLayoutTest {
  @Test
  void lastBlockIsShorter() {
    BlockLayout layout = BlockLayout.ofBlocks(10, 3);

    assertThat(layout.blocks()).isEqualTo(3);
    assertThat(layout.rows(0)).isEqualTo(4);
    assertThat(layout.rows(2)).isEqualTo(2);
    assertThat(layout.blockOf(8)).isEqualTo(2);
    assertThat(layout.offsetOf(9)).isEqualTo(1);
  }

  @Property
  void everyIndexIsInExactlyOneNonEmptyBlock(
      @ForAll @IntRange(min = 1, max = 500) int nodes,
      @ForAll @IntRange(min = 1, max = 600) int wanted) {
    BlockLayout layout = BlockLayout.ofBlocks(nodes, wanted);

    long covered = 0;
    for (int block = 0; block < layout.blocks(); block++) {
      assertThat(layout.firstIndex(block)).isEqualTo(covered);
      assertThat(layout.rows(block)).isPositive();
      covered += layout.rows(block);
    }
    assertThat(covered).isEqualTo(nodes);
    assertThat(layout.blocks()).isLessThanOrEqualTo(wanted);
  }

  @Test
  void blocksBeyondAnIntNameTheFix() {
    assertThatThrownBy(() -> BlockLayout.ofBlocks(10_000_000_000L, 2))
        .hasMessage(
            "Blocks of 5000000000 rows are too large (at most 2147483647); use more than 2 blocks");
  }
}
