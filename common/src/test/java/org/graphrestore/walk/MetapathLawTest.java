package org.graphrestore.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.graphrestore.graph.AdjacencyBlock;
import org.junit.jupiter.api.Test;

/** Walks along a path against the arcs that each step may take, listed one by one. */
class MetapathLawTest {
  private static final int WALKS = 300;
  private static final int LENGTH = 13;

  /** What a step may reach: by node and the step's place in the cycle. */
  private interface Reach extends BiFunction<Integer, Integer, List<Integer>> {}

  private static WalkParams params(Metapath.Over over, String path, int walks) {
    return WalkParams.of(
        WalkLaw.METAPATH,
        walks,
        LENGTH,
        new LawSettings(new Metapath(over, path), RelationWeights.NONE, 0));
  }

  private static List<int[]> walks(WalkGraph graph, WalkParams params) {
    List<int[]> walks = new ArrayList<>();
    long[] hashes = SmallGraphs.hashes(graph.adjacency());
    Iterator<WalkBatch> batches =
        new WalkEngine(graph, params, 20261129).walks(0, hashes, WalkSelection.all());
    while (batches.hasNext()) {
      WalkBatch batch = batches.next();
      for (int w = 0; w < batch.walks(); w++) {
        walks.add(Arrays.copyOfRange(batch.nodes(), batch.offsets()[w], batch.offsets()[w + 1]));
      }
    }

    return walks;
  }

  /** The graph of a path: a block a class, each row what a step of the class may reach. */
  private static WalkGraph graph(MultiGraph graph, WalkParams params, Reach reach) {
    int[] classOfStep = params.laws().metapath().classOfStep();
    int classes = params.laws().metapath().classes().size();
    AdjacencyBlock[] blocks = new AdjacencyBlock[classes];
    for (int step = 0; step < classOfStep.length; step++) {
      int place = step;
      blocks[classOfStep[step]] =
          MultiGraph.rows(
              IntStream.range(0, graph.nodes()).mapToObj(v -> reach.apply(v, place)).toList());
    }

    return WalkGraph.byClass(blocks, !graph.directed());
  }

  /**
   * P(x | v, s) = 1 / |reach(v, s mod L)|, at significance .001, and dead ends where it is empty.
   */
  private static void assertLaw(MultiGraph graph, WalkParams params, int cycle, Reach reach) {
    Map<List<Integer>, long[]> counts =
        new TreeMap<>(java.util.Comparator.comparing(List::toString));
    for (int[] walk : walks(graph(graph, params, reach), params)) {
      for (int i = 1; i < walk.length; i++) {
        List<Integer> next = reach.apply(walk[i - 1], (i - 1) % cycle);
        int place = next.indexOf(walk[i]);
        assertThat(place).as("step %d of %s", i, Arrays.toString(walk)).isNotNegative();
        counts
            .computeIfAbsent(List.of(walk[i - 1], (i - 1) % cycle), key -> new long[next.size()])[
            place]++;
      }

      if (walk.length < LENGTH) {
        assertThat(reach.apply(walk[walk.length - 1], (walk.length - 1) % cycle)).isEmpty();
      }
    }

    ChiSquare test = new ChiSquare();
    counts.forEach(
        (key, cells) -> {
          double[] uniform = new double[cells.length];
          Arrays.fill(uniform, 1.0 / cells.length);
          test.add(cells, uniform);
        });
    test.assertFits(20);
  }

  @Test
  void stepsFollowTheRelations() {
    for (boolean directed : new boolean[] {true, false}) {
      MultiGraph graph = MultiGraph.random(40, 400, 6, directed, 3);
      String[] path = {"r0", "r1", "r0", "r2"};
      assertLaw(
          graph,
          params(Metapath.Over.RELATIONS, String.join("->", path), WALKS),
          path.length,
          (node, step) -> graph.neighbours(node, arc -> graph.isOf(arc, path[step])));
    }
  }

