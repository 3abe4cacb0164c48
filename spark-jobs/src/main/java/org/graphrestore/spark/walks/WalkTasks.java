package org.graphrestore.spark.walks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.VoidFunction;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.JvmGraph;
import org.graphrestore.walk.WalkGraph;
import org.graphrestore.walk.WalkParams;

/**
 * How walks are cut into tasks: contiguous ranges of starts. It follows the cluster and the size of
 * the job, since it changes no walk.
 */
final class WalkTasks {
  /** Tasks a core: enough to even out starts with short walks. */
  private static final int TASKS_PER_CORE = 2;

  /** Below this a task costs more to start than to run. */
  private static final long LEAST_TOKENS = 1L << 18;

  /** Above this the file of a task grows past some 100 MB, and progress comes late. */
  private static final long MOST_TOKENS = 1L << 25;

  private WalkTasks() {}

  /** Returns the number of tasks of a stage that has enough to do. */
  static int perStage(JavaSparkContext sc) {
    return Math.max(1, sc.defaultParallelism() * TASKS_PER_CORE);
  }

  /** Cuts the starts of a graph. */
  static BlockLayout layout(JavaSparkContext sc, long nodes, WalkParams params) {
    // A product of three large settings may be more than a long holds.
    return layout(sc, nodes, (double) params.walksPerNode() * params.length());
  }

  /** Cuts the starts of a graph of which every one gives so many tokens. */
  static BlockLayout layout(JavaSparkContext sc, long nodes, double tokensPerNode) {
    double tokens = nodes * tokensPerNode;
    long most = (long) Math.max(1, tokens / LEAST_TOKENS);
    long least = (long) Math.min(1 << 20, tokens / MOST_TOKENS + 1);
    return BlockLayout.ofBlocks(
        nodes, (int) Math.min(1 << 20, Math.max(least, Math.min(most, perStage(sc)))));
  }

  /** Returns the numbers of the blocks, one a task. */
  static JavaRDD<Integer> blocks(JavaSparkContext sc, BlockLayout layout) {
    return numbers(sc, layout.blocks(), layout.blocks());
  }

  /** Returns the numbers from 0 to {@code count - 1} in at most so many tasks. */
  static JavaRDD<Integer> numbers(JavaSparkContext sc, int count, int tasks) {
    // An ArrayList, since Kryo does not know the class of an immutable list.
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    return sc.parallelize(numbers, Math.max(1, Math.min(count, tasks)));
  }

  /** Returns this JVM's one copy of a graph, with the tables that the law needs. */
  static WalkGraph graph(GraphFiles files, WalkParams params) {
    return JvmGraph.once(
        files,
        // How many walks there are changes nothing of what they are drawn from.
        params.withWalksPerNode(1).texts().toString(),
        WalkGraph.class,
        () -> WalkGraphs.load(files, params, 0, Math.toIntExact(files.nodes())));
  }

  /**
   * Lets go of a replicated graph: in this JVM, and in the executors, where tasks must be sent that
   * do it. An executor that gets none of them keeps its copy, and uses it when asked again.
   */
  static void release(JavaSparkContext sc, String graphFingerprint) {
    JvmGraph.release(graphFingerprint);
    onExecutors(sc, number -> JvmGraph.release(graphFingerprint));
  }

  /**
   * Does something in all executors that get one of the tasks that are sent out for it; nothing in
   * local mode, where the driver is the executor.
   */
  static void onExecutors(JavaSparkContext sc, VoidFunction<Integer> work) {
    if (!sc.isLocal()) {
      int tasks = sc.statusTracker().getExecutorInfos().length + sc.defaultParallelism();
      numbers(sc, tasks, tasks).foreach(work);
    }
  }
}
