package org.graphrestore.spark.walks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.spark.FlakyFileSystem;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.TestSessions;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.walk.WalkLaw;
import org.graphrestore.walk.WalkParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The walks of the replicated engine, bit for bit, however graph, walks and rounds are cut. */
class PartitionedWalksTest extends SparkTest {
  private static final int NODES = 120;
  private static final long SEED = 5;

  @AfterEach
  void noBlockIsHeldAndNoScratchIsLeft() {
    assertThat(JvmBlocks.here().held()).isZero();
    assertThat(JvmBlocks.here().bytes()).isZero();
    assertThat(OncePerJvm.held()).isFalse();
    assertThat(Waves.scratchIn(folder)).isEmpty();
  }

  /** A graph with a hub, dead ends (where directed), loops and isolated nodes. */
  private static GraphFixture graph(GraphFixture graph, boolean weighted) {
    for (int i = 0; i < NODES; i++) {
      add(graph, "n" + i, "n" + (i * 7 + 1) % NODES, weighted);
      add(graph, "n" + i, "n" + (i * i + 3) % NODES, weighted);
      if (i % 3 == 0) {
        add(graph, "hub", "n" + i, weighted);
        add(graph, "n" + i, "dead end " + i % 4, weighted);
      }

      if (i % 40 == 0) {
        graph.node("alone " + i);
      }
    }

    return graph;
  }

  private static void add(GraphFixture graph, String from, String to, boolean weighted) {
    if (weighted) {
      // A weight of the pair, whoever is named first.
      graph.edge(from, to, 0.25f + Math.abs(from.hashCode() + to.hashCode()) % 16);
    } else {
      graph.edge(from, to);
    }
  }

  private void assertSame(GraphFixture fixture, WalkParams params, Waves waves) {
    GraphStore graph = fixture.write(spark(), folder.resolve("graph"));
    List<String> expected = Waves.streamed(spark(), graph, params, SEED);
    WalkStore store = waves.run(spark(), folder.resolve("run"), graph, params, SEED);
    assertThat(Waves.stored(spark(), graph, store)).isEqualTo(expected);
    assertThat(expected).hasSize((int) graph.nodes() * params.walksPerNode());
    StoreManifest manifest = store.manifest();
    assertThat(manifest.facts()).containsEntry("engine", "partitioned");
    assertThat(manifest.count("walks")).contains((long) expected.size());
  }

  private static WalkParams node2vec(double p, double q, double restart) {
    return new WalkParams(WalkLaw.NODE2VEC, 3, 6, p, q, restart);
  }

  @Test
  void uniformOnADirectedGraph() {
    assertSame(
        graph(GraphFixture.directed(), false),
        new WalkParams(WalkLaw.UNIFORM, 3, 6),
        new Waves(7, 3, 2, 1));
  }

  @Test
  void weightedOnADirectedGraph() {
    assertSame(
        graph(GraphFixture.directed(), true),
        new WalkParams(WalkLaw.WEIGHTED, 3, 6),
        new Waves(2, 2, 1, 50));
  }

  @Test
  void secondOrderOnADirectedGraph() {
    assertSame(graph(GraphFixture.directed(), false), node2vec(.5, 2, 0), new Waves(7, 2, 3, 20));
  }

  @Test
  void secondOrderOnAnUndirectedGraph() {
    assertSame(
        graph(GraphFixture.undirected(), false), node2vec(.25, .5, 0), new Waves(2, 4, 1, 1));
  }

  @Test
  void secondOrderByWeight() {
    assertSame(graph(GraphFixture.undirected(), true), node2vec(.5, 2, 0), new Waves(7, 2, 2, 1));
  }

  @Test
  void secondOrderWithRestarts() {
    assertSame(
        graph(GraphFixture.directed(), true), node2vec(4, .25, .3), new Waves(7, 1, 1, 1 << 15));
  }

  @Test
  void oneBlockIsNoSpecialCase() {
    assertSame(graph(GraphFixture.undirected(), false), node2vec(.5, 2, .1), new Waves(1, 3, 2, 1));
  }

  @Test
  void taskThatFailOnceChangeNothing() {
    SparkSession flaky =
        TestSessions.withMaster(
            "local[2,4]",
            Map.of(
                "spark.hadoop.fs.file.impl",
                FlakyFileSystem.class.getName(),
                "spark.hadoop.fs.file.impl.disable.cache",
                "true"));
    GraphStore graph =
        graph(GraphFixture.undirected(), false).write(flaky, folder.resolve("graph"));
    WalkParams params = node2vec(.5, 2, 0);
    List<String> expected = Waves.streamed(flaky, graph, params, SEED);
    FlakyFileSystem.failures();
    WalkStore store = new Waves(3, 2, 1, 1).run(flaky, folder.resolve("run"), graph, params, SEED);
    assertThat(FlakyFileSystem.failures()).as("tasks that failed once").isGreaterThan(10);
    assertThat(Waves.stored(flaky, graph, store)).isEqualTo(expected);
  }

  @Test
  void aHubWithATenthOfAllEdgesDelaysNoRound() {
    GraphFixture fixture = GraphFixture.undirected();
    int nodes = 1_000;
    for (int i = 0; i < nodes; i++) {
      for (int k = 1; k <= 9; k++) {
        fixture.edge("n" + i, "n" + (i * 31 + k * k * 101 + 7) % nodes);
      }

      fixture.edge("hub", "n" + i);
    }

    GraphStore graph = fixture.write(spark(), folder.resolve("graph"));
    WalkParams params = new WalkParams(WalkLaw.UNIFORM, 4, 6);
    WalkStore store =
        new Waves(16, 8, 1, 100).run(spark(), folder.resolve("run"), graph, params, SEED);
    StoreManifest manifest = store.manifest();
    long longest = manifest.count("longest_task_walkers").orElseThrow();
    long median = manifest.count("median_task_walkers").orElseThrow();
    assertThat(manifest.count("round_tasks").orElseThrow())
        .as("tasks of the rounds")
        .isGreaterThanOrEqualTo(2 * manifest.count("rounds").orElseThrow());
    assertThat((double) longest / median).isLessThanOrEqualTo(1.5);
    // Walkers that stay with a task's blocks need no round: fewer than one a step.
    assertThat(manifest.count("rounds").orElseThrow()).isLessThanOrEqualTo(params.length());
  }
}
