package org.graphrestore.spark.walks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.JvmGraph;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkEngine;
import org.graphrestore.walk.WalkParams;
import org.graphrestore.walk.WalkSelection;

/** Walks made by the replicated engine, task by task, each task a range of start nodes. */
final class StreamedWalks implements WalkSource {
  /** Tasks a core: enough to even out starts with short walks, few enough to keep files large. */
  private static final int TASKS_PER_CORE = 2;

  private final GraphFiles files;
  private final WalkParams params;
  private final long seed;

  StreamedWalks(GraphStore graph, WalkParams params, long seed) {
    this.files = graph.files();
    this.params = params;
    this.seed = seed;
  }

  @Override
  public JavaRDD<WalkBatch> batches(JavaSparkContext sc, WalkSelection selection) {
    GraphFiles graph = files;
    WalkParams walkParams = params;
    long walkSeed = seed;
    BlockLayout layout = BlockLayout.ofBlocks(graph.nodes(), tasks(sc));
    List<Integer> blocks = new ArrayList<>();
    for (int block = 0; block < layout.blocks(); block++) {
      blocks.add(block);
    }

    if (blocks.isEmpty()) {
      return sc.parallelize(Collections.<WalkBatch>emptyList(), 1);
    }

    return sc.parallelize(blocks, blocks.size())
        .flatMap(
            block -> {
              long first = layout.firstIndex(block);
              long[] hashes = graph.hashes(first, layout.rows(block));
              WalkEngine engine =
                  new WalkEngine(JvmGraph.outNeighbours(graph), walkParams, walkSeed);
              return engine.walks(first, hashes, selection);
            });
  }

  @Override
  public String fingerprint() {
    return WalkFingerprint.of(files.fingerprint(), params, seed);
  }

  @Override
  public WalkParams params() {
    return params;
  }

  @Override
  public void release() {
    JvmGraph.release(files.fingerprint());
  }

  /** The number of tasks follows the cluster: it changes no walk. */
  static int tasks(JavaSparkContext sc) {
    return Math.max(1, sc.defaultParallelism() * TASKS_PER_CORE);
  }
}
