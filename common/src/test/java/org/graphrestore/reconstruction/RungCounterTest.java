package org.graphrestore.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RungCounterTest {
  /** The obvious count. */
  private static int[] expected(double[] rungs, double[] scores) {
    int[] counts = new int[2 * rungs.length + 1];
    for (double score : scores) {
      int bin = 0;
      for (double rung : rungs) {
        bin += rung < score ? 2 : rung == score ? 1 : 0;
      }
      counts[bin]++;
    }
    return counts;
  }

  @Property(tries = 300)
  void everyScoreFindsItsPlaceWhateverTheSpread(
      @ForAll long seed,
      @ForAll @IntRange(max = 60) int size,
      @ForAll @IntRange(min = -200, max = 200) int exponent,
      @ForAll @IntRange(min = 1, max = 9) int power) {
    Random random = new Random(seed);
    double scale = Math.pow(10, exponent);
    double[] rungs =
        random
            .doubles(size)
            .map(x -> scale * Math.pow(x - .5, power))
            .sorted()
            .distinct()
            .toArray();
    double[] scores = new double[200];
    for (int i = 0; i < scores.length; i++) {
      scores[i] =
          rungs.length > 0 && random.nextBoolean()
              ? around(rungs[random.nextInt(rungs.length)], random)
              : scale * 2 * (random.nextDouble() - .5);
    }
    RungCounter counter = new RungCounter(rungs);
    counter.count(scores, 0, scores.length);
    assertThat(counter.counts()).containsExactly(expected(rungs, scores));
    counter.discount(scores[0]);
    assertThat(counter.counts())
        .containsExactly(expected(rungs, Arrays.copyOfRange(scores, 1, scores.length)));
  }

  private static double around(double rung, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Math.nextUp(rung);
      case 1 -> Math.nextDown(rung);
      default -> rung;
    };
  }

  @Example
  void bothZerosAreOneRung() {
    double[] rungs = PositiveScores.of(new double[] {0.0, -0.0, 1}).rungs();
    RungCounter counter = new RungCounter(rungs);
    counter.count(new double[] {-0.0, 0.0, -1, .5, 2}, 0, 5);
    assertThat(counter.counts()).containsExactly(1, 2, 1, 0, 1);
  }

  @Example
  void withoutRungsAllCandidatesAreInOneBin() {
    RungCounter counter = new RungCounter(new double[0]);
    counter.count(new double[] {1, 2, 3}, 0, 3);
    assertThat(counter.counts()).containsExactly(3);
  }
}
