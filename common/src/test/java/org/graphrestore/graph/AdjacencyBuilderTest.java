package org.graphrestore.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AdjacencyBuilderTest {
  private record Arc(int row, int target, int weight) {}

  @Property
  void mergesWhatAMapMerges(@ForAll("arcs") List<Arc> arcs) {
    int rows = 6;
    AdjacencyBuilder builder = new AdjacencyBuilder(10, rows, true);
    TreeMap<Integer, TreeMap<Integer, Integer>> expected = new TreeMap<>();
    arcs.stream()
        .sorted((a, b) -> a.row() != b.row() ? a.row() - b.row() : a.target() - b.target())
        .forEach(
            arc -> {
              builder.add(arc.row(), arc.target(), arc.weight());
              expected
                  .computeIfAbsent(arc.row(), r -> new TreeMap<>())
                  .merge(arc.target(), arc.weight(), Integer::sum);
            });
    AdjacencyBlock block = builder.build();
    assertThat(block.firstIndex()).isEqualTo(10);
    assertThat(block.rows()).isEqualTo(rows);
    for (int row = 0; row < rows; row++) {
      TreeMap<Integer, Integer> neighbours = expected.getOrDefault(row, new TreeMap<>());
      assertThat(block.degree(row)).isEqualTo(neighbours.size());
      int at = block.offsets()[row];
      for (var neighbour : neighbours.entrySet()) {
        assertThat(block.targets()[at]).isEqualTo(neighbour.getKey());
        assertThat(block.weights()[at]).isEqualTo(neighbour.getValue().floatValue());
        at++;
      }
    }
  }

  @Provide
  Arbitrary<List<Arc>> arcs() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 7),
            Arbitraries.integers().between(1, 9))
        .as(Arc::new)
        .list()
        .ofMaxSize(60);
  }

  @Example
  void growsPastItsFirstCapacity() {
    AdjacencyBuilder builder = new AdjacencyBuilder(0, 2, false);
    for (int target = 0; target < 5_000; target++) {
      builder.add(1, target, 1);
    }

    AdjacencyBlock block = builder.build();
    assertThat(block.weights()).isNull();
    assertThat(block.degree(0)).isZero();
    assertThat(block.degree(1)).isEqualTo(5_000);
    assertThat(block.targets()[4_999]).isEqualTo(4_999);
  }

  @Example
  void refusesArcsOutOfOrder() {
    AdjacencyBuilder builder = new AdjacencyBuilder(0, 3, false);
    builder.add(1, 5, 1);
    assertThatThrownBy(() -> builder.add(0, 5, 1))
        .hasMessage("Arc of row 0 after one of row 1 in a block of 3 rows (must be sorted)");
    assertThatThrownBy(() -> builder.add(1, 4, 1))
        .hasMessage("Arc to 4 after one to 5 (must be sorted)");
    assertThatThrownBy(() -> builder.add(3, 4, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
