package org.graphrestore.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.graphrestore.graph.AdjacencyBlock;
import org.junit.jupiter.api.Test;

/** Bits of hubs say what bisection says. */
class HubBitsTest {
  @Test
  void everyArcOfEveryHub() {
    for (AdjacencyBlock graph :
        List.of(SmallGraphs.hub(300), SmallGraphs.directed(200, 5), SmallGraphs.star(130))) {
      WalkGraph walk = WalkGraph.unweighted(graph, false).withHubs();
      for (int row = 0; row < graph.rows(); row++) {
        boolean hub = graph.degree(row) > 0 && graph.degree(row) * 64 >= graph.rows();
        assertThat(walk.hubs().isHub(row)).as("row %d", row).isEqualTo(hub);
        for (int target = 0; hub && target < graph.rows(); target++) {
          assertThat(walk.hubs().hasArc(row, target)).isEqualTo(walk.hasArc(row, target));
        }
      }
    }
  }

  @Test
  void onlyTheHubOfALongRing() {
    HubBits bits = WalkGraph.unweighted(SmallGraphs.hub(300), true).withHubs().hubs();
    assertThat(bits.isHub(0)).isTrue();
    assertThat(bits.isHub(1)).isFalse();
    assertThat(bits.hasArc(0, 299)).isTrue();
    assertThat(bits.hasArc(0, 0)).isFalse();
    assertThat(bits.hasArc(0, 1_000_000)).isFalse();
    assertThat(bits.bytes()).isEqualTo(300 * 4 + 5 * 8);
  }

  @Test
  void noHubNoBits() {
    assertThat(WalkGraph.unweighted(SmallGraphs.path(500), true).withHubs().hubs()).isNull();
    assertThat(WalkGraph.unweighted(SmallGraphs.of(3, new ArrayList<>()), true).withHubs().hubs())
        .isNull();
  }

  /** Weights do not matter to the question. */
  @Test
  void alsoByWeight() {
    AdjacencyBlock graph = SmallGraphs.weighted(SmallGraphs.hub(300));
    assertThat(WalkGraph.weighted(graph, true, true).withHubs().hubs().isHub(0)).isTrue();
  }
}
