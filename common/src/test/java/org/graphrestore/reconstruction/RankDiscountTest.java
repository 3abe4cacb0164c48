package org.graphrestore.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankDiscountTest {
  private static double added(long after, long count) {
    double sum = 0;
    for (long rank = after + count; rank > after; rank--) {
      sum += Math.log(2) / Math.log1p((double) rank);
    }
    return sum;
  }

  @Test
  void theFirstRanksAreThoseOfTheDefinition() {
    assertThat(RankDiscount.at(1)).isEqualTo(1);
    assertThat(RankDiscount.at(3)).isCloseTo(0.5, within(1e-16));
    assertThat(RankDiscount.sum(0, 3)).isCloseTo(1 + 1 / 1.584962500721156 + 0.5, within(1e-15));
    assertThat(RankDiscount.sum(5, 0)).isZero();
  }

  @Test
  void sumsInsideAcrossAndBeyondTheTableEqualTheAddition() {
    long[][] ranges = {
      {0, 64},
      {7, 65},
      {1000, 9000},
      {131_000, 72},
      {131_070, 3},
      {131_000, 200},
      {0, 3_000_000},
      {131_072, 65},
      {500_000, 2_000_000},
      {3_000_000, 100}
    };
    for (long[] range : ranges) {
      double expected = added(range[0], range[1]);
      assertThat(RankDiscount.sum(range[0], range[1]))
          .as("%s after %s", range[1], range[0])
          .isCloseTo(expected, within(1e-11 * expected));
    }
  }
}
