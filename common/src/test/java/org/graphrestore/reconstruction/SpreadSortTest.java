package org.graphrestore.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SpreadSortTest {
  @Property(tries = 200)
  void sortsWhateverTheSpread(
      @ForAll long seed,
      @ForAll @IntRange(max = 2000) int size,
      @ForAll @IntRange(min = -300, max = 300) int exponent,
      @ForAll @IntRange(min = 0, max = 31) int power,
      @ForAll @IntRange(min = 1, max = 1000) int distinct) {
    Random random = new Random(seed);
    double[] some =
        random
            .doubles(distinct)
            .map(x -> Math.pow(10, exponent) * Math.pow(x - .5, power))
            .toArray();
    double[] values = random.ints(size, 0, distinct).mapToDouble(i -> some[i]).toArray();
    double[] expected = values.clone();
    Arrays.sort(expected);
    SpreadSort.sort(values);
    assertThat(values)
        .usingElementComparator((a, b) -> a < b ? -1 : a > b ? 1 : 0)
        .containsExactly(expected);
  }
}
