package org.graphrestore.spark.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/** The original ids of all nodes, once in a JVM: the first task loads them, all others share. */
final class JvmIds {
  private static final Map<String, IdWords> LOADED = new ConcurrentHashMap<>();

  private JvmIds() {}

  static IdWords all(NodeIds ids, GraphFiles graph) {
    return LOADED.computeIfAbsent(
        graph.fingerprint(), key -> ids.words(0, Math.toIntExact(graph.nodes())));
  }

  /** Lets go of the ids of a graph, here and in the executors. */
  static void release(JavaSparkContext sc, String fingerprint) {
    LOADED.remove(fingerprint);
    if (!sc.isLocal() && !sc.sc().isStopped()) {
      int tasks = sc.statusTracker().getExecutorInfos().length + sc.defaultParallelism();
      List<Integer> numbers = new ArrayList<>(IntStream.range(0, tasks).boxed().toList());
      sc.parallelize(numbers, tasks).foreach(number -> LOADED.remove(fingerprint));
    }
  }

  /** Returns of how many graphs this JVM holds the ids. */
  static int held() {
    return LOADED.size();
  }
}
