package org.graphrestore.reconstruction.restored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.ShellPanel;
import org.graphrestore.graph.ShellSearch;
import org.graphrestore.reconstruction.ScoreKind;

/** Counting by blocks equals the obvious computation, on random graphs and scores. */
class RestoredPropertiesTest {
  private static double[] scores(Random random, int count, boolean ties) {
    return IntStream.range(0, count)
        .mapToDouble(i -> ties ? random.nextInt(5) - 2 : random.nextGaussian())
        .toArray();
  }

  @Property(tries = 200)
  void narrowerAndNarrowerBinsEndAtTheScoreOfThePlace(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 300) int count,
      @ForAll @IntRange(min = 2, max = 40) int bins,
      @ForAll boolean ties,
      @ForAll boolean wide) {
    Random random = new Random(seed);
    double[] scores = scores(random, count, ties);
    int place = 1 + random.nextInt(count);
    double end = wide ? 1e300 : 3;
    ScoreBins now = new ScoreBins(-end, end, bins);
    ScoreBracket bracket = null;
    for (int round = 0; bracket == null || !bracket.single(); round++) {
      long[] counts = now.counts();
      now.count(scores, 0, count, counts);
      bracket = now.find(counts, place);
      double from = bracket.from();
      double to = bracket.to();
      assertThat(bracket.above()).isEqualTo(Arrays.stream(scores).filter(s -> s > to).count());
      assertThat(bracket.above() + bracket.inside())
          .isEqualTo(Arrays.stream(scores).filter(s -> s >= from).count());
      assertThat(round).isLessThanOrEqualTo(64);
      now = ScoreBins.between(from, to, bins);
    }

    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    assertThat(bracket.from()).isEqualTo(sorted[count - place]);
  }

  @Property(tries = 60)
  void rangesHaveAllPairsOnceAndAboutEquallyMany(
      @ForAll @IntRange(min = 1, max = 3000) int nodes,
      @ForAll @IntRange(min = 1, max = 40) int ranges) {
    long[] cuts = PairRanges.cuts(nodes, ranges);

    assertThat(cuts[0]).isZero();
    assertThat(cuts[cuts.length - 1]).isEqualTo(nodes);
    for (int r = 1; r < cuts.length; r++) {
      assertThat(cuts[r]).isGreaterThan(cuts[r - 1]);
      long pairs = LongStream.range(cuts[r - 1], cuts[r]).map(u -> nodes - 1 - u).sum();
      assertThat(pairs).isLessThanOrEqualTo(PairRanges.pairs(nodes) / ranges + nodes);
    }
  }

  @Property(tries = 100)
  void everyPairIsScannedOnceInTheOrderOfItsSecondNode(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 80) int nodes,
      @ForAll @IntRange(min = 1, max = 5) int blocks) {
    int dim = 3;
    Random random = new Random(seed);
    float[] vectors = new float[nodes * dim];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = (float) random.nextGaussian();
    }
    BlockLayout layout = BlockLayout.ofBlocks(nodes, blocks);
    double[][] found = new double[nodes][nodes];
    for (double[] row : found) {
      Arrays.fill(row, Double.NaN);
    }
    int[] last = new int[nodes];
    for (int b = 0; b < layout.blocks(); b++) {
      PairScanner scanner = new PairScanner(ScoreKind.DOT, block(vectors, dim, layout, b));
      for (int c = b; c < layout.blocks(); c++) {
        scanner.scanAbove(
            block(vectors, dim, layout, c),
            (u, first, scores, from, count) -> {
              for (int i = 0; i < count; i++) {
                int v = (int) first + i;
                assertThat(v).isGreaterThan((int) u).isGreaterThan(last[(int) u]);
                last[(int) u] = v;
                found[(int) u][v] = scores[from + i];
              }
            });
      }
    }

    for (int u = 0; u < nodes; u++) {
      for (int v = u + 1; v < nodes; v++) {
        double dot = 0;
        for (int k = 0; k < dim; k++) {
          dot += (double) vectors[u * dim + k] * vectors[v * dim + k];
        }
        assertThat(found[u][v]).isEqualTo(dot);
      }
    }
  }

  private static EmbeddingBlock block(float[] vectors, int dim, BlockLayout layout, int b) {
    int from = (int) layout.firstIndex(b) * dim;
    return new EmbeddingBlock(
        layout.firstIndex(b), dim, Arrays.copyOfRange(vectors, from, from + layout.rows(b) * dim));
  }

  @Property(tries = 200)
  void theTopOfARowIsThatOfTheSort(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 100) int count,
      @ForAll @IntRange(min = 0, max = 30) int capacity,
      @ForAll boolean ties) {
    double[] scores = scores(new Random(seed), count, ties);
    RowTop top = new RowTop(capacity);
    for (int v = 0; v < count; v++) {
      top.offer(v, scores[v]);
    }

    assertThat(top.nodes())
        .containsExactly(
            IntStream.range(0, count)
                .boxed()
                .sorted(
                    Comparator.comparingDouble((Integer v) -> -scores[v])
                        .thenComparing(Comparator.naturalOrder()))
                .limit(capacity)
                .sorted()
                .mapToLong(Integer::longValue)
                .toArray());
  }

  @Property(tries = 100)
  void rangesShareWhatSetsShare(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 300) int first,
      @ForAll @IntRange(min = 0, max = 12) int second) {
    Random random = new Random(seed);
    int[] a = random.ints(first, 0, 400).sorted().distinct().toArray();
    int[] b = random.ints(second, 0, 400).sorted().distinct().toArray();
    long shared = Arrays.stream(a).filter(x -> Arrays.binarySearch(b, x) >= 0).count();

    assertThat(RowOverlap.count(a, 0, a.length, b, 0, b.length)).isEqualTo((int) shared);
    assertThat(RowOverlap.count(b, 0, b.length, a, 0, a.length)).isEqualTo((int) shared);
  }

  @Property(tries = 120)
  void shapesEqualTheDefinitionsForAnyBlocks(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int nodes,
      @ForAll @IntRange(min = 1, max = 5) int owners,
      @ForAll @IntRange(min = 1, max = 5) int blocks) {
    ReferenceGraph graph = ReferenceGraph.draw(seed, nodes);
    BlockLayout own = BlockLayout.ofBlocks(nodes, owners);
    BlockLayout others = BlockLayout.ofBlocks(nodes, blocks);
    ShapeCounts all = new ShapeCounts();
    for (int b = own.blocks() - 1; b >= 0; b--) {
      var counts = new ShapeCounts.OfBlock(graph.block(own, b));
      for (int c = 0; c < others.blocks(); c++) {
        counts.meet(graph.block(others, c));
      }
      all.addLongs(counts.finish().toLongs());
    }

    assertThat(all.edges()).isEqualTo(graph.edges());
    assertThat(all.triangles()).isEqualTo(graph.triangles());
    assertThat(all.meanClustering()).isCloseTo(graph.meanClustering(), within(1e-12));
    assertThat(all.transitivity()).isCloseTo(graph.transitivity(), within(1e-12));
    if (Double.isNaN(graph.assortativity())) {
      assertThat(all.assortativity()).isNaN();
    } else {
      assertThat(all.assortativity()).isCloseTo(graph.assortativity(), within(1e-9));
    }
  }

  @Property(tries = 60)
  void distancesOfBothGraphsStandInOneTable(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 40) int nodes,
      @ForAll @IntRange(min = 1, max = 6) int hops,
      @ForAll @IntRange(min = 1, max = 3) int blocks) {
    ReferenceGraph a = ReferenceGraph.draw(seed, nodes);
    ReferenceGraph b = ReferenceGraph.draw(seed + 1, nodes);
    BlockLayout layout = BlockLayout.ofBlocks(nodes, blocks);
    List<List<ShellPanel>> panelsA = panels(a, layout, hops);
    List<List<ShellPanel>> panelsB = panels(b, layout, hops);
    DistanceTable table = new DistanceTable(hops);
    for (int block = 0; block < layout.blocks(); block++) {
      DistanceTable part = new DistanceTable(hops);
      part.add(panelsA.get(block), panelsB.get(block), (long) layout.rows(block) * (nodes - 1));
      table.addLongs(part.toLongs());
    }

    long both = 0;
    long change = 0;
    long same = 0;
    long[] own = new long[hops];
    for (int u = 0; u < nodes; u++) {
      int[] ofA = a.distances(u);
      int[] ofB = b.distances(u);
      for (int v = 0; v < nodes; v++) {
        boolean inA = v != u && ofA[v] >= 0 && ofA[v] <= hops;
        boolean inB = v != u && ofB[v] >= 0 && ofB[v] <= hops;
        own[inA ? ofA[v] - 1 : 0] += inA ? 1 : 0;
        both += inA && inB ? 1 : 0;
        same += inA && inB && ofA[v] == ofB[v] ? 1 : 0;
        change += inA && inB ? Math.abs(ofA[v] - ofB[v]) : 0;
      }
    }
    assertThat(table.total()).isEqualTo((long) nodes * (nodes - 1));
    assertThat(table.own()).containsExactly(own);
    assertThat(table.inBoth()).isEqualTo(both);
    if (both > 0) {
      assertThat(table.unchanged()).isEqualTo((double) same / both);
      assertThat(table.meanChange()).isEqualTo((double) change / both);
    }
  }

  /** Shells from every node. */
  private static List<List<ShellPanel>> panels(ReferenceGraph graph, BlockLayout layout, int hops) {
    int nodes = (int) layout.nodes();
    long[] queries = LongStream.range(0, nodes).toArray();
    List<List<ShellPanel>> panels = new ArrayList<>();
    for (int b = 0; b < layout.blocks(); b++) {
      panels.add(
          new ArrayList<>(
              List.of(ShellSearch.start(queries, layout.firstIndex(b), layout.rows(b)))));
    }
    for (int hop = 1; hop <= hops; hop++) {
      List<ShellPanel> next = new ArrayList<>();
      for (int b = 0; b < layout.blocks(); b++) {
        ShellSearch search = new ShellSearch(graph.block(layout, b), ShellPanel.words(nodes));
        for (int c = 0; c < layout.blocks(); c++) {
          search.pull(layout.firstIndex(c), layout.rows(c), panels.get(c).get(hop - 1));
        }
        next.add(search.shell(panels.get(b)));
      }
      for (int b = 0; b < layout.blocks(); b++) {
        panels.get(b).add(next.get(b));
      }
    }
    return panels.stream().map(list -> list.subList(1, hops + 1)).toList();
  }

  @Property(tries = 50)
  void degreesOfTheSameGraphDoNotDiffer(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int nodes) {
    DegreeCounts counts = new DegreeCounts();
    DegreeCounts same = new DegreeCounts();
    Random random = new Random(seed);
    int[] degrees = random.ints(nodes, 0, 20).toArray();
    Arrays.stream(degrees).forEach(counts::add);
    IntStream.range(0, nodes).forEach(i -> same.add(degrees[nodes - 1 - i]));

    assertThat(counts.largestDifference(same)).isZero();
    assertThat(counts.meanDifference(same)).isZero();
  }

  @Property(tries = 50)
  void degreesDifferAsTheSortedOnesDo(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int nodes) {
    Random random = new Random(seed);
    int[] a = random.ints(nodes, 0, 20).sorted().toArray();
    int[] b = random.ints(nodes, 0, 30).sorted().toArray();
    DegreeCounts countsA = new DegreeCounts();
    DegreeCounts countsB = new DegreeCounts();
    Arrays.stream(a).forEach(countsA::add);
    Arrays.stream(b).forEach(countsB::add);

    double mean = IntStream.range(0, nodes).mapToDouble(i -> Math.abs(a[i] - b[i])).sum() / nodes;
    double largest =
        IntStream.range(0, 30)
            .mapToDouble(
                d ->
                    Math.abs(
                            Arrays.stream(a).filter(x -> x <= d).count()
                                - Arrays.stream(b).filter(x -> x <= d).count())
                        / (double) nodes)
            .max()
            .orElse(0);
    assertThat(countsA.meanDifference(countsB)).isCloseTo(mean, within(1e-12));
    assertThat(countsA.largestDifference(countsB)).isCloseTo(largest, within(1e-12));
  }

  @org.junit.jupiter.api.Test
  void cutsTakeEqualScoresByTheirNodes() {
    PairCut cut = new PairCut(0.5, 3, 7);

    assertThat(cut.takes(0.6, 9, 9)).isTrue();
    assertThat(cut.takes(0.5, 3, 7)).isTrue();
    assertThat(cut.takes(0.5, 2, 9)).isTrue();
    assertThat(cut.takes(0.5, 3, 8)).isFalse();
    assertThat(cut.takes(0.4, 0, 1)).isFalse();
    assertThat(PairCut.allAt(0.5).takes(0.5, 9, 9)).isTrue();
    assertThat(PairCut.noneAt(0.5).takes(0.5, 0, 1)).isFalse();
    assertThat(PairCut.order().compare(new PairCut(1, 5, 6), cut)).isNegative();
    assertThat(PairCut.order().compare(new PairCut(0.5, 3, 6), cut)).isNegative();
  }

  @org.junit.jupiter.api.Test
  void aPlaceBeyondTheLastScoreIsRefused() {
    ScoreBins bins = new ScoreBins(0, 1);
    long[] counts = bins.counts();
    bins.count(new double[] {0.5}, 0, 1, counts);

    assertThatThrownBy(() -> bins.find(counts, 2))
        .hasMessage("Place 2 among 1 scores (there are not so many)");
  }

  @org.junit.jupiter.api.Test
  void sumsOfMoreThan64BitsAreExact() {
    WideSum sum = new WideSum();
    for (int i = 0; i < 5; i++) {
      sum.addProduct(Long.MAX_VALUE, Long.MAX_VALUE / 8);
      sum.add(Long.MAX_VALUE);
    }
    long[] words = new long[2];
    sum.write(words, 0);
    WideSum copy = new WideSum();
    copy.addFrom(words, 0);

    var largest = java.math.BigInteger.valueOf(Long.MAX_VALUE);
    var eighth = java.math.BigInteger.valueOf(Long.MAX_VALUE / 8);
    assertThat(copy.value())
        .isEqualTo(largest.multiply(eighth).add(largest).multiply(java.math.BigInteger.valueOf(5)));
  }
}
