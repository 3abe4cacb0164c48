package org.graphrestore.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.junit.jupiter.api.Test;

class LabelPropagationTest {
  private static final int CLIQUES = 8;
  private static final int SIZE = 6;
  private static final int NODES = CLIQUES * SIZE;

  /** A ring of cliques, the last node of each joined to the first of the next; loops at thirds. */
  private static boolean linked(int u, int v) {
    boolean inside = u / SIZE == v / SIZE;
    boolean bridge =
        (v == (u + 1) % NODES && v % SIZE == 0) || (u == (v + 1) % NODES && u % SIZE == 0);
    return (inside && (u != v || u % 3 == 0)) || bridge;
  }

  private static AdjacencyBlock block(int first, int rows) {
    AdjacencyBuilder builder = new AdjacencyBuilder(first, rows, false);
    for (int row = 0; row < rows; row++) {
      for (int v = 0; v < NODES; v++) {
        if (linked(first + row, v)) {
          builder.add(row, v, 1);
        }
      }
    }
    return builder.build();
  }

  private static long[] hashes(long first, int rows) {
    return LongStream.range(first, first + rows).map(Seeds::mix).toArray();
  }

  private static long[] run(int blocks, int rounds, long seed) {
    BlockLayout layout = BlockLayout.ofBlocks(NODES, blocks);
    long[] labels = hashes(0, NODES);
    for (int round = 0; round < rounds; round++) {
      long[] next = new long[NODES];
      for (int b = 0; b < layout.blocks(); b++) {
        int first = (int) layout.firstIndex(b);
        LabelPropagation step = new LabelPropagation(block(first, layout.rows(b)));
        for (int s = 0; s < layout.blocks(); s++) {
          int from = (int) layout.firstIndex(s);
          step.pull(from, Arrays.copyOfRange(labels, from, from + layout.rows(s)));
        }
        long[] own = Arrays.copyOfRange(labels, first, first + layout.rows(b));
        long[] of = step.next(own, hashes(first, layout.rows(b)), seed, round);
        assertThat(step.changes())
            .isEqualTo(IntStream.range(0, of.length).filter(i -> of[i] != own[i]).count());
        System.arraycopy(of, 0, next, first, of.length);
      }
      labels = next;
    }
    return labels;
  }

  /** The definition, node by node. */
  private static long[] reference(int rounds, long seed) {
    long[] labels = hashes(0, NODES);
    long[] hashes = labels.clone();
    for (int round = 0; round < rounds; round++) {
      long[] next = labels.clone();
      for (int u = 0; u < NODES; u++) {
        if (Seeds.draw(Seeds.key(seed, Purpose.COMMUNITY, hashes[u]), round) < 0) {
          continue;
        }

        int node = u;
        long[] before = labels;
        List<Long> around =
            IntStream.range(0, NODES)
                .filter(v -> v != node && linked(node, v))
                .mapToObj(v -> before[v])
                .toList();
        long most =
            around.stream()
                .mapToLong(l -> around.stream().filter(l::equals).count())
                .max()
                .orElse(0);
        long key = Seeds.key(seed, Purpose.COMMUNITY, hashes[u], round);
        if (around.stream().filter(l -> l == before[node]).count() < most) {
          next[u] =
              around.stream()
                  .filter(l -> around.stream().filter(l::equals).count() == most)
                  .min((a, b) -> Long.compare(Seeds.draw(key, a), Seeds.draw(key, b)))
                  .orElseThrow();
        }
      }
      labels = next;
    }
    return labels;
  }

  @Test
  void everyRoundIsThatOfTheDefinitionWhateverTheBlocks() {
    for (int rounds = 1; rounds <= 12; rounds++) {
      long[] expected = reference(rounds, 3);
      assertThat(run(1, rounds, 3)).containsExactly(expected);
      assertThat(run(5, rounds, 3)).containsExactly(expected);
    }
  }

  @Test
  void cliquesAreCommunities() {
    long[] labels = run(3, 20, 1);
    for (int u = 0; u < NODES; u++) {
      assertThat(labels[u]).isEqualTo(labels[u / SIZE * SIZE]);
    }
    // Neighbouring cliques may merge by chance of ties, but not all of them.
    assertThat(Arrays.stream(labels).distinct().count()).isBetween((long) CLIQUES / 2, 8L);
    assertThat(run(3, 21, 1)).containsExactly(labels);
  }

  @Test
  void anIsolatedNodeKeepsItsLabel() {
    LabelPropagation step =
        new LabelPropagation(new AdjacencyBlock(0, new int[] {0, 0}, new int[0], null));
    step.pull(0, new long[] {7});
    assertThat(step.next(new long[] {7}, new long[] {7}, 1, 0)).containsExactly(7);
  }
}
