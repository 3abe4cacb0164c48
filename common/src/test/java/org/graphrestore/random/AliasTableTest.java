package org.graphrestore.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AliasTableTest {
  @Test
  void drawsFollowTheWeights() {
    double[] weights =
        IntStream.range(0, 50).mapToDouble(i -> StrictMath.pow(1 + i, 0.75)).toArray();
    double sum = IntStream.range(0, 50).mapToDouble(i -> weights[i]).sum();
    AliasTable table = AliasTable.of(weights);
    int draws = 1_000_000;
    int[] counts = new int[50];
    long key = Seeds.key(7, Purpose.NEGATIVE);
    for (int i = 0; i < draws; i++) {
      counts[table.sample(Seeds.draw(key, i))]++;
    }

    double chiSquare = 0;
    for (int i = 0; i < 50; i++) {
      double expected = draws * weights[i] / sum;
      chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
    }

    // 49 degrees of freedom: 85.35 is exceeded by chance once in 1,000.
    assertThat(chiSquare).isLessThan(85.35);
  }

  @Test
  void entryWithoutWeightIsNeverDrawn() {
    AliasTable table = AliasTable.of(new double[] {1, 0, 2, 0});
    long key = Seeds.key(1, Purpose.NEGATIVE);
    for (int i = 0; i < 100_000; i++) {
      assertThat(table.sample(Seeds.draw(key, i)) % 2).isZero();
    }
  }

  @Test
  void oneEntryIsAlwaysDrawn() {
    AliasTable table = AliasTable.of(new double[] {3});
    assertThat(table.size()).isEqualTo(1);
    assertThat(table.sample(-1)).isZero();
    assertThat(table.sample(0)).isZero();
  }

  @Test
  void badWeightsAreNamed() {
    assertThatThrownBy(() -> AliasTable.of(new double[] {1, -2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Weight 1 is -2.0 (must be finite and at least 0)");
    assertThatThrownBy(() -> AliasTable.of(new double[] {0, 0}))
        .hasMessage("The sum of 2 weights is 0.0 (must be finite and above 0)");
    assertThatThrownBy(() -> AliasTable.of(new double[0]))
        .hasMessage("The sum of 0 weights is 0.0 (must be finite and above 0)");
  }
}
