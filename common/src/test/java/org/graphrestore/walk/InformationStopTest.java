package org.graphrestore.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.graphrestore.graph.AdjacencyBlock;

/** A walk's end by information: by hand, by an oracle, and as the beginning of a whole walk. */
class InformationStopTest {
  private static final double CLOSE = 1e-9;

  @Provide
  Arbitrary<List<Integer>> walks() {
    // From walks that stay at two nodes to walks that hardly come back.
    return Arbitraries.integers()
        .between(1, 60)
        .flatMap(
            nodes -> Arbitraries.integers().between(0, nodes).list().ofMinSize(1).ofMaxSize(120));
  }

  private static int[] array(List<Integer> walk) {
    return walk.stream().mapToInt(Integer::intValue).toArray();
  }

  @Example
  void entropyAndDeterminationByHand() {
    InformationStop stop = new InformationStop(0.9, 4);
    stop.begin(7);
    assertThat(stop.entropy()).isZero();
    assertThat(stop.determination()).isZero();
    // 7 2: one bit, and two points lie on a line.
    assertThat(stop.add(2)).isFalse();
    assertThat(stop.entropy()).isEqualTo(1);
    assertThat(stop.determination()).isCloseTo(1, within(CLOSE));
    // 7 2 7: -(2/3 log2 2/3 + 1/3 log2 1/3).
    assertThat(stop.add(7)).isFalse();
    assertThat(stop.entropy()).isCloseTo(0.9182958340544896, within(CLOSE));
    // 7 2 7 9: 1/2 + 1/4 2 + 1/4 2 = 3/2. The points (1, 0) (2, 1) (3, .9183) (4, 1.5) have the
    // sums of deviations 2.20915 together, 5 of lengths and 1.17210 of entropies.
    assertThat(stop.add(9)).isTrue();
    assertThat(stop.entropy()).isCloseTo(1.5, within(CLOSE));
    assertThat(stop.determination()).isCloseTo(2.20915 * 2.20915 / (5 * 1.17210), within(1e-4));
  }

  @Example
  void walksThatNeverComeBackStopByTheLogarithmsCurve() {
    int[] fresh = IntStream.range(0, 400).toArray();
    assertThat(new InformationStop(0.979, 2).length(fresh, 0, 400)).isEqualTo(3);
    assertThat(new InformationStop(0.995, 20).length(fresh, 0, 400)).isEqualTo(20);
    assertThat(new InformationStop(0.868, 2).length(fresh, 0, 400)).isEqualTo(20);
    assertThat(new InformationStop(0.866, 2).length(fresh, 0, 400)).isEqualTo(21);
    assertThat(new InformationStop(0.8264, 2).length(fresh, 0, 400)).isEqualTo(50);
    assertThat(new InformationStop(0.75, 2).length(fresh, 0, 400)).isEqualTo(400);
  }

  @Example
  void walksOfOneOrTwoNodesStop() {
    int[] loop = new int[50];
    assertThat(new InformationStop(0, 2).length(loop, 0, 50)).isEqualTo(2);
    assertThat(new InformationStop(0, 10).length(loop, 0, 50)).isEqualTo(10);
    int[] pair = IntStream.range(0, 50).map(i -> i % 2).toArray();
    // 0 1 .918 1: R2 = .596; one node on, with .971, it is .496.
    assertThat(new InformationStop(0.5, 4).length(pair, 0, 50)).isEqualTo(5);
    assertThat(new InformationStop(0.995, 20).length(pair, 0, 12)).isEqualTo(12);
    assertThat(new InformationStop(0.995, 20).length(pair, 49, 1)).isEqualTo(1);
  }

  @Property(tries = 300)
  void theIncrementalFormulasAreThoseOfThePaper(@ForAll("walks") List<Integer> walk) {
    InformationStop stop = new InformationStop(0, 2);
    stop.begin(walk.get(0));
    for (int length = 1; length <= walk.size(); length++) {
      if (length > 1) {
        stop.add(walk.get(length - 1));
      }

      List<Integer> part = walk.subList(0, length);
      double r = ReferenceInformationStop.correlation(part);
      assertThat(stop.entropy()).isCloseTo(ReferenceInformationStop.entropy(part), within(CLOSE));
      assertThat(stop.determination()).isCloseTo(r * r, within(CLOSE));
    }
  }

