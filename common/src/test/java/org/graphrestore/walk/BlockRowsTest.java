package org.graphrestore.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.graphrestore.graph.LocalityMap;
import org.junit.jupiter.api.Test;

class BlockRowsTest {
  @Property(tries = 200)
  void findsEveryNodeOfTheBlockAndNoOther(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 3000) int nodes,
      @ForAll @IntRange(min = 1, max = 40) int blocks,
      @ForAll boolean uneven) {
    short[] blockOf = new short[nodes];
    for (int node = 0; node < nodes; node++) {
      double where = uneven ? (double) node / nodes * random.nextDouble() : random.nextDouble();
      blockOf[node] = (short) (where * blocks);
    }

    Placement placement = Placement.mapped(new LocalityMap(blocks, blockOf));
    for (int block = 0; block < blocks; block++) {
      int number = block;
      int[] own = IntStream.range(0, nodes).filter(v -> blockOf[v] == number).toArray();
      BlockRows rows = BlockRows.of(placement, block, own);
      assertThat(rows.count()).isEqualTo(own.length);
      int next = 0;
      for (int node = 0; node < nodes; node++) {
        assertThat(rows.rowOf(node)).isEqualTo(blockOf[node] == block ? next : -1);
        next += blockOf[node] == block ? 1 : 0;
      }
    }
  }

  @Test
  void tellsItsBytes() {
    Placement placement = Placement.mapped(new LocalityMap(2, new short[] {0, 1, 0, 1, 0}));

    assertThat(BlockRows.range(3, 9).bytes()).isZero();
    assertThat(BlockRows.of(placement, 0, new int[] {0, 2, 4}).bytes()).isEqualTo(4 * (3 + 6));
    assertThat(BlockRows.of(placement, 1, new int[0]).rowOf(0)).isEqualTo(-1);
  }
}
