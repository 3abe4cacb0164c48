package org.graphrestore.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RandomExpectationTest {
  @Test
  void equalsTheMeanOverAllPlacementsOfTheTrueNodes() {
    for (int n = 1; n <= 12; n++) {
      double[] sums = new double[n + 1];
      int[] cases = new int[n + 1];
      for (int placement = 1; placement < 1 << n; placement++) {
        int found = 0;
        double sum = 0;
        for (int rank = 1; rank <= n; rank++) {
          if ((placement >> (rank - 1) & 1) == 1) {
            found++;
            sum += (double) found / rank;
          }
        }
        sums[found] += sum / found;
        cases[found]++;
      }
      for (int m = 1; m <= n; m++) {
        assertThat(RandomExpectation.averagePrecision(n, m))
            .as("%s true among %s", m, n)
            .isCloseTo(sums[m] / cases[m], within(1e-13));
      }
    }
  }

  @Test
  void oneTrueNodeHasTheMeanReciprocalRankAndAllTrueNodesHaveOne() {
    assertThat(RandomExpectation.averagePrecision(4, 1)).isEqualTo((1 + 1 / 2. + 1 / 3. + .25) / 4);
    assertThat(RandomExpectation.averagePrecision(1_000_000, 1_000_000))
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void theExpansionContinuesTheSum() {
    double sum = 0;
    for (int i = 1; i <= 5000; i++) {
      sum += 1.0 / i;
      assertThat(RandomExpectation.harmonic(i)).isCloseTo(sum, within(1e-13));
    }
  }

  @Test
  void refusesMoreTrueNodesThanCandidates() {
    assertThatThrownBy(() -> RandomExpectation.averagePrecision(3, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Found 4 true nodes among 3 candidates");
  }
}
