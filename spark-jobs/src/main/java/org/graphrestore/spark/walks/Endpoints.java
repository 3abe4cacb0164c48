package org.graphrestore.spark.walks;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.walk.EndpointEngine;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkLaw;
import org.graphrestore.walk.WalkParams;

/**
 * Samples of personalised PageRank, made by the replicated engine: the graph lies once in every
 * executor. Nothing is stored; which samples there are does not depend on tasks.
 */
public final class Endpoints {
  private final GraphFiles files;
  private final WalkParams params;
  private final double alpha;
  private final long seed;
  private JavaSparkContext context;

  /**
   * Checks graph and settings.
   *
   * @param law uniform or weighted, without restart, which alpha is for
   * @param alpha probability that a walk goes on after a step
   * @throws UserMistakeException if the law is another one, or the graph does not fit an executor
   */
  public Endpoints(GraphStore graph, WalkParams law, double alpha, long seed) {
    if ((law.law() != WalkLaw.UNIFORM && law.law() != WalkLaw.WEIGHTED) || law.restart() > 0) {
      throw new UserMistakeException(
          "train.method=verse walks uniformly or by weight and restarts by train.alpha, but"
              + " walk.law is "
              + law.lawText()
              + " and walk.restart "
              + law.restart()
              + "; set walk.law to uniform or weighted and walk.restart to 0, or train.method to"
              + " deepwalk");
    }

    LawCheck.check(graph, law);
    this.params = WalkParams.of(law.law(), 1, 2, law.laws());
    ReplicatedMemory.check(graph, params, "train.method to deepwalk");
    this.files = graph.files();
    this.alpha = alpha;
    this.seed = seed;
  }

  /**
   * Returns start and end of samples as walks of two nodes.
   *
   * @param from number of the first sample of every node
   * @param to number after its last
   */
  public JavaRDD<WalkBatch> batches(JavaSparkContext sc, long from, long to) {
    this.context = sc;
    GraphFiles graph = files;
    WalkParams law = params;
    double goOn = alpha;
    long drawSeed = seed;
    int samples = (int) Math.min(Integer.MAX_VALUE, to - from);
    BlockLayout layout = WalkTasks.layout(sc, graph.nodes(), samples / 2 + 1);
    return WalkTasks.blocks(sc, layout)
        .flatMap(
            block -> {
              long first = layout.firstIndex(block);
              long[] hashes = graph.hashes(first, layout.rows(block));
              return new EndpointEngine(
                      WalkTasks.graph(graph, law), law.transitions(), goOn, drawSeed)
                  .ends(first, hashes, from, to);
            });
  }

  /** Frees what executors hold in memory. */
  public void release() {
    if (context != null) {
      WalkTasks.release(context, files.fingerprint());
      context = null;
    }
  }
}