  /** Along, against, one or the other, and any; against a directed edge too. */
  @Test
  void stepsFollowDirections() {
    for (boolean directed : new boolean[] {true, false}) {
      MultiGraph graph = MultiGraph.random(40, 400, 4, directed, 4);
      assertLaw(
          graph,
          params(Metapath.Over.RELATIONS, "+r0 -> ^r1 -> r2 | ^r0 -> *", WALKS),
          4,
          (node, step) ->
              switch (step) {
                case 0 -> graph.neighbours(node, arc -> graph.isOf(arc, "r0") && !arc.inverse());
                case 1 -> graph.sources(node, "r1");
                case 2 ->
                    IntStream.concat(
                            graph.neighbours(node, arc -> graph.isOf(arc, "r2")).stream()
                                .mapToInt(i -> i),
                            graph.sources(node, "r0").stream().mapToInt(i -> i))
                        .distinct()
                        .sorted()
                        .boxed()
                        .toList();
                default -> graph.neighbours(node, arc -> true);
              });
    }
  }

  @Test
  void nodesFollowTheTypes() {
    MultiGraph graph = MultiGraph.random(40, 300, 3, false, 5);
    String[] cycle = {"other", "part", "hub", "part"};
    assertLaw(
        graph,
        params(Metapath.Over.TYPES, "other -> part -> hub -> part -> other", WALKS),
        cycle.length,
        (node, step) ->
            MultiGraph.type(node).equals(cycle[step])
                ? graph.neighbours(
                    node, arc -> MultiGraph.type(arc.to()).equals(cycle[(step + 1) % 4]))
                : List.of());
  }

  /** Every arc is of the class: the uniform walk, draw for draw. */
  @Property(tries = 50)
  void onePathOverAllArcsIsTheUniformWalk(
      @ForAll @IntRange(min = 1, max = 30) int nodes,
      @ForAll @IntRange(max = 90) int edges,
      @ForAll boolean directed,
      @ForAll long seed) {
    MultiGraph graph = MultiGraph.random(nodes, edges, 3, directed, seed);
    Reach all = (node, step) -> graph.neighbours(node, arc -> true);
    WalkParams params = params(Metapath.Over.RELATIONS, "*", 3);
    WalkGraph rows = graph(graph, params, all);
    WalkGraph plain = WalkGraph.unweighted(rows.adjacency(), !directed);
    assertThat(walks(rows, params))
        .containsExactlyElementsOf(walks(plain, new WalkParams(WalkLaw.UNIFORM, 3, LENGTH)));
  }

  /** By hand: 0 -a-> 1 -b-> 2 -a-> 3 and nothing else: the path a -> b ends after three steps. */
  @Test
  void aPathThatLeadsNowhereEnds() {
    List<List<Integer>> a = List.of(List.of(1), List.of(), List.of(3), List.of());
    List<List<Integer>> b = List.of(List.of(), List.of(2), List.of(), List.of());
    WalkGraph graph =
        WalkGraph.byClass(new AdjacencyBlock[] {MultiGraph.rows(a), MultiGraph.rows(b)}, false);
    assertThat(walks(graph, params(Metapath.Over.RELATIONS, "a -> b", 1)))
        .containsExactly(new int[] {0, 1, 2, 3}, new int[] {1}, new int[] {2, 3}, new int[] {3});
  }

  @Test
  void aCycleClosesOnItsFirstType() {
    assertThat(new Metapath(Metapath.Over.TYPES, "a->p -> a").classes())
        .containsExactly("a -> p", "p -> a");
    assertThat(new Metapath(Metapath.Over.TYPES, "a -> p").classes())
        .containsExactly("a -> p", "p -> a");
    assertThat(new Metapath(Metapath.Over.TYPES, "a").classes()).containsExactly("a -> a");
    assertThat(new Metapath(Metapath.Over.TYPES, "a -> a").classes()).containsExactly("a -> a");
    Metapath relations = new Metapath(Metapath.Over.RELATIONS, " IsA->PartOf ->IsA");
    assertThat(relations.text()).isEqualTo("IsA -> PartOf -> IsA");
    assertThat(relations.classes()).containsExactly("IsA", "PartOf");
    assertThat(relations.classOfStep()).containsExactly(0, 1, 0);
  }

