package org.graphrestore.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.config.Settings;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.NodeBits;
import org.graphrestore.graph.NodeHash;
import org.graphrestore.skipgram.InputInit;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.TestSessions;
import org.graphrestore.spark.job.Keys;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.walk.WalkBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Training that goes on from vectors that are there. */
class WarmStartTest extends SparkTest {
  private static final int DIM = 20;

  private final List<String> said = new CopyOnWriteArrayList<>();

  @AfterEach
  void backToTheSharedSession() {
    spark();
  }

  /** The cliques, a node 100 beside node 3 and 4, and nodes 101 and 102 beside one another. */
  private static GraphFixture grown() {
    return Cliques.graph().edge("100", "3").edge("100", "4").edge("101", "102");
  }

  private Path path(String name) {
    return new Path(folder.resolve(name).toUri().toString());
  }

  private EmbeddingStore train(
      SparkSession session, GraphFixture fixture, String name, String... settings) {
    Map<String, String> assignments = new LinkedHashMap<>();
    assignments.put("train.dim", Integer.toString(DIM));
    assignments.put("train.tile-rows", "16");
    assignments.put("train.blocks", "2");
    assignments.put("train.episodes", "1");
    assignments.put("train.learning-rate", "0.1");
    assignments.put("train.walks", "streamed");
    assignments.put("train.window", "5");
    assignments.put("walk.walks-per-node", "10");
    assignments.put("walk.length", "20");
    for (String setting : settings) {
      assignments.put(
          setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
    }

    Settings all = Settings.resolve(Keys.catalog(), List.of(), assignments);
    GraphStore graph = fixture.write(session, folder.resolve(name));
    ProgressSink sink =
        new ProgressSink() {
          @Override
          public void stageStarted(String stage, String what) {}

          @Override
          public void advanced(String stage, double fraction, String figures) {
            said.add(figures);
          }

          @Override
          public void stageFinished(String stage, String summary) {}

          @Override
          public void warned(String message) {
            said.add("warned: " + message);
          }
        };
    return Methods.of(all).train(graph, all, new RunContext(session, path(name), 3, sink));
  }

  private EmbeddingStore first() {
    return train(spark(), Cliques.graph(), "first");
  }

  private String from() {
    return "train.from=" + path("first");
  }

  @Test
  void newNodesStartFromTheMeanOfTheirNeighbours() {
    EmbeddingStore before = first();
    Map<Long, float[]> old = Cliques.vectors(before);
    Map<Long, float[]> oldContexts = Cliques.contexts(before);
    String[] still = {from(), "train.learning-rate=0.000000001", "train.min-learning-rate=0"};

    EmbeddingStore after = train(spark(), grown(), "second", still);

    Map<Long, float[]> now = Cliques.vectors(after);
    Map<Long, float[]> contexts = Cliques.contexts(after);
    for (int c = 0; c < DIM; c++) {
      assertThat(now.get(17L)[c]).isCloseTo(old.get(17L)[c], within(1e-6f));
      float mean = (old.get(3L)[c] + old.get(4L)[c]) / 2;
      assertThat(now.get(100L)[c]).isCloseTo(mean, within(1e-6f));
      float contextMean = (oldContexts.get(3L)[c] + oldContexts.get(4L)[c]) / 2;
      assertThat(contexts.get(100L)[c]).isCloseTo(contextMean, within(1e-6f));
      // New nodes of which no neighbour has a vector begin as always.
      float[] usual = InputInit.rows(3, new long[] {NodeHash.of(101)}, DIM);
      assertThat(now.get(101L)[c]).isCloseTo(usual[c], within(1e-6f));
      assertThat(contexts.get(101L)[c]).isCloseTo(0f, within(1e-6f));
    }

    assertThat(said).contains("goes on from 80 vectors, 3 nodes are new");
    assertThat(after.manifest().upstream()).containsEntry("vectors", before.fingerprint());
  }

  @Test
  void frozenVectorsKeepEveryBitAndOthersLearn() {
    Map<Long, float[]> old = Cliques.vectors(first());
    Map<Long, float[]> oldContexts = Cliques.contexts(EmbeddingStore.open(spark(), path("first")));

    EmbeddingStore after = train(spark(), grown(), "second", from(), "train.freeze=true");

    Map<Long, float[]> now = Cliques.vectors(after);
    Map<Long, float[]> contexts = Cliques.contexts(after);
    for (long node = 0; node < Cliques.NODES; node++) {
      assertThat(now.get(node)).containsExactly(old.get(node));
      assertThat(contexts.get(node)).containsExactly(oldContexts.get(node));
    }

    float[] usual = InputInit.rows(3, new long[] {NodeHash.of(101)}, DIM);
    assertThat(now.get(101L)).isNotEqualTo(Arrays.copyOf(usual, DIM));
    float[] mean = new float[DIM];
    for (int c = 0; c < DIM; c++) {
      mean[c] = (float) (((double) old.get(3L)[c] + old.get(4L)[c]) / 2);
    }

    assertThat(now.get(100L)).isNotEqualTo(mean);
    assertThat(after.manifest().config()).containsEntry("train.freeze", "true");
  }

  @Test
  void onOneTableTooFrozenVectorsKeepEveryBit() {
    String one = "train.tables=one";
    Map<Long, float[]> old = Cliques.vectors(train(spark(), Cliques.graph(), "first", one));

    EmbeddingStore after = train(spark(), grown(), "second", from(), one, "train.freeze=true");

    Map<Long, float[]> now = Cliques.vectors(after);
    for (long node = 0; node < Cliques.NODES; node++) {
      assertThat(now.get(node)).containsExactly(old.get(node));
    }

    assertThat(now).hasSize(83);
  }

  @Test
  void onlyWalksThatVisitAChangedNodeAreTrained() {
    EmbeddingStore before = first();
    Map<Long, float[]> old = Cliques.vectors(before);

    EmbeddingStore same =
        train(spark(), Cliques.graph(), "same", from(), "train.changed-only=true");
    assertThat(same.manifest().counts()).containsEntry("pairs", 0L);
    assertThat(Cliques.vectors(same).get(17L)).containsExactly(old.get(17L));
    assertThat(said)
        .contains(
            "walks are trained that visit one of 0 changed nodes",
            "warned: No node has changed: the vectors stay as they are");

    EmbeddingStore grown = train(spark(), grown(), "grown", from(), "train.changed-only=true");
    // Three new nodes, and the two that have a new edge.
    assertThat(said).contains("walks are trained that visit one of 5 changed nodes");
    long all = before.manifest().counts().get("pairs");
    assertThat(grown.manifest().counts().get("pairs")).isBetween(all / 50, all / 2);
  }

  @Test
  void bitsDoNotDependOnTasks() {
    first();
    String[] settings = {from(), "train.freeze=true", "train.changed-only=true"};
    String expected = checksum(train(spark(), grown(), "second", settings));
    SparkSession other =
        TestSessions.withMaster(
            "local[1]",
            Map.of("spark.default.parallelism", "7", "spark.sql.shuffle.partitions", "7"));
    assertThat(checksum(train(other, grown(), "other", settings))).isEqualTo(expected);
  }

  private static String checksum(EmbeddingStore store) {
    return store.manifest().facts().get("checksum");
  }

  @Test
  void storesThatCannotBeGoneOnFromAreRefused() {
    first();
    assertThatThrownBy(() -> train(spark(), grown(), "a", from(), "train.dim=8"))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageMatching(
            "The vectors in .*first/embeddings have dimension 20, but train.dim is 8; training goes"
                + " on in the dimension it began with: set train.dim to 20");
    assertThatThrownBy(() -> train(spark(), grown(), "b", "train.from=" + path("nothing")))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("Found no store of graphrestore/embeddings in");
    GraphFixture strangers = GraphFixture.ofNumbers().edge("900", "901").edge("901", "902");
    assertThatThrownBy(() -> train(spark(), strangers, "c", from()))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageMatching(
            "No node of the graph in .*c/graph has a vector in .*first/embeddings: their original"
                + " ids have nothing in common; name the vectors of an earlier version of this"
                + " graph, or leave train.from out");
    String embeddings = "train.from=" + path("first/embeddings");
    assertThatThrownBy(() -> train(spark(), grown(), "d", embeddings, "train.changed-only=true"))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageMatching(
            "train.changed-only compares with the graph of the vectors in .*first/embeddings, but"
                + " .*first/embeddings has none; set train.from-graph to it");
    assertThatThrownBy(
            () ->
                train(
                    spark(),
                    grown(),
                    "e",
                    embeddings,
                    "train.changed-only=true",
                    "train.from-graph=" + path("a")))
        .hasMessageEndingWith("; set train.from-graph to the graph they were trained on");
    assertThatThrownBy(() -> train(spark(), grown(), "f", "train.freeze=true"))
        .hasMessage(
            "train.freeze needs vectors to go on from: set train.from to an embedding store, or"
                + " leave it out");
  }

  @Test
  void meansAreThoseOfAPlainLoop() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    GraphFixture fixture = GraphFixture.directed();
    int nodes = 60;
    for (int node = 0; node < nodes; node++) {
      fixture.node("n" + node);
    }

    for (int i = 0; i < 110; i++) {
      fixture.edge("n" + random.nextInt(nodes), "n" + random.nextInt(nodes));
    }

    GraphStore graph = fixture.write(spark(), folder.resolve("graph"));
    ScratchFiles files = new ScratchFiles(path("scratch"), sparkContext().hadoopConfiguration());
    BlockLayout panels = BlockLayout.ofRows(graph.nodes(), 7);
    int dim = 3;
    float[][] rows = new float[(int) graph.nodes()][dim];
    String[] names = new String[panels.blocks()];
    for (int panel = 0; panel < names.length; panel++) {
      float[] values = new float[panels.rows(panel) * dim];
      for (int row = 0; row < panels.rows(panel); row++) {
        boolean lacks = random.nextInt(3) == 0;
        for (int c = 0; c < dim; c++) {
          values[row * dim + c] = lacks ? Float.NaN : random.nextInt(-50, 50);
        }

        rows[(int) panels.firstIndex(panel) + row] =
            Arrays.copyOfRange(values, row * dim, row * dim + dim);
      }

      names[panel] = "panel-" + panel;
      files.writeFloats(names[panel], values);
    }

    String[] filled =
        new NeighbourMeans(files, graph.files(), panels, dim, names).run(sparkContext(), "filled");

    int filledNodes = 0;
    for (int node = 0; node < rows.length; node++) {
      float[] expected = rows[node];
      if (Float.isNaN(expected[0])) {
        expected = referenceMean(graph, rows, node, dim);
        filledNodes += Float.isNaN(expected[0]) ? 0 : 1;
      }

      float[] actual = new float[dim];
      files.readFloats(filled[panels.blockOf(node)], (long) panels.offsetOf(node) * dim, actual);
      assertThat(actual).as("node " + node).containsExactly(expected);
    }

    assertThat(filledNodes).isGreaterThan(8);
    files.deleteAll();
  }

