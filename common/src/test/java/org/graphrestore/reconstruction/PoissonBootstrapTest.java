package org.graphrestore.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.graphrestore.reconstruction.ReconstructionSummary.Interval;
import org.junit.jupiter.api.Test;

class PoissonBootstrapTest {
  /** A draw of mean 1 and variance 1; 100,000 of them: standard errors .0032 and .0055. */
  @Test
  void weightsArePoisson() {
    int[] weights = PoissonBootstrap.weights(1, 77, 100_000);
    double mean = Arrays.stream(weights).average().orElseThrow();
    double square =
        Arrays.stream(weights).mapToDouble(w -> (w - 1.0) * (w - 1.0)).average().orElseThrow();
    assertThat(mean).isCloseTo(1, within(0.013));
    assertThat(square).isCloseTo(1, within(0.022));
    long zero = Arrays.stream(weights).filter(w -> w == 0).count();
    assertThat(zero / 100_000.0).isCloseTo(Math.exp(-1), within(0.006));
  }

  @Test
  void weightsDependOnSeedAndNodeOnly() {
    assertThat(PoissonBootstrap.weights(1, 77, 50))
        .containsExactly(PoissonBootstrap.weights(1, 77, 50));
    assertThat(PoissonBootstrap.weights(1, 77, 50))
        .isNotEqualTo(PoissonBootstrap.weights(2, 77, 50));
    assertThat(PoissonBootstrap.weights(1, 77, 50))
        .isNotEqualTo(PoissonBootstrap.weights(1, 78, 50));
    assertThat(PoissonBootstrap.weights(1, 77, 20))
        .containsExactly(Arrays.copyOf(PoissonBootstrap.weights(1, 77, 50), 20));
  }

  /** 400 uniform values: standard error of the mean .2887 / 20 = .01443, so +- .0283 at 95 %. */
  @Test
  void theIntervalHasTheWidthOfTheNormalOne() {
    Random random = new Random(1);
    PoissonBootstrap bootstrap = new PoissonBootstrap(4000);
    double sum = 0;
    for (int i = 0; i < 400; i++) {
      double value = random.nextDouble();
      sum += value;
      bootstrap.add(value, PoissonBootstrap.weights(3, i, 4000));
    }
    Interval interval = bootstrap.interval(0.95);
    assertThat(sum / 400 - interval.low()).isCloseTo(0.0283, within(0.004));
    assertThat(interval.high() - sum / 400).isCloseTo(0.0283, within(0.004));
    assertThat(interval.level()).isEqualTo(0.95);
  }

  @Test
  void withoutQueriesThereIsNoInterval() {
    assertThat(new PoissonBootstrap(10).interval(0.9)).isNull();
  }
}
