package org.graphrestore.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RestreamingTest {
  @Test
  void twoTrianglesByHand() {
    // 0-2-4 and 1-3-5, two blocks. Every row's load is 2 + 2, so the capacity is 1.1 * 24 / 2.
    // Nodes 0 and 1 know nobody and take turns; the others follow their first neighbour.
    List<int[]> arcs = both(new int[][] {{0, 2}, {0, 4}, {2, 4}, {1, 3}, {1, 5}, {3, 5}});

    LocalityMap map = place(6, 2, arcs, false, 1);

    assertThat(IntStream.range(0, 6).map(map::blockOf)).containsExactly(0, 1, 0, 1, 0, 1);
  }

  @Test
  void aFullBlockTakesNoMore() {
    // A star of 0 with 1 .. 6: loads 8, 3, 3, 3, 3, 3, 3; capacity 1.1 * 26 / 2 = 14.3. Two leaves
    // fit beside the hub, and the others go to the block below the mean.
    List<int[]> edges = new ArrayList<>();
    IntStream.rangeClosed(1, 6).forEach(leaf -> edges.add(new int[] {0, leaf}));

    LocalityMap map = place(7, 2, both(edges.toArray(int[][]::new)), false, 1);

    assertThat(IntStream.range(0, 7).map(map::blockOf)).containsExactly(0, 0, 0, 1, 1, 1, 1);
  }

  @Property(tries = 300)
  void isWhatTheReferencePlaces(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 25) int nodes,
      @ForAll @IntRange(min = 1, max = 6) int blocks,
      @ForAll @IntRange(min = 0, max = 60) int drawn,
      @ForAll boolean directed,
      @ForAll @IntRange(min = 1, max = 3) int passes) {
    List<int[]> arcs = randomArcs(random, nodes, drawn, directed);

    LocalityMap map = place(nodes, blocks, arcs, directed, passes);

    var expected = ReferenceRestreaming.place(nodes, blocks, arcs, directed, passes);
    for (int v = 0; v < nodes; v++) {
      assertThat(map.blockOf(v)).as("node %d", v).isEqualTo(expected.get(v));
    }
  }

  @Property(tries = 200)
  void noBlockIsFullerThanTheBound(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 200) int nodes,
      @ForAll @IntRange(min = 1, max = 20) int blocks,
      @ForAll @IntRange(min = 0, max = 2000) int drawn,
      @ForAll @IntRange(min = 1, max = 4) int passes) {
    List<int[]> arcs = randomArcs(random, nodes, drawn, true);

    LocalityMap map = place(nodes, blocks, arcs, true, passes);

    long[] loads = new long[blocks];
    long[] rows = new long[nodes];
    arcs.forEach(arc -> rows[arc[0]]++);
    long largest = 0;
    for (int v = 0; v < nodes; v++) {
      loads[map.blockOf(v)] += rows[v] + 2;
      largest = Math.max(largest, rows[v] + 2);
    }

    double mean = (arcs.size() + 2.0 * nodes) / blocks;
    for (long load : loads) {
      assertThat((double) load).isLessThanOrEqualTo(Math.max(1.1 * mean, mean + largest));
    }
  }

  @Test
  void howPanelsAreCutChangesNothing() {
    List<int[]> arcs = randomArcs(new Random(3), 100, 900, true);
    Restreaming cut = new Restreaming(100, 5, arcs.size());
    for (int pass = 0; pass < 3; pass++) {
      if (pass > 0) {
        cut.restart();
      }

      for (int first = 0; first < 100; first += 20) {
        cut.place(rows(first, 20, arcs, false), rows(first, 20, arcs, true));
      }
    }

    LocalityMap whole = place(100, 5, arcs, true, 3);

    LocalityMap map = cut.map();
    assertThat(IntStream.range(0, 100).map(map::blockOf).toArray())
        .isEqualTo(IntStream.range(0, 100).map(whole::blockOf).toArray());
  }

  @Test
  void findsPlantedCommunities() {
    // 16 communities of 100; of a node's 20 neighbours about 15 are in its own.
    Random random = new Random(5);
    int nodes = 1600;
    List<int[]> arcs = new ArrayList<>();
    for (int v = 0; v < nodes; v++) {
      for (int i = 0; i < 10; i++) {
        boolean near = random.nextInt(4) > 0;
        int other = near ? random.nextInt(100) * 16 + v % 16 : random.nextInt(nodes);
        if (other != v) {
          arcs.add(new int[] {v, other});
        }
      }
    }

    List<int[]> symmetric = both(arcs.toArray(int[][]::new));

    double one = share(place(nodes, 16, symmetric, false, 1), symmetric);
    double ten = share(place(nodes, 16, symmetric, false, 10), symmetric);
    double hash = symmetric.stream().filter(a -> a[0] / 100 == a[1] / 100).count();

    assertThat(hash / symmetric.size()).isBetween(0.05, 0.08);
    assertThat(one).isGreaterThan(0.3);
    assertThat(ten).isGreaterThan(0.7).isGreaterThan(one);
  }

  @Test
  void namesWhatIsWrong() {
    assertThatThrownBy(() -> new Restreaming(3, 40_000, 2))
        .hasMessage("Cannot place nodes into 40000 blocks (must be 1 .. 32767)");
    Restreaming begun = new Restreaming(3, 2, 0);
    begun.place(rows(0, 1, List.of(), false), null);
    assertThatThrownBy(() -> begun.place(rows(0, 1, List.of(), false), null))
        .hasMessage("Node 1 is to be placed next, but the rows begin at 0");
    assertThatThrownBy(begun::map).hasMessage("Only 1 of 3 nodes are placed in this pass");
    assertThatThrownBy(begun::restart).hasMessage("Only 1 of 3 nodes are placed in this pass");
    assertThatThrownBy(() -> new LocalityMap(2, new short[] {1, 2}))
        .hasMessage("Node 1 is in block 2 of 2");
    assertThatThrownBy(() -> new LocalityMap(0, new short[0]))
        .hasMessage("A locality map has 1 .. 32767 blocks, not 0");
  }

  static LocalityMap place(int nodes, int blocks, List<int[]> arcs, boolean directed, int passes) {
    Restreaming stream = new Restreaming(nodes, blocks, arcs.size());
    for (int pass = 0; pass < passes; pass++) {
      if (pass > 0) {
        stream.restart();
      }

      stream.place(rows(0, nodes, arcs, false), directed ? rows(0, nodes, arcs, true) : null);
    }

    return stream.map();
  }

  private static double share(LocalityMap map, List<int[]> arcs) {
    AdjacencyBlock rows = rows(0, map.nodes(), arcs, false);
    return (double) IntStream.range(0, map.nodes()).map(v -> map.localArcs(rows, v)).sum()
        / rows.arcs();
  }

  private static List<int[]> randomArcs(Random random, int nodes, int drawn, boolean directed) {
    TreeSet<int[]> arcs =
        new TreeSet<>(Comparator.<int[]>comparingInt(a -> a[0]).thenComparing(a -> a[1]));
    for (int i = 0; i < drawn; i++) {
      // A square root makes some nodes hubs.
      int from = (int) (Math.sqrt(random.nextDouble()) * nodes);
      int to = random.nextInt(nodes);
      arcs.add(new int[] {from, to});
      if (!directed) {
        arcs.add(new int[] {to, from});
      }
    }

    return new ArrayList<>(arcs);
  }

  private static List<int[]> both(int[][] edges) {
    TreeSet<int[]> arcs =
        new TreeSet<>(Comparator.<int[]>comparingInt(a -> a[0]).thenComparing(a -> a[1]));
    for (int[] edge : edges) {
      arcs.add(edge);
      arcs.add(new int[] {edge[1], edge[0]});
    }

    return new ArrayList<>(arcs);
  }

  private static AdjacencyBlock rows(int first, int rows, List<int[]> arcs, boolean in) {
    AdjacencyBuilder builder = new AdjacencyBuilder(first, rows, false);
    int from = in ? 1 : 0;
    arcs.stream()
        .filter(arc -> arc[from] >= first && arc[from] < first + rows)
        .sorted(Comparator.<int[]>comparingInt(a -> a[from]).thenComparing(a -> a[1 - from]))
        .forEach(arc -> builder.add(arc[from] - first, arc[1 - from], 1));
    return builder.build();
  }
}
