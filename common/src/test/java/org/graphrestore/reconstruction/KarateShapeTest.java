package org.graphrestore.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.reconstruction.restored.ReferenceGraph;
import org.graphrestore.reconstruction.restored.ShapeCounts;
import org.junit.jupiter.api.Test;

/** The worked examples of docs/evaluation.md, and numbers that other programs compute. */
class KarateShapeTest {
  private static ShapeCounts shape(List<List<Integer>> neighbours) {
    AdjacencyBlock graph =
        ReferenceGraph.of(neighbours).block(BlockLayout.ofBlocks(neighbours.size(), 1), 0);
    ShapeCounts.OfBlock counts = new ShapeCounts.OfBlock(graph);
    counts.meet(graph);
    return counts.finish();
  }

  /** A triangle 0 1 2, and 3 at 2. */
  @Test
  void aTriangleWithATail() {
    ShapeCounts shape = shape(List.of(List.of(1, 2), List.of(0, 2), List.of(0, 1, 3), List.of(2)));

    assertThat(shape.edges()).isEqualTo(4);
    assertThat(shape.triangles()).isEqualTo(1);
    assertThat(shape.meanClustering()).isCloseTo((1 + 1 + 1 / 3.0 + 0) / 4, within(1e-15));
    assertThat(shape.transitivity()).isEqualTo(3 / 5.0);
    assertThat(shape.assortativity())
        .isEqualTo((8 * 38 - 18 * 18) / (double) (8 * 44 - 18 * 18))
        .isCloseTo(-5 / 7.0, within(1e-15));
  }

  /** NetworkX 3: triangles, average_clustering, transitivity, degree_assortativity_coefficient. */
  @Test
  void karateAsNetworkxHasIt() {
    ShapeCounts shape = shape(Karate.neighbours());

    assertThat(shape.edges()).isEqualTo(78);
    assertThat(shape.triangles()).isEqualTo(45);
    assertThat(shape.meanClustering()).isCloseTo(0.5706384782076823, within(1e-12));
    assertThat(shape.transitivity()).isCloseTo(0.2556818181818182, within(1e-12));
    assertThat(shape.assortativity()).isCloseTo(-0.47561309768461413, within(1e-12));
  }

  @Test
  void withoutEdgesNothingIsKnown() {
    ShapeCounts shape = shape(List.of(List.of(), List.of()));

    assertThat(shape.meanClustering()).isZero();
    assertThat(shape.transitivity()).isZero();
    assertThat(shape.assortativity()).isNaN();
    assertThat(shape.degrees().nodes()).containsExactly(java.util.Map.entry(0L, 2L));
  }
}
