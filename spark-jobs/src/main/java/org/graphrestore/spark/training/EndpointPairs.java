package org.graphrestore.spark.training;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.skipgram.PairRule;
import org.graphrestore.spark.walks.Endpoints;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkSelection;

/** Pairs of a node and one that its personalised PageRank draws, the same number a node. */
final class EndpointPairs implements PairSource {
  private final Endpoints endpoints;
  private final long nodes;
  private final int samples;

  EndpointPairs(Endpoints endpoints, long nodes, int samples) {
    this.endpoints = endpoints;
    this.nodes = nodes;
    this.samples = samples;
  }

  @Override
  public JavaRDD<WalkBatch> batches(JavaSparkContext sc, WalkSelection selection) {
    // Every epoch has other samples, and every episode its share of them.
    long epoch = (long) selection.epoch() * samples;
    long from = (long) samples * selection.episode() / selection.episodes();
    long to = (long) samples * (selection.episode() + 1) / selection.episodes();
    return endpoints.batches(sc, epoch + from, epoch + to);
  }

  @Override
  public PairRule rule() {
    return PairRule.arcs();
  }

  @Override
  public double expectedPairs() {
    return (double) nodes * samples;
  }

  @Override
  public void release() {
    endpoints.release();
  }
}
