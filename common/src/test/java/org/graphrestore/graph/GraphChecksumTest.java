package org.graphrestore.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class GraphChecksumTest {
  @Test
  void everyFieldOfAnArcCounts() {
    long arc = GraphChecksum.arc(1, 2, 1f, 3, false);
    assertThat(
            Set.of(
                arc,
                GraphChecksum.arc(2, 1, 1f, 3, false),
                GraphChecksum.arc(1, 2, 1.5f, 3, false),
                GraphChecksum.arc(1, 2, 1f, 4, false),
                GraphChecksum.arc(1, 2, 1f, 3, true),
                GraphChecksum.node(1, 2, 0)))
        .hasSize(6);
  }

  @Test
  void everyFieldOfANodeAndARelationCounts() {
    assertThat(
            Set.of(
                GraphChecksum.node(1, 2, 3),
                GraphChecksum.node(2, 1, 3),
                GraphChecksum.node(1, 2, 0),
                GraphChecksum.relation(1, "a"),
                GraphChecksum.relation(1, "b"),
                GraphChecksum.relation(2, "a"),
                GraphChecksum.kind(true, false, false, IdType.LONG),
                GraphChecksum.kind(true, false, false, IdType.STRING)))
        .hasSize(8);
  }

  /**
   * Kept, since fingerprints lie in stores: a change here orphans every store. The numbers were
   * computed with Python's integers from the definition.
   */
  @Test
  void valuesAreFrozen() {
    assertThat(GraphChecksum.arc(0, 1, 1f, 0, false)).isEqualTo(717589602068281877L);
    assertThat(GraphChecksum.node(0, NodeHash.of("a"), 0)).isEqualTo(-8405181351137902613L);
  }
}
