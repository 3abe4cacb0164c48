package org.graphrestore.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.graphrestore.graph.ShellPanel;
import org.junit.jupiter.api.Test;

class HopRowsTest {
  /** Queries 62 and 66 lie in two words; 61 and 67 are not of the batch. */
  private static final List<ShellPanel> SHELLS =
      List.of(
          new ShellPanel(2, new int[] {1, 3}, new long[] {1L << 62 | 1L << 61, 0, 0, 1L << 2}),
          new ShellPanel(2, new int[] {0}, new long[] {1L << 62, 1L << 2 | 1L << 3}));

  @Test
  void aRowHasTheDistancesOfAQueryAndForgetsTheBatchBefore() {
    HopRows rows = new HopRows(5, 4);
    rows.fill(SHELLS, 60, 64);
    rows.fill(SHELLS, 62, 67);
    assertThat(row(rows, 0)).containsExactly(2, 1, 0, 0);
    assertThat(row(rows, 1)).containsExactly(0, 0, 0, 0);
    assertThat(row(rows, 4)).containsExactly(2, 0, 0, 1);
    assertThat(rows.size(0)).isEqualTo(2);
    assertThat(rows.size(1)).isZero();
    assertThat(rows.pick(4, 3, new double[] {9, .1, .2, .3, .4}, 1))
        .isDeepEqualTo(new double[][] {{.4}, {.1}, {}});
  }

  private static byte[] row(HopRows rows, int query) {
    byte[] row = new byte[4];
    rows.copy(query, row);
    return row;
  }
}