  private static float[] referenceMean(GraphStore graph, float[][] rows, int node, int dim) {
    TreeSet<Long> neighbours = new TreeSet<>();
    for (Row arc : graph.arcTable().select("src", "dst").collectAsList()) {
      if (arc.getLong(0) == node) {
        neighbours.add(arc.getLong(1));
      }

      if (arc.getLong(1) == node) {
        neighbours.add(arc.getLong(0));
      }
    }

    double[] sum = new double[dim];
    int count = 0;
    for (long neighbour : neighbours) {
      if (!Float.isNaN(rows[(int) neighbour][0])) {
        count++;
        for (int c = 0; c < dim; c++) {
          sum[c] += rows[(int) neighbour][c];
        }
      }
    }

    float[] mean = new float[dim];
    for (int c = 0; c < dim; c++) {
      mean[c] = count == 0 ? Float.NaN : (float) (sum[c] / count);
    }

    return mean;
  }

  @Test
  void walksWithoutAChangedNodeAreLeftOut() {
    NodeBits changed = NodeBits.none(200);
    changed.add(7);
    changed.add(130);
    WalkBatch batch =
        new WalkBatch(
            new long[] {11, 22, 33, 44},
            new int[] {0, 1, 2, 3},
            new int[] {0, 2, 3, 6, 8},
            new int[] {1, 2, 7, 5, 6, 130, 9, 9});

    WalkBatch kept = ChangedPairs.keep(batch, changed);

    assertThat(kept.startHashes()).containsExactly(22, 33);
    assertThat(kept.walkNumbers()).containsExactly(1, 2);
    assertThat(kept.offsets()).containsExactly(0, 1, 4);
    assertThat(kept.nodes()).containsExactly(7, 5, 6, 130);
  }

