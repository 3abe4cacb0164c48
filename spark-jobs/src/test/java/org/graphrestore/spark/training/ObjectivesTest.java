package org.graphrestore.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.config.Settings;
import org.graphrestore.skipgram.Subsampling;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.TestSessions;
import org.graphrestore.spark.job.Keys;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.walk.WalkBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Other pairs and other tables than those of skip-gram on walks. */
class ObjectivesTest extends SparkTest {
  /** Two blocks of one tile each, which meet eight times. */
  private static final String WELL_TRAINED = "train.episodes=8 train.tile-rows=40 train.blocks=2";

  private int runs;

  @AfterEach
  void backToTheSharedSession() {
    spark();
  }

  private EmbeddingStore train(SparkSession session, String... settings) {
    List<String> each = new ArrayList<>();
    for (String some : settings) {
      each.addAll(List.of(some.split(" ", -1)));
    }

    Map<String, String> assignments = new LinkedHashMap<>();
    assignments.put("train.dim", "20");
    assignments.put("train.tile-rows", "16");
    assignments.put("train.episodes", "1");
    assignments.put("train.learning-rate", "0.1");
    assignments.put("train.samples", "400");
    assignments.put("walk.walks-per-node", "10");
    assignments.put("walk.length", "20");
    assignments.put("train.window", "5");
    for (String setting : each) {
      assignments.put(
          setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
    }

    Settings all = Settings.resolve(Keys.catalog(), List.of(), assignments);
    Path run = new Path(folder.resolve("run-" + runs++).toUri().toString());
    GraphStore graph = Cliques.graph().write(session, java.nio.file.Path.of(run.toUri()));
    return Methods.of(all).train(graph, all, new RunContext(session, run, 3, ProgressSink.SILENT));
  }

  private static String checksum(EmbeddingStore store) {
    return store.manifest().facts().get("checksum");
  }

  @Test
  void everyObjectiveSeparatesTheCliques() {
    for (String method : List.of("line-1", "line-2", "verse")) {
      EmbeddingStore store = train(spark(), WELL_TRAINED, "train.method=" + method);

      assertThat(Cliques.purity(Cliques.vectors(store))).as(method).isGreaterThan(0.5);
      assertThat(store.hasContext()).as(method).isEqualTo(method.equals("line-2"));
      assertThat(store.manifest().facts()).containsEntry("method", method);
      assertThat(store.manifest().config())
          .containsEntry("train.method", method)
          .containsEntry("train.samples", "400")
          .doesNotContainKey("train.window");
    }
  }

  @Test
  void walksTrainOnOneTableAndByFullWindowsAndWithoutFrequentTokens() {
    for (String setting :
        List.of(
            "train.tables=one",
            "train.window-kind=full",
            "train.subsample=0.005",
            "train.optimizer=adagrad")) {
      EmbeddingStore store = train(spark(), WELL_TRAINED, "train.walks=streamed", setting);

      assertThat(Cliques.purity(Cliques.vectors(store))).as(setting).isGreaterThan(0.5);
      assertThat(store.hasContext()).isEqualTo(!setting.equals("train.tables=one"));
      assertThat(store.manifest().config())
          .containsEntry(
              setting.substring(0, setting.indexOf('=')),
              setting.substring(setting.indexOf('=') + 1));
    }
  }

  @Test
  void pairsOfOneTableAreTrainedOnceHoweverTheModelIsCut() {
    long expected = pairs(train(spark(), "train.method=line-1", "train.blocks=1"));
    // 80 nodes of 400 pairs: every arc's share is met but for the rest, which is drawn.
    assertThat(expected).isBetween(31_800L, 32_200L);
    for (int blocks : new int[] {2, 3}) {
      assertThat(pairs(train(spark(), "train.method=line-1", "train.blocks=" + blocks)))
          .as(blocks + " blocks")
          .isEqualTo(expected);
    }
  }

  private static long pairs(EmbeddingStore store) {
    return store.manifest().counts().get("pairs");
  }

  @Test
  void bitsDoNotDependOnTasks() {
    Map<String, String> expected = new TreeMap<>();
    List<String[]> all =
        List.of(
            new String[] {"train.method=line-1", "train.blocks=3"},
            new String[] {"train.method=line-2", "train.blocks=3"},
            new String[] {"train.method=verse", "train.blocks=3"},
            new String[] {"train.tables=one", "train.blocks=2", "train.subsample=0.005"},
            new String[] {"train.optimizer=adagrad", "train.blocks=2"});
    for (String[] settings : all) {
      expected.put(List.of(settings).toString(), checksum(train(spark(), settings)));
    }

    assertThat(expected.values()).doesNotHaveDuplicates();
    SparkSession other =
        TestSessions.withMaster(
            "local[1]",
            Map.of("spark.default.parallelism", "7", "spark.sql.shuffle.partitions", "7"));
    for (String[] settings : all) {
      assertThat(checksum(train(other, settings)))
          .as(List.of(settings).toString())
          .isEqualTo(expected.get(List.of(settings).toString()));
    }
  }

  @Test
  void frequentNodesAreCountedExactly() {
    int nodes = 1_000;
    List<WalkBatch> batches = new ArrayList<>();
    long[] counts = new long[nodes];
    long tokens = 0;
    for (int b = 0; b < 5; b++) {
      int[] walk = new int[3_000];
      for (int i = 0; i < walk.length; i++) {
        walk[i] = (int) (nodes * Math.pow((i + 0.5) / walk.length, 3 + b));
        counts[walk[i]]++;
        tokens++;
      }

      batches.add(new WalkBatch(new long[] {b}, new int[1], new int[] {0, walk.length}, walk));
    }

    double threshold = 0.002;
    int frequent = 0;
    for (long count : counts) {
      double share = count / (double) tokens;
      frequent += Math.sqrt(threshold / share) + threshold / share < 1 ? 1 : 0;
    }

    JavaSparkContext sc = sparkContext();
    Subsampling found = TokenCounts.subsampling(sc.parallelize(batches, 3), nodes, threshold, 1);

    assertThat(frequent).isGreaterThan(3);
    assertThat(found.nodes()).isEqualTo(frequent);
  }

  @Test
  void settingsThatContradictTheMethodAreRefused() {
    assertThatThrownBy(() -> train(spark(), "train.method=line-1", "train.tables=two"))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "train.method=line-1 has one table by definition, but train.tables is two; leave it at"
                + " auto, or choose line-2");
    assertThatThrownBy(() -> train(spark(), "train.method=line-2", "train.tables=one"))
        .hasMessage(
            "train.method=line-2 has two tables by definition, but train.tables is one; leave it at"
                + " auto, or choose line-1");
    assertThatThrownBy(() -> train(spark(), "train.method=verse", "train.subsample=0.001"))
        .hasMessage(
            "train.subsample leaves out tokens of walks, but train.method=verse trains on none;"
                + " leave it at 0, or choose deepwalk");
    assertThatThrownBy(() -> train(spark(), "train.method=verse", "walk.law=node2vec"))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageStartingWith(
            "train.method=verse walks uniformly or by weight and restarts by train.alpha, but"
                + " walk.law is node2vec");
  }
}
