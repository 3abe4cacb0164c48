package org.graphrestore.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeHashTest {
  /** Values of {@code select xxhash64('...')} in Spark SQL 4.2.0. */
  @Test
  void equalsSparkSqlsXxhash64() {
    assertThat(NodeHash.of("")).isEqualTo(-7444071767201028348L);
    assertThat(NodeHash.of("Spark")).isEqualTo(-4294468057691064905L);
  }

  @Test
  void numberHashesAsItsDecimalText() {
    assertThat(NodeHash.of(5L)).isEqualTo(NodeHash.of("5"));
    assertThat(NodeHash.of(-17L)).isEqualTo(NodeHash.of("-17"));
  }
}
