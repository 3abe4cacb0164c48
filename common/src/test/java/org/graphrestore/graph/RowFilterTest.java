package org.graphrestore.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.graphrestore.graph.RowFilter.Kind;
import org.junit.jupiter.api.Test;

class RowFilterTest {
  private static final List<String> NONE = List.of();

  @Test
  void relationsByNameOrBeginning() {
    RowFilter filter = relations(List.of("/r/IsA", "at:*"), List.of("at:x*"));
    assertThat(filter.refuses(row("/r/IsA", null, 1))).isNull();
    assertThat(filter.refuses(row("at:y", null, 1))).isNull();
    assertThat(filter.refuses(row("at:xy", null, 1))).isEqualTo(Kind.RELATION);
    assertThat(filter.refuses(row("/r/IsABC", null, 1))).isEqualTo(Kind.RELATION);
    assertThat(relations(NONE, List.of("b")).refuses(row("a", null, 1))).isNull();
    assertThat(relations(NONE, List.of("*")).refuses(row("a", null, 1))).isEqualTo(Kind.RELATION);
  }

  @Test
  void aRowStaysWhileItHasASourceThatIsWanted() {
    RowFilter keep = sources(List.of("CN", "WN"), NONE);
    assertThat(keep.refuses(row("r", "VG|CN", 1))).isNull();
    assertThat(keep.refuses(row("r", "VG", 1))).isEqualTo(Kind.SOURCE);
    assertThat(keep.refuses(row("r", "", 1))).isEqualTo(Kind.SOURCE);
    assertThat(keep.refuses(row("r", null, 1))).isEqualTo(Kind.SOURCE);
    RowFilter drop = sources(NONE, List.of("V*"));
    assertThat(drop.refuses(row("r", "VG|CN", 1))).isNull();
    assertThat(drop.refuses(row("r", "VG|VX", 1))).isEqualTo(Kind.SOURCE);
    assertThat(drop.refuses(row("r", "", 1))).isNull();
  }

  @Test
  void weightsFromTheBoundOn() {
    RowFilter filter = new RowFilter(new FilterParams(NONE, NONE, NONE, NONE, "auto", 0.5, 1), 1);
    assertThat(filter.refuses(row("r", null, 0.5))).isNull();
    assertThat(filter.refuses(row("r", null, 0.49))).isEqualTo(Kind.WEIGHT);
  }

  @Test
  void aSampleIsTheShareAndGrowsWithIt() {
    RowFilter tenth = sample(0.1, 7);
    RowFilter half = sample(0.5, 7);
    RowFilter other = sample(0.1, 8);
    int inTenth = 0;
    int inBoth = 0;
    for (int i = 0; i < 20_000; i++) {
      String id = "n" + i;
      if (tenth.samples(id)) {
        inTenth++;
        assertThat(half.samples(id)).as("a larger share keeps %s", id).isTrue();
        inBoth += other.samples(id) ? 1 : 0;
      }
    }

    // 20,000 draws at 0.1: standard deviation 42; the bound is 5 of them.
    assertThat(inTenth).isBetween(1_790, 2_210);
    assertThat(inBoth).as("another seed draws other nodes").isBetween(130, 270);
    assertThat(sample(1, 7).samples("x")).isTrue();
  }

  @Test
  void listsAreTextWithCommas() {
    assertThat(FilterParams.KEEP_RELATIONS.parse(" a , b* ,")).isEqualTo("a,b*");
    assertThatThrownBy(() -> FilterParams.KEEP_RELATIONS.parse("a*b"))
        .hasMessage("must be names separated by commas, with a * at the end of a name only");
  }

  private static RowFilter relations(List<String> keep, List<String> drop) {
    return new RowFilter(new FilterParams(keep, drop, NONE, NONE, "auto", 0, 1), 1);
  }

  private static RowFilter sources(List<String> keep, List<String> drop) {
    return new RowFilter(new FilterParams(NONE, NONE, keep, drop, "auto", 0, 1), 1);
  }

  private static RowFilter sample(double share, long seed) {
    return new RowFilter(new FilterParams(NONE, NONE, NONE, NONE, "auto", 0, share), seed);
  }

  private static EdgeRow row(String relation, String source, double weight) {
    EdgeRow row = new EdgeRow();
    row.set("a", "b", relation, weight, null, null);
    row.source(source);
    return row;
  }
}
