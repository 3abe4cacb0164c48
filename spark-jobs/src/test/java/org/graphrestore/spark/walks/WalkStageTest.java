package org.graphrestore.spark.walks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.graphrestore.graph.NodeHash;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.TestSessions;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.JvmGraph;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkLaw;
import org.graphrestore.walk.WalkParams;
import org.graphrestore.walk.WalkSelection;
import org.junit.jupiter.api.Test;

/** The same walks wherever and however they are made, stored or not. */
class WalkStageTest extends SparkTest {
  private static final WalkParams PARAMS = new WalkParams(WalkLaw.UNIFORM, 3, 12);
  private static final long SEED = 5;
  private static final int NODES = 300;

  private final GraphFixture fixture = graph();
  private final List<String> said = new CopyOnWriteArrayList<>();

  /** A directed graph with a hub, dead ends and isolated nodes. */
  private static GraphFixture graph() {
    GraphFixture graph = GraphFixture.directed();
    for (int i = 0; i < NODES; i++) {
      graph.edge("n" + i, "n" + (i * 7 + 1) % NODES).edge("n" + i, "n" + (i * i + 3) % NODES);
      if (i % 3 == 0) {
        graph.edge("hub", "n" + i).edge("n" + i, "hub");
      }

      if (i % 40 == 0) {
        graph.edge("n" + i, "dead end " + i).node("alone " + i);
      }
    }

    return graph;
  }

  private RunContext run(long seed) {
    ProgressSink sink =
        new ProgressSink() {
          @Override
          public void stageStarted(String stage, String what) {
            said.add(stage + " started: " + what);
          }

          @Override
          public void advanced(String stage, double fraction, String figures) {
            said.add(stage + " advanced");
          }

          @Override
          public void stageFinished(String stage, String summary) {
            said.add(stage + " finished: " + summary);
          }

          @Override
          public void warned(String message) {
            said.add("warned: " + message);
          }
        };
    return new RunContext(TestSessions.shared(), new Path(folder.toUri().toString()), seed, sink);
  }

  /** Every walk by the id of its start and its number, as original ids. */
  private SortedMap<String, List<String>> byName(List<WalkBatch> batches) {
    List<String> ids = fixture.idsByIndex();
    SortedMap<String, List<String>> walks = new TreeMap<>();
    for (WalkBatch batch : batches) {
      for (int w = 0; w < batch.walks(); w++) {
        List<String> nodes =
            Arrays.stream(batch.nodes(), batch.offsets()[w], batch.offsets()[w + 1])
                .mapToObj(ids::get)
                .toList();
        assertThat(batch.startHashes()[w]).isEqualTo(NodeHash.of(nodes.get(0)));
        assertThat(walks.put(nodes.get(0) + "#" + batch.walkNumbers()[w], nodes)).isNull();
      }
    }

    return walks;
  }

  private SortedMap<String, List<String>> collect(WalkSource source, WalkSelection selection) {
    return byName(source.batches(sparkContext(), selection).collect());
  }

  private SortedMap<String, List<String>> streamed(GraphStore graph) {
    WalkSource source = WalkSource.streamed(graph, PARAMS, SEED);
    try {
      return collect(source, WalkSelection.all());
    } finally {
      source.release();
    }
  }

  @Test
  void theStoreHoldsTheWalksThatAreStreamed() {
    GraphStore graph = fixture.write(spark(), folder);
    WalkStore store = WalkStage.run(graph, PARAMS, run(SEED));
    SortedMap<String, List<String>> stored =
        collect(WalkSource.stored(graph, store), WalkSelection.all());
    assertThat(stored).hasSize((int) graph.nodes() * 3).isEqualTo(streamed(graph));
    assertThat(store.walks()).isEqualTo(graph.nodes() * 3);
    assertThat(store.tokens()).isEqualTo(stored.values().stream().mapToLong(List::size).sum());
    assertThat(store.params()).isEqualTo(PARAMS);
    long deadEnds = stored.values().stream().filter(walk -> walk.size() < 12).count();
    assertThat(store.manifest().count("dead_ends")).contains(deadEnds);
    assertThat(stored.get("alone 40#2")).containsExactly("alone 40");
    assertThat(stored.get("dead end 80#0")).containsExactly("dead end 80");
    assertThat(JvmGraph.held()).isZero();
  }

  @Test
  void sparkReadsTheSameTable() {
    GraphStore graph = fixture.write(spark(), folder);
    WalkStore store = WalkStage.run(graph, PARAMS, run(SEED));
    SortedMap<String, List<String>> walks = new TreeMap<>();
    List<String> ids = fixture.idsByIndex();
    for (Row row : store.walkTable().collectAsList()) {
      List<String> nodes =
          row.<Long>getList(2).stream().map(node -> ids.get(node.intValue())).toList();
      assertThat(row.getLong(0)).isEqualTo(ids.indexOf(nodes.get(0)));
      walks.put(nodes.get(0) + "#" + row.getInt(1), nodes);
    }

    assertThat(walks).isEqualTo(streamed(graph));
  }