  @Test
  void changedNodesAreTheEndsOfArcsThatOneGraphLacks() throws IOException {
    GraphStore before =
        GraphFixture.directed()
            .edge("a", "b", 1)
            .edge("b", "c", 1)
            .edge("c", "d", 1)
            .edge("e", "f", 1)
            .edge("g", "gone", 1)
            .write(spark(), folder.resolve("before"));
    GraphStore now =
        GraphFixture.directed()
            .edge("a", "b", 1)
            .edge("b", "c", 1)
            .edge("c", "d", 1)
            .edge("e", "f", 2)
            .edge("d", "new", 1)
            .node("g")
            .node("alone")
            .write(spark(), folder.resolve("now"));
    ScratchFiles files = new ScratchFiles(path("scratch"), sparkContext().hadoopConfiguration());

    ChangedNodes changed = ChangedNodes.between(before, now, files);

    List<String> ids = new ArrayList<>();
    for (Row node : now.nodeTable().select("index", "id").collectAsList()) {
      if (changed.bits().contains(node.getLong(0))) {
        ids.add(node.getString(1));
      }
    }

    assertThat(ids).containsExactlyInAnyOrder("d", "new", "e", "f", "g", "alone");
    assertThat(changed.count()).isEqualTo(6);
    files.deleteAll();
  }
}
