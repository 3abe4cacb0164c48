package org.graphrestore.spark.walks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hadoop.fs.Path;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.JvmGraph;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.walk.InformationStop;
import org.graphrestore.walk.StopRule;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkLaw;
import org.graphrestore.walk.WalkParams;
import org.graphrestore.walk.WalkSelection;
import org.graphrestore.walk.WalkStop;
import org.junit.jupiter.api.Test;

/** Walks that end by information, and the number of them: the same everywhere, and the oracle's. */
class WalkPilotTest extends SparkTest {
  private static final long SEED = 9;
  private static final WalkParams FIXED = new WalkParams(WalkLaw.UNIFORM, 12, 30);
  private static final WalkParams PARAMS =
      FIXED.with(new WalkStop(StopRule.ENTROPY, 0.85, 8, 0.005));

  private final List<String> said = new CopyOnWriteArrayList<>();

  private GraphStore graph(boolean directed) {
    GraphFixture graph = directed ? GraphFixture.directed() : GraphFixture.undirected();
    for (int i = 0; i < 150; i++) {
      graph.edge("n" + i, "n" + (i * 7 + 1) % 150).edge("n" + i, "n" + (i * i + 3) % 150);
      if (i % 3 == 0) {
        graph.edge("hub", "n" + i);
      }

      if (i % 40 == 0) {
        graph.edge("n" + i, "end " + i).node("alone " + i);
      }
    }

    return graph.write(spark(), folder.resolve("graph " + directed));
  }

  private RunContext run(String name) {
    ProgressSink sink =
        new ProgressSink() {
          @Override
          public void stageStarted(String stage, String what) {
            said.add(what);
          }

          @Override
          public void advanced(String stage, double fraction, String figures) {
            said.add(figures);
          }

          @Override
          public void stageFinished(String stage, String summary) {
            said.add(summary);
          }

          @Override
          public void warned(String message) {}
        };
    return new RunContext(spark(), new Path(folder.resolve(name).toUri().toString()), SEED, sink);
  }

  private SortedMap<String, List<Integer>> walks(WalkSource source) {
    SortedMap<String, List<Integer>> walks = new TreeMap<>();
    for (WalkBatch batch : source.batches(sparkContext(), WalkSelection.all()).collect()) {
      for (int w = 0; w < batch.walks(); w++) {
        int[] nodes = Arrays.copyOfRange(batch.nodes(), batch.offsets()[w], batch.offsets()[w + 1]);
        walks.put(
            String.format("%03d %06d", batch.walkNumbers()[w], nodes[0]),
            Arrays.stream(nodes).boxed().toList());
      }
    }

    source.release();
    return walks;
  }

  /** The walks that there should be, from whole ones, and the divergence of every round. */
  private SortedMap<String, List<Integer>> oracle(GraphStore graph, List<Double> divergences) {
    int nodes = (int) graph.nodes();
    int[] degrees = graph.files().degrees(0, nodes);
    double allDegrees = Arrays.stream(degrees).sum();
    long[] visits = new long[nodes];
    InformationStop stop = PARAMS.stop().ending();
    SortedMap<String, List<Integer>> cut = new TreeMap<>();
    for (var whole : walks(WalkSource.streamed(graph, FIXED, SEED)).entrySet()) {
      int[] walk = whole.getValue().stream().mapToInt(Integer::intValue).toArray();
      cut.put(whole.getKey(), whole.getValue().subList(0, stop.length(walk, 0, walk.length)));
    }

    for (int round = 0; round < FIXED.walksPerNode(); round++) {
      String number = String.format("%03d ", round);
      cut.subMap(number, number + "~").values().stream()
          .flatMap(List::stream)
          .forEach(node -> visits[node]++);
      double divergence = 0;
      double allVisits = Arrays.stream(visits).sum();
      for (int v = 0; v < nodes; v++) {
        double p = degrees[v] / allDegrees;
        divergence += p == 0 ? 0 : p * Math.log(p / (visits[v] / allVisits));
      }

      divergences.add(divergence);
      if (round > 0 && Math.abs(divergence - divergences.get(round - 1)) <= 0.005) {
        return cut.headMap(number + "~");
      }
    }

    return cut;
  }