  @Property(tries = 300)
  void theLengthIsTheOracles(
      @ForAll("walks") List<Integer> walk,
      @ForAll @DoubleRange(min = 0, max = 1) double mu,
      @ForAll @IntRange(min = 2, max = 130) int leastLength) {
    for (int length = 2; length <= walk.size(); length++) {
      double r = ReferenceInformationStop.correlation(walk.subList(0, length));
      // Where R2 is mu, or R 0, the last bit decides.
      Assume.that(Math.abs(r * r - mu) > CLOSE && (r == 0 || Math.abs(r) > CLOSE));
    }

    InformationStop stop = new InformationStop(mu, leastLength);
    int expected = ReferenceInformationStop.length(walk, mu, leastLength);
    int[] shifted = new int[walk.size() + 3];
    System.arraycopy(array(walk), 0, shifted, 3, walk.size());
    assertThat(stop.length(shifted, 3, walk.size())).isEqualTo(expected);
    // Reusable, and the end of a beginning is the end of the whole.
    assertThat(stop.length(array(walk), 0, walk.size())).isEqualTo(expected);
    assertThat(stop.length(array(walk), 0, expected)).isEqualTo(expected);
  }

  @Property(tries = 100)
  void theTableCountsAsAMapDoes(
      @ForAll List<List<@IntRange(min = 0, max = 300) Integer>> rounds, @ForAll int offset) {
    VisitTable table = new VisitTable();
    for (List<Integer> round : rounds) {
      Map<Integer, Integer> map = new HashMap<>();
      table.clear();
      for (int i = 0; i < 3; i++) {
        for (int value : round) {
          int node = (value * 64 + offset) & Integer.MAX_VALUE;
          assertThat(table.add(node)).isEqualTo(map.merge(node, 1, Integer::sum) - 1);
        }
      }
    }
  }

  @Provide
  Arbitrary<AdjacencyBlock> graphs() {
    Arbitrary<int[]> arc = Arbitraries.integers().between(0, 29).array(int[].class).ofSize(2);
    return arc.list().ofMaxSize(150).map(arcs -> SmallGraphs.of(30, arcs));
  }

  private static List<int[]> walks(AdjacencyBlock graph, WalkParams params) {
    List<int[]> walks = new ArrayList<>();
    Iterator<WalkBatch> batches =
        WalkEngine.of(graph, false, params, 4)
            .walks(0, SmallGraphs.hashes(graph), WalkSelection.all());
    while (batches.hasNext()) {
      WalkBatch batch = batches.next();
      for (int w = 0; w < batch.walks(); w++) {
        walks.add(Arrays.copyOfRange(batch.nodes(), batch.offsets()[w], batch.offsets()[w + 1]));
      }
    }

    return walks;
  }

  @Property(tries = 100)
  void theEngineMakesBeginningsOfWholeWalks(
      @ForAll("graphs") AdjacencyBlock graph,
      @ForAll WalkLaw law,
      @ForAll @DoubleRange(min = 0.5, max = 1) double mu,
      @ForAll @IntRange(min = 2, max = 40) int leastLength,
      @ForAll boolean restarts) {
    Assume.that(law != WalkLaw.METAPATH); // needs a path, and knows no restarts
    WalkParams whole = new WalkParams(law, 5, 40, 1, 1, restarts ? 0.2 : 0);
    WalkParams stopped = whole.with(new WalkStop(StopRule.ENTROPY, mu, leastLength, 0));
    List<int[]> wholeWalks = walks(graph, whole);
    List<int[]> stoppedWalks = walks(graph, stopped);
    assertThat(stoppedWalks).hasSameSizeAs(wholeWalks);
    InformationStop stop = stopped.stop().ending();
    for (int w = 0; w < wholeWalks.size(); w++) {
      int[] walk = wholeWalks.get(w);
      int length = stop.length(walk, 0, walk.length);
      assertThat(stoppedWalks.get(w)).containsExactly(Arrays.copyOf(walk, length));
    }
  }

  @Example
  void aFixedLengthHasNoEnding() {
    assertThatThrownBy(WalkStop.FIXED::ending)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Nothing ends walks of a fixed length");
  }
}
