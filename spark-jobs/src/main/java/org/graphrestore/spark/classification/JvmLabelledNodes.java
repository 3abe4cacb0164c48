package org.graphrestore.spark.classification;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.classification.LabelledNodes;

/**
 * The labelled nodes, once in a JVM: all tasks of an executor share one copy, and the first one
 * loads it while the others wait.
 */
final class JvmLabelledNodes {
  private static final Map<String, LabelledNodes> LOADED = new ConcurrentHashMap<>();

  private JvmLabelledNodes() {}

  static LabelledNodes of(LabelledFiles.Content content) {
    return LOADED.computeIfAbsent(content.identity(), identity -> content.load());
  }

  /**
   * Lets go of the nodes in this JVM and, by tasks, in the executors. An executor that gets none of
   * these tasks keeps a copy, which is bounded.
   */
  static void release(JavaSparkContext sc, String identity) {
    LOADED.remove(identity);
    if (!sc.isLocal()) {
      int tasks = sc.statusTracker().getExecutorInfos().length + sc.defaultParallelism();
      sc.parallelize(new java.util.ArrayList<>(IntStream.range(0, tasks).boxed().toList()), tasks)
          .foreach(number -> LOADED.remove(identity));
    }
  }

  /** Returns how many sets of nodes this JVM holds. */
  static int held() {
    return LOADED.size();
  }
}