  private void theStageIsTheOracle(boolean directed) {
    GraphStore graph = graph(directed);
    List<Double> divergences = new ArrayList<>();
    SortedMap<String, List<Integer>> expected = oracle(graph, divergences);
    int rounds = divergences.size();
    assertThat(rounds).isBetween(3, 11);

    WalkStore store = WalkStage.run(graph, PARAMS, run("run"));
    assertThat(store.params()).isEqualTo(PARAMS);
    assertThat(store.made()).isEqualTo(PARAMS.withWalksPerNode(rounds));
    assertThat(store.walks()).isEqualTo(graph.nodes() * rounds);
    WalkSource stored = WalkSource.stored(graph, store);
    assertThat(walks(stored)).isEqualTo(expected);
    WalkSource streamed = WalkSource.streamed(graph, PARAMS, SEED);
    assertThat(walks(streamed)).isEqualTo(expected);
    assertThat(streamed.params()).isEqualTo(stored.params()).isEqualTo(store.made());
    assertThat(streamed.fingerprint()).isEqualTo(stored.fingerprint());
    assertThat(JvmGraph.held()).isZero();

    String[] found = store.manifest().facts().get("divergences").split("[\\[, \\]]+", -1);
    for (int r = 0; r < rounds; r++) {
      assertThat(Double.parseDouble(found[r + 1])).isCloseTo(divergences.get(r), within(1e-9));
    }

    String tokens = String.format("%,d", store.tokens());
    double saved = 100 - 100.0 * store.tokens() / (graph.nodes() * 12 * 30);
    assertThat(said)
        .anySatisfy(text -> assertThat(text).startsWith("pilot 2: D 0."))
        .anySatisfy(
            text ->
                assertThat(text)
                    .startsWith(rounds + " uniform walks of up to 30 nodes from each of ")
                    .contains("; the divergence settled after " + rounds + " rounds: 0."))
        .anySatisfy(
            text ->
                assertThat(text)
                    .contains(
                        tokens + " nodes, ",
                        String.format(" a walk, %.0f %% fewer than of 12 x 30, ", saved)));
  }

  @Test
  void anUndirectedGraphsWalksAreTheOracles() {
    theStageIsTheOracle(false);
  }

  @Test
  void aDirectedGraphsWalksAreTheOracles() {
    theStageIsTheOracle(true);
  }

  @Test
  void tasksChangeNoBitOfTheDivergence() {
    GraphStore graph = graph(false);
    List<WalkPilot.Finding> found = new ArrayList<>();
    BlockLayout panels = BlockLayout.ofRows(graph.nodes(), 16);
    for (int tasks : new int[] {1, 2, 7}) {
      BlockLayout layout = BlockLayout.ofBlocks(graph.nodes(), tasks);
      found.add(
          new WalkPilot(sparkContext(), graph.files(), PARAMS, SEED, layout, panels)
              .find(ProgressSink.SILENT));
    }

    WalkTasks.release(sparkContext(), graph.fingerprint());
    for (WalkPilot.Finding finding : found) {
      assertThat(finding.params()).isEqualTo(found.get(0).params());
      assertThat(finding.divergences()).containsExactly(found.get(0).divergences());
      assertThat(finding.settled()).isTrue();
    }
  }

  @Test
  void aNumberThatIsNotOpenNeedsNoPilot() {
    GraphStore graph = graph(false);
    WalkParams given = FIXED.with(new WalkStop(StopRule.ENTROPY, 0.85, 8, 0));
    WalkStore store = WalkStage.run(graph, given, run("given"));
    assertThat(store.made()).isEqualTo(given);
    assertThat(store.manifest().facts()).doesNotContainKey("divergences");
    assertThat(said).noneSatisfy(text -> assertThat(text).startsWith("pilot"));
    WalkStore fixed = WalkStage.run(graph, FIXED, run("fixed"));
    assertThat(fixed.made()).isEqualTo(FIXED);
    assertThat(fixed.tokens()).isGreaterThan(store.tokens());
  }
}