  @Test
  void theSameWalksForAnyNumberOfTasks() {
    GraphStore graph = fixture.write(spark(), folder);
    List<SortedMap<String, List<String>>> found = new ArrayList<>();
    for (int tasks : new int[] {1, 2, 7}) {
      WalkSource source =
          new StreamedWalks(graph, PARAMS, SEED) {
            @Override
            public org.apache.spark.api.java.JavaRDD<WalkBatch> batches(
                JavaSparkContext sc, WalkSelection selection) {
              return super.batches(sc, selection).repartition(tasks);
            }
          };
      found.add(collect(source, WalkSelection.all()));
      source.release();
    }

    assertThat(found.get(1)).isEqualTo(found.get(0));
    assertThat(found.get(2)).isEqualTo(found.get(0));
  }

  @Test
  void theEpisodesOfAnEpochAreAPartitionOfTheWalks() {
    GraphStore graph = fixture.write(spark(), folder);
    WalkSource stored = WalkSource.stored(graph, WalkStage.run(graph, PARAMS, run(SEED)));
    WalkSource streamed = WalkSource.streamed(graph, PARAMS, SEED);
    SortedMap<String, List<String>> all = new TreeMap<>();
    for (int episode = 0; episode < 4; episode++) {
      WalkSelection selection = new WalkSelection(2, episode, 4, SEED);
      SortedMap<String, List<String>> part = collect(stored, selection);
      assertThat(part).isEqualTo(collect(streamed, selection)).isNotEmpty();
      part.forEach((name, walk) -> assertThat(all.put(name, walk)).isNull());
    }

    assertThat(all).isEqualTo(collect(streamed, WalkSelection.all()));
    streamed.release();
  }

  @Test
  void aFinishedStageIsReusedUnlessSomethingChanged() {
    GraphStore graph = fixture.write(spark(), folder);
    WalkStore first = WalkStage.run(graph, PARAMS, run(SEED));
    assertThat(said.get(0))
        .isEqualTo(
            "walks started: 3 uniform walks of 12 nodes from each of " + graph.nodes() + " nodes");
    // That tasks have advanced is told by Spark's listener, which may come too late here.
    said.clear();
    WalkStore second = WalkStage.run(graph, PARAMS, run(SEED));
    assertThat(second.manifest()).isEqualTo(first.manifest());
    assertThat(said).hasSize(1);
    assertThat(said.get(0)).startsWith("walks finished: reused ");
    said.clear();
    WalkParams shorter = new WalkParams(WalkLaw.UNIFORM, 3, 10);
    assertThatThrownBy(() -> WalkStage.run(graph, shorter, run(SEED + 1)))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "The store "
                + first.path()
                + " was made otherwise: walk.length 12 -> 10, run.seed 5 -> 6; use another --output,"
                + " or --force to replace it");
    assertThat(said).isEmpty();
    RunContext given = run(SEED + 1);
    WalkStage.run(
        graph,
        shorter,
        new RunContext(given.spark(), given.folder(), given.seed(), given.progress(), true));
    assertThat(said.get(0))
        .isEqualTo(
            "warned: Replacing the store "
                + first.path()
                + ": walk.length 12 -> 10, run.seed 5 -> 6");
  }

  @Test
  void walksOfAnotherGraphAreRefused() {
    GraphStore graph = fixture.write(spark(), folder);
    WalkStore store = WalkStage.run(graph, PARAMS, run(SEED));
    GraphStore other =
        GraphFixture.undirected().edge("a", "b").write(spark(), folder.resolve("other"));
    assertThatThrownBy(() -> WalkSource.stored(other, store))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("are of the graph " + graph.fingerprint())
        .hasMessageContaining("make them anew");
  }

  @Test
  void filesOfOthersAreNotTouched() throws java.io.IOException {
    GraphStore graph = fixture.write(spark(), folder);
    java.nio.file.Path foreign = folder.resolve("walks").resolve("thesis.doc");
    Files.createDirectories(foreign.getParent());
    Files.writeString(foreign, "years of work");
    assertThatThrownBy(() -> WalkStage.run(graph, PARAMS, run(SEED)))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("thesis.doc");
    assertThat(foreign).hasContent("years of work");
  }

  @Test
  void aGraphThatDoesNotFitIsRefusedBeforeItIsRead() {
    assertThatThrownBy(
            () ->
                ReplicatedMemory.check(
                    10_000_000,
                    400_000_000,
                    false,
                    new ExecutorSize(false, 2L << 30, 4, 8),
                    "walk.engine to partitioned"))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "The graph (10000000 nodes, 400000000 arcs) needs 3.1 GiB in every executor while it is"
                + " loaded for walking, but only 70 % of the heap of 2.0 GiB may hold it; set"
                + " spark.executor.memory to 5g or more, or walk.engine to partitioned");
    ReplicatedMemory.check(
        10_000_000, 400_000_000, false, new ExecutorSize(false, 5L << 30, 4, 8), "other");
  }
}
