package org.graphrestore.spark.walks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.spark.FlakyFileSystem;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.TestSessions;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkLaw;
import org.graphrestore.walk.WalkParams;
import org.graphrestore.walk.WalkSelection;
import org.junit.jupiter.api.Test;

/** The same walks on one core and two, in one task and many, with a task that fails once. */
class WalksAnywhereTest extends SparkTest {
  private static final int NODES = 200;
  private static final WalkParams PARAMS = new WalkParams(WalkLaw.UNIFORM, 100, 80);

  private final Set<Integer> numbersOfFiles = new HashSet<>();

  private SortedMap<String, Integer> walks(SparkSession spark, String run) {
    GraphFixture fixture = GraphFixture.undirected();
    for (int i = 0; i < NODES; i++) {
      fixture.edge("n" + i, "n" + (i + 1) % NODES).edge("n" + i, "n" + i * i % NODES);
    }

    GraphStore graph = fixture.write(spark, folder.resolve("graph of " + run));
    Path runFolder = new Path(folder.resolve(run).toUri().toString());
    WalkStore store =
        WalkStage.run(graph, PARAMS, new RunContext(spark, runFolder, 3, ProgressSink.SILENT));
    numbersOfFiles.add(store.manifest().table(WalkStore.WALKS).files().size());
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(spark.sparkContext());
    WalkSource stored = WalkSource.stored(graph, store);
    SortedMap<String, Integer> walks = hashes(stored.batches(sc, WalkSelection.all()).collect());
    WalkSource streamed = WalkSource.streamed(graph, PARAMS, 3);
    assertThat(hashes(streamed.batches(sc, WalkSelection.all()).collect())).isEqualTo(walks);
    streamed.release();
    return walks;
  }

  /** A hash of every walk, by the hash of its start's id and its number. */
  private static SortedMap<String, Integer> hashes(List<WalkBatch> batches) {
    SortedMap<String, Integer> walks = new TreeMap<>();
    for (WalkBatch batch : batches) {
      for (int w = 0; w < batch.walks(); w++) {
        int[] nodes = Arrays.copyOfRange(batch.nodes(), batch.offsets()[w], batch.offsets()[w + 1]);
        walks.put(batch.startHashes()[w] + "#" + batch.walkNumbers()[w], Arrays.hashCode(nodes));
      }
    }

    return walks;
  }

  private static SparkSession session(String master, int parallelism, boolean adaptive) {
    return TestSessions.withMaster(
        master,
        Map.of(
            "spark.hadoop.fs.file.impl", FlakyFileSystem.class.getName(),
            "spark.hadoop.fs.file.impl.disable.cache", "true",
            "spark.default.parallelism", Integer.toString(parallelism),
            "spark.sql.shuffle.partitions", Integer.toString(parallelism),
            "spark.sql.adaptive.enabled", Boolean.toString(adaptive)));
  }

  @Test
  void coresTasksRetriesAndAdaptiveExecutionChangeNothing() {
    List<SortedMap<String, Integer>> found = new ArrayList<>();
    FlakyFileSystem.failures();
    found.add(walks(session("local[1,4]", 1, true), "one"));
    found.add(walks(session("local[2,4]", 2, false), "two"));
    found.add(walks(session("local[2,4]", 7, true), "seven"));
    assertThat(FlakyFileSystem.failures()).as("tasks that failed once").isPositive();
    assertThat(numbersOfFiles).as("numbers of files").hasSizeGreaterThan(2);
    assertThat(found.get(0)).hasSize(NODES * 100);
    assertThat(found.get(1)).isEqualTo(found.get(0));
    assertThat(found.get(2)).isEqualTo(found.get(0));
  }
}
