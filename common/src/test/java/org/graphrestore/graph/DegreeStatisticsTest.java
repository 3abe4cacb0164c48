package org.graphrestore.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class DegreeStatisticsTest {
  @Example
  void bucketsArePowersOfTwo() {
    DegreeStatistics statistics = new DegreeStatistics();
    List.of(0L, 1L, 2L, 3L, 4L, 7L, 8L).forEach(statistics::add);
    assertThat(statistics.counts()).startsWith(1, 1, 2, 2, 1, 0);
    assertThat(statistics.sum()).isEqualTo(25);
    assertThat(statistics.max()).isEqualTo(8);
    assertThat(DegreeStatistics.lowest(0)).isZero();
    assertThat(DegreeStatistics.lowest(4)).isEqualTo(8);
  }

  @Property
  void partsAddUpInAnyOrder(
      @ForAll @Size(max = 40) List<@LongRange(min = 0, max = Integer.MAX_VALUE) Long> degrees,
      @ForAll @LongRange(min = 0, max = 40) long cut) {
    int at = (int) Math.min(cut, degrees.size());
    DegreeStatistics left = of(degrees.subList(0, at));
    DegreeStatistics right = of(degrees.subList(at, degrees.size()));
    right.add(DegreeStatistics.ofLongs(left.toLongs()));
    assertThat(right.toLongs()).isEqualTo(of(degrees).toLongs());
    assertThat(right.counts()).hasSize(DegreeStatistics.BUCKETS);
    for (int b = 0; b < DegreeStatistics.BUCKETS; b++) {
      long low = DegreeStatistics.lowest(b);
      long high = b == 0 ? 1 : 2 * low;
      assertThat(right.counts()[b])
          .isEqualTo(degrees.stream().filter(d -> d >= low && d < high).count());
    }
  }

  private static DegreeStatistics of(List<Long> degrees) {
    DegreeStatistics statistics = new DegreeStatistics();
    degrees.forEach(statistics::add);
    return statistics;
  }
}
