package org.graphrestore.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RowSortTest {
  @Property
  void sortsAsComparingDoesAndKeepsEveryByteBesideItsScore(
      @ForAll @Size(max = 300) double[] values, @ForAll @IntRange(max = 40) int distinct) {
    double[] row =
        Arrays.stream(values)
            .filter(value -> !Double.isNaN(value))
            .map(value -> distinct == 0 ? value : (double) Math.floorMod((long) value, distinct))
            .toArray();
    requireSorted(new RowSort(), row);
  }

  @Test
  void sortsWhatCrowds() {
    Random random = new Random(7);
    RowSort sort = new RowSort();
    DoubleSupplier outliers = () -> Math.exp(40 * random.nextGaussian());
    DoubleSupplier crowded = () -> 1 + random.nextInt(50) * Math.ulp(1.0);
    DoubleSupplier halfTied = () -> random.nextBoolean() ? .5 : random.nextDouble();
    DoubleSupplier infinite = () -> random.nextInt(9) == 0 ? Double.NEGATIVE_INFINITY : 1.5;
    DoubleSupplier tiny = () -> random.nextInt(1000) * Double.MIN_VALUE;
    for (DoubleSupplier scores :
        new DoubleSupplier[] {
          random::nextGaussian, outliers, crowded, halfTied, infinite, tiny, () -> 3
        }) {
      for (int size : new int[] {0, 1, 17, 5_000, 700}) {
        double[] row = new double[size];
        Arrays.setAll(row, i -> scores.getAsDouble());
        requireSorted(sort, row);
      }
    }
  }

  private static void requireSorted(RowSort sort, double[] row) {
    double[] into = sort.begin(row.length);
    System.arraycopy(row, 0, into, 0, row.length);
    for (int i = 0; i < row.length; i++) {
      sort.tags()[i] = tag(row[i]);
    }
    sort.sort(row.length);
    // 0.0 makes a zero of either sign the same.
    double[] expected = Arrays.stream(row).map(value -> value + 0.0).sorted().toArray();
    double[] sorted =
        Arrays.stream(sort.values(), 0, row.length).map(value -> value + 0.0).toArray();
    assertThat(sorted).containsExactly(expected);
    for (int i = 0; i < row.length; i++) {
      assertThat(sort.tags()[i]).isEqualTo(tag(sort.values()[i]));
    }
  }

  private static byte tag(double value) {
    return (byte) Double.hashCode(value + 0.0);
  }
}
