package org.graphrestore.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellPanelTest {
  private final ShellPanel panel =
      new ShellPanel(2, new int[] {1, 4}, new long[] {1, 2, 1L << 63 | 4, 0});

  @Test
  void writtenAndReadItIsTheSame() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    panel.write(new DataOutputStream(bytes));
    ShellPanel read =
        ShellPanel.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(read.words()).isEqualTo(2);
    assertThat(read.rows()).containsExactly(1, 4);
    assertThat(read.masks()).containsExactly(panel.masks());
    // Words, rows; then two rows of offset and presence; three words that are not zero.
    assertThat(bytes.size()).isEqualTo(8 + 2 * 12 + 3 * 8);
  }

  @Test
  void countsNodesByQuery() {
    int[] counts = new int[70];
    panel.addCounts(counts);
    assertThat(counts[0]).isEqualTo(1);
    assertThat(counts[2]).isEqualTo(1);
    assertThat(counts[63]).isEqualTo(1);
    assertThat(counts[65]).isEqualTo(1);
    assertThat(java.util.Arrays.stream(counts).sum()).isEqualTo(4);
  }

  @Test
  void sourcesMustComeInOrder() {
    AdjacencyBlock incoming = new AdjacencyBlock(0, new int[] {0, 0}, new int[0], null);
    ShellSearch search = new ShellSearch(incoming, 1);
    ShellPanel empty = new ShellPanel(1, new int[0], new long[0]);
    search.pull(10, 10, empty);
    assertThatThrownBy(() -> search.pull(5, 5, empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Sources must come in ascending order: 5 after 20");
  }

  /** 0 -> 1 -> 2 -> 0 and 3 alone: along the arcs, from queries 2 and 0. */
  @Test
  void distancesRunAlongArcs() {
    AdjacencyBlock incoming =
        new AdjacencyBlock(0, new int[] {0, 1, 2, 3, 3}, new int[] {2, 0, 1}, null);
    ShellPanel start = ShellSearch.start(new long[] {2, 0}, 0, 4);
    assertThat(start.rows()).containsExactly(0, 2);
    assertThat(start.masks()).containsExactly(2, 1);
    ShellSearch search = new ShellSearch(incoming, 1);
    search.pull(0, 4, start);
    ShellPanel shell = search.shell(List.of(start));
    assertThat(shell.rows()).containsExactly(0, 1);
    assertThat(shell.masks()).containsExactly(1, 2);
  }
}
