package org.graphrestore.spark.walks;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkEngine;
import org.graphrestore.walk.WalkParams;
import org.graphrestore.walk.WalkSelection;

/** Walks made by the replicated engine, task by task, each task a range of start nodes. */
class StreamedWalks implements WalkSource {
  private final GraphFiles files;
  private final WalkParams asked;
  private final WalkParams params;
  private final long seed;
  private JavaSparkContext context;

  StreamedWalks(GraphStore graph, WalkParams params, long seed) {
    LawCheck.check(graph, params);
    ReplicatedMemory.check(graph, params, "train.walks to stored");
    this.files = graph.files();
    this.params =
        WalkPilot.find(
                JavaSparkContext.fromSparkContext(SparkSession.active().sparkContext()),
                graph,
                params,
                seed,
                ProgressSink.SILENT)
            .params();
    this.asked = params;
    this.seed = seed;
  }

  @Override
  public JavaRDD<WalkBatch> batches(JavaSparkContext sc, WalkSelection selection) {
    this.context = sc;
    GraphFiles graph = files;
    WalkParams walkParams = params;
    long walkSeed = seed;
    BlockLayout layout = WalkTasks.layout(sc, graph.nodes(), walkParams);
    return WalkTasks.blocks(sc, layout)
        .flatMap(
            block -> {
              long first = layout.firstIndex(block);
              long[] hashes = graph.hashes(first, layout.rows(block));
              WalkEngine engine =
                  new WalkEngine(WalkTasks.graph(graph, walkParams), walkParams, walkSeed);
              return engine.walks(first, hashes, selection);
            });
  }

  @Override
  public String fingerprint() {
    return WalkFingerprint.of(files.fingerprint(), asked, seed);
  }

  @Override
  public WalkParams params() {
    return params;
  }

  @Override
  public void release() {
    if (context != null) {
      WalkTasks.release(context, files.fingerprint());
      context = null;
    }
  }
}
