package org.graphrestore.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.junit.jupiter.api.Test;

/** A filter may say "perhaps" of an arc that is not there, but never "no" of one that is. */
class ArcFilterTest {
  /** Rows with arcs to every {@code gap}-th node on average. */
  private static AdjacencyBlock random(int rows, int gap, long seed) {
    int[] offsets = new int[rows + 1];
    int[] targets = new int[rows * rows];
    int arcs = 0;
    for (int row = 0; row < rows; row++) {
      for (int target = 0; target < rows; target++) {
        long draw = Seeds.draw(Seeds.key(seed, Purpose.QUERY, row), target);
        if (Seeds.bounded(draw, gap) == 0) {
          targets[arcs++] = target;
        }
      }

      offsets[row + 1] = arcs;
    }

    return new AdjacencyBlock(0, offsets, Arrays.copyOf(targets, arcs), null);
  }

  private static boolean mayHave(AdjacencyBlock graph, ArcFilter filter, int row, int target) {
    return filter.mayHave(graph.offsets()[row], graph.offsets()[row + 1], target);
  }

  @Property(tries = 30)
  void noArcIsDenied(
      @ForAll @IntRange(min = 20, max = 120) int rows,
      @ForAll @IntRange(min = 1, max = 8) int gap,
      @ForAll long seed) {
    AdjacencyBlock graph = random(rows, gap, seed);
    ArcFilter filter = ArcFilter.of(graph);
    for (int row = 0; row < rows; row++) {
      for (int i = graph.offsets()[row];
          graph.degree(row) >= ArcFilter.LEAST_DEGREE && i < graph.offsets()[row + 1];
          i++) {
        assertThat(mayHave(graph, filter, row, graph.targets()[i])).isTrue();
      }
    }
  }

  @Test
  void mostArcsThatAreNotThereAreDenied() {
    AdjacencyBlock graph = random(800, 10, 1);
    WalkGraph walk = WalkGraph.unweighted(graph, false);
    ArcFilter filter = ArcFilter.of(graph);
    int absent = 0;
    int perhaps = 0;
    for (int row = 0; row < graph.rows(); row++) {
      for (int target = 0; target < graph.rows(); target++) {
        if (!walk.hasArc(row, target)) {
          absent++;
          perhaps += mayHave(graph, filter, row, target) ? 1 : 0;
        }
      }
    }

    // Words of 64 bits with 8 arcs of 3 bits: about .3^3, and more where a word has more arcs.
    assertThat((double) perhaps / absent).isBetween(.01, .07);
    assertThat(filter.bytes()).isBetween(graph.arcs() * 1L, graph.arcs() + 16L);
  }

  @Test
  void graphsWithoutALongRowHaveNone() {
    assertThat(ArcFilter.of(SmallGraphs.path(500))).isNull();
    assertThat(ArcFilter.of(SmallGraphs.of(3, new ArrayList<>()))).isNull();
    assertThat(WalkGraph.unweighted(random(100, 2, 1), true).filter()).isNull();
    assertThat(WalkGraph.unweighted(random(100, 2, 1), true).withHubs().filter()).isNotNull();
  }
}
