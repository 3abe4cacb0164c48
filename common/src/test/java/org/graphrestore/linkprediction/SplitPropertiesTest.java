package org.graphrestore.linkprediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.graphrestore.random.Seeds;

/** The steps of a split, put together on small graphs as the stage does on large ones. */
class SplitPropertiesTest {
  private static final int NODES = 24;

  /** Edges as numbers: lower node * NODES + higher node. */
  @Provide
  Arbitrary<Set<Integer>> graphs() {
    Arbitrary<Integer> edge =
        Combinators.combine(
                Arbitraries.integers().between(0, NODES - 2),
                Arbitraries.integers().between(0, NODES - 1))
            .as((u, d) -> u * NODES + Math.min(NODES - 1, u + 1 + d % (NODES - 1 - u)));
    return edge.set().ofMinSize(1).ofMaxSize(80).map(TreeSet::new);
  }

  @Property(tries = 300)
  void aSplitKeepsComponentsAndHidesWhatIsAsked(
      @ForAll("graphs") Set<Integer> edges, @ForAll long seed) {
    List<Integer> byWeight = new ArrayList<>(edges);
    byWeight.sort(Comparator.comparingLong(e -> PairDraws.order(key(seed, e))));
    SpanningForest forest = new SpanningForest(NODES);
    List<Integer> free = new ArrayList<>();
    for (int edge : byWeight) {
      if (!forest.join(edge / NODES, edge % NODES)) {
        free.add(edge);
      }
    }
    assertThat(components(edges).stream().distinct().count()).isEqualTo(NODES - forest.edges());
    long kept = forest.edges();
    if (edges.size() == kept) {
      assertThatThrownBy(() -> SplitSizes.of(edges.size(), kept, 0.1, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the graph is a forest");
      return;
    }

    double fraction = (double) free.size() / edges.size();
    SplitSizes sizes = SplitSizes.of(edges.size(), kept, fraction, 0);
    assertThat(sizes.test()).isEqualTo(free.size());
    long wanted = (free.size() + 1L) / 2;
    long threshold = search(free.stream().mapToLong(e -> PairDraws.pick(key(seed, e))), wanted);
    TreeSet<Integer> left = new TreeSet<>(edges);
    left.removeIf(e -> free.contains(e) && PairDraws.pick(key(seed, e)) <= threshold);
    assertThat(left).hasSize(edges.size() - (int) wanted);
    assertThat(components(left)).isEqualTo(components(edges));
  }

  @Property(tries = 200)
  void aThresholdIsTheValueOfItsRank(
      @ForAll List<@net.jqwik.api.constraints.LongRange(min = 0) Long> values,
      @ForAll int anyRank) {
    TreeSet<Long> distinct = new TreeSet<>(values);
    if (distinct.isEmpty()) {
      return;
    }

    int rank = Math.floorMod(anyRank, distinct.size()) + 1;
    long threshold = search(distinct.stream().mapToLong(Long::longValue), rank);
    assertThat(distinct.headSet(threshold, true)).hasSize(rank);
  }

  @Example
  void aRankBeyondTheLastValueIsRefused() {
    ThresholdSearch search = new ThresholdSearch(3);
    long[] counts = new long[ThresholdSearch.BUCKETS];
    counts[7] = 2;
    assertThatThrownBy(() -> search.narrow(counts))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The wanted rank is 1 beyond the last value");
    assertThatThrownBy(() -> new ThresholdSearch(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid rank: 0 (must be at least 1)");
  }

  @Example
  void sizesAreToTheNearestEdge() {
    assertThat(SplitSizes.of(100, 40, 0.1, 0.05)).isEqualTo(new SplitSizes(100, 40, 10, 5));
    assertThat(SplitSizes.of(7, 2, 0.5, 0)).isEqualTo(new SplitSizes(7, 2, 4, 0));
    assertThatThrownBy(() -> SplitSizes.of(4, 3, 0.1, 0))
        .hasMessage(
            "Cannot hide an edge: linkpred.test-fraction 0.1 of 4 edges is less than half an edge;"
                + " use a larger fraction");
    assertThatThrownBy(() -> SplitSizes.of(1000, 999, 0.1, 0.1))
        .hasMessage(
            "Cannot hide 200 of 1,000 edges: 999 keep the components connected, so at most 1 can be"
                + " hidden; use fractions (linkpred.test-fraction + linkpred.validation-fraction)"
                + " of at most 0.001 together");
  }

  @Property
  void drawsDoNotDependOnTheDirection(@ForAll long seed, @ForAll long one, @ForAll long other) {
    long key = PairDraws.key(seed, one, other);
    assertThat(PairDraws.key(seed, other, one)).isEqualTo(key);
    assertThat(PairDraws.order(key)).isNotNegative().isNotEqualTo(PairDraws.pick(key));
  }

  private static long key(long seed, int edge) {
    return PairDraws.key(seed, Seeds.mix(edge / NODES), Seeds.mix(edge % NODES));
  }

  private static long search(java.util.stream.LongStream values, long rank) {
    long[] all = values.toArray();
    ThresholdSearch search = new ThresholdSearch(rank);
    while (!search.isDone()) {
      long[] counts = new long[ThresholdSearch.BUCKETS];
      for (long value : all) {
        if (search.bucket(value) >= 0) {
          counts[search.bucket(value)]++;
        }
      }
      search.narrow(counts);
    }
    return search.threshold();
  }

  /** The lowest node of every node's component, by repeated passes over the edges. */
  private static List<Integer> components(Set<Integer> edges) {
    Integer[] lowest = new Integer[NODES];
    Arrays.setAll(lowest, i -> i);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int edge : edges) {
        int low = Math.min(lowest[edge / NODES], lowest[edge % NODES]);
        changed |= lowest[edge / NODES] != low || lowest[edge % NODES] != low;
        lowest[edge / NODES] = low;
        lowest[edge % NODES] = low;
      }
    }
    return List.of(lowest);
  }
}
