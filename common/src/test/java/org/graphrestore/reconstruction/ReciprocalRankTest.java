package org.graphrestore.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReciprocalRankTest {
  /** Either the first of the tie is true, or it is not and the rest is a smaller tie. */
  private static double byCases(long greater, long equal, long here) {
    double first = (double) here / equal;
    return first / (greater + 1)
        + (here == equal ? 0 : (1 - first) * byCases(greater + 1, equal - 1, here));
  }

  @Test
  void twoOfThreeAfterOne() {
    // Places 2, 3, 4: the first true one is at 2 in two of three orders, at 3 otherwise.
    assertThat(ReciprocalRank.expected(1, 3, 2)).isCloseTo(2 / 3. / 2 + 1 / 3. / 3, within(1e-16));
  }

  @Test
  void everyCaseEqualsTheMeanOverOrders() {
    for (int greater : new int[] {0, 1, 5, 100_000}) {
      for (int equal : new int[] {1, 2, 3, 17, 300}) {
        for (int here = 1; here <= equal; here += Math.max(1, equal / 9)) {
          double expected = byCases(greater, equal, here);
          assertThat(ReciprocalRank.expected(greater, equal, here))
              .as("%s of %s after %s", here, equal, greater)
              .isCloseTo(expected, within(1e-12 * expected));
        }
      }
    }
  }

  @Test
  void aRandomRankingOfMillions() {
    // One true node: H_n / n. Half of them: nearly 2 ln 2 / 2, as with independent coins.
    assertThat(ReciprocalRank.expected(0, 3_000_000, 1))
        .isCloseTo((Math.log(3_000_000) + 0.5772156649 + 1 / 6e6) / 3e6, within(1e-15));
    assertThat(ReciprocalRank.expected(0, 3_000_000, 1_500_000))
        .isCloseTo(Math.log(2), within(1e-6));
  }
}