  /** 100,000 relations cost no more than those of the path. */
  @Test
  void aNameIsTakenAsItStands() {
    List<String> names = new ArrayList<>(List.of("a|b", "^a", "a", "b"));
    IntStream.range(0, 99_996).forEach(i -> names.add("rare " + i));
    long[] edges = new long[names.size()];
    Arrays.fill(edges, 1);
    Relations relations = new Relations(names, edges);
    ArcClasses classes =
        new Metapath(Metapath.Over.RELATIONS, "a|b -> ^a -> +a -> ^^a -> b|+a")
            .ofRelations(relations, false);
    assertThat(classes.along(0)).isEqualTo(0b1);
    assertThat(classes.along(1)).isEqualTo(0b10);
    assertThat(classes.along(2)).isEqualTo(0b10100);
    assertThat(classes.against(2)).isZero();
    assertThat(classes.against(1)).isEqualTo(0b1010);
    assertThat(classes.along(3)).isEqualTo(0b10000);
    assertThat(classes.along(4)).isZero();
  }

  @Test
  void badPathsSayWhatIsWrong() {
    Relations relations =
        new Relations(List.of("/r/IsA", "/r/PartOf", "gone"), new long[] {1234, 12, 0});
    assertThatThrownBy(
            () ->
                new Metapath(Metapath.Over.RELATIONS, "/r/IsA -> /r/PartOff")
                    .ofRelations(relations, false))
        .hasMessage(
            "walk.metapath names the relation /r/PartOff, which no edge of the graph has; did you"
                + " mean /r/PartOf? (of its 3 relations most edges have: /r/IsA (1,234), /r/PartOf"
                + " (12), gone (0))");
    assertThatThrownBy(
            () -> new Metapath(Metapath.Over.RELATIONS, "^gone").ofRelations(relations, false))
        .hasMessageStartingWith("walk.metapath names the relation gone, which no edge");
    assertThatThrownBy(() -> new Metapath(Metapath.Over.RELATIONS, "a -> -> b"))
        .hasMessage(
            "Invalid walk.metapath: a -> -> b (must be 1 .. 64 names with -> between them, for"
                + " example IsA -> PartOf)");
    assertThatThrownBy(() -> WalkParams.of(WalkLaw.METAPATH, 1, 2, LawSettings.NONE))
        .hasMessage(
            "walk.law=metapath needs a path: set walk.metapath (--metapath), for example to IsA ->"
                + " PartOf");
    LawSettings path = params(Metapath.Over.RELATIONS, "a", 1).laws();
    assertThatThrownBy(() -> WalkParams.of(WalkLaw.UNIFORM, 1, 2, path))
        .hasMessage(
            "walk.metapath is read by walk.law=metapath only, but walk.law is uniform; leave it"
                + " empty, or choose metapath");
    assertThatThrownBy(() -> new WalkParams(WalkLaw.METAPATH, 1, 2, 1, 1, .1, WalkStop.FIXED, path))
        .hasMessage(
            "walk.law=metapath counts the steps of its path from the start of a walk, so a walk"
                + " cannot restart in the middle; leave walk.restart at 0");
  }

  @Test
  void settingsAreReadBack() {
    WalkParams types = params(Metapath.Over.TYPES, "a -> b", 3);
    assertThat(types.texts())
        .containsEntry("walk.metapath", "a -> b")
        .containsEntry("walk.metapath-over", "types");
    assertThat(WalkParams.of(types.texts())).isEqualTo(types);
    assertThat(types.lawText()).isEqualTo("metapath (a -> b)");
  }
}
