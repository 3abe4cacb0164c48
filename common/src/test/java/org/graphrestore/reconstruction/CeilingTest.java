package org.graphrestore.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CeilingTest {
  @Test
  void aShellWithoutNearerNodesCanBePerfect() {
    assertThat(Ceiling.averagePrecision(0, 7)).isEqualTo(1);
  }

  @Test
  void oneNearerNodeThenTwo() {
    assertThat(Ceiling.averagePrecision(1, 2)).isCloseTo((1 / 2. + 2 / 3.) / 2, within(1e-16));
  }

  @Test
  void theClosedFormContinuesTheSum() {
    for (long nearer : new long[] {1, 50, 10_000, 2_000_000}) {
      for (long size : new long[] {256, 257, 4097, 100_000}) {
        double sum = 0;
        for (long i = 1; i <= size; i++) {
          sum += (double) i / (nearer + i);
        }
        assertThat(Ceiling.averagePrecision(nearer, size))
            .isCloseTo(sum / size, within(2e-11 * sum / size));
      }
    }
  }
}
