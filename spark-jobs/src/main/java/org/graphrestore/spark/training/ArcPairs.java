package org.graphrestore.spark.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.skipgram.ArcSampler;
import org.graphrestore.skipgram.PairRule;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkSelection;

/**
 * Arcs as pairs, in proportion to their weights: tasks read ranges of the graph store and draw from
 * them. Nothing but one number a range of 65,536 nodes comes to the driver, once.
 */
final class ArcPairs implements PairSource {
  /** Nodes whose arcs are read at once. Part of the result: weights are summed range by range. */
  private static final int RANGE = 1 << 16;

  private final GraphFiles graph;
  private final int samples;
  private final long seed;
  private double weight = -1;

  ArcPairs(GraphFiles graph, int samples, long seed) {
    this.graph = graph;
    this.samples = samples;
    this.seed = seed;
  }

  @Override
  public JavaRDD<WalkBatch> batches(JavaSparkContext sc, WalkSelection selection) {
    GraphFiles files = graph;
    BlockLayout layout = BlockLayout.ofRows(files.nodes(), RANGE);
    double all = weight(sc, layout);
    double pairs = (double) samples * files.nodes() / selection.episodes();
    int epoch = selection.epoch();
    int episode = selection.episode();
    long drawSeed = seed;
    double pairsPerWeight = all > 0 ? pairs / all : 0;
    // Ranges are cut further, so that a small graph keeps every core busy; this changes no draw.
    BlockLayout parts = BlockLayout.ofBlocks(files.nodes(), parts(sc, layout));
    return numbers(sc, parts.blocks())
        .flatMap(
            part -> {
              long first = parts.firstIndex(part);
              int rows = parts.rows(part);
              return new ArcSampler(drawSeed, pairsPerWeight)
                  .draw(
                      files.outNeighbours(first, rows), files.hashes(first, rows), epoch, episode);
            });
  }

  private static int parts(JavaSparkContext sc, BlockLayout layout) {
    return Math.max(layout.blocks(), (int) Math.min(layout.nodes(), 2L * sc.defaultParallelism()));
  }

  @Override
  public PairRule rule() {
    return PairRule.arcs();
  }

  @Override
  public double expectedPairs() {
    return (double) graph.nodes() * samples;
  }

  /** Sums in the order of ranges, so that the sum has the same bits everywhere. */
  private double weight(JavaSparkContext sc, BlockLayout layout) {
    if (weight < 0) {
      GraphFiles files = graph;
      double sum = 0;
      List<Double> weights =
          numbers(sc, layout.blocks())
              .map(
                  range ->
                      ArcSampler.weight(
                          files.outNeighbours(layout.firstIndex(range), layout.rows(range))))
              .collect();
      for (double some : weights) {
        sum += some;
      }

      this.weight = sum;
    }

    return weight;
  }

  private static JavaRDD<Integer> numbers(JavaSparkContext sc, int count) {
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    return sc.parallelize(numbers, Math.max(1, Math.min(count, 4 * sc.defaultParallelism())));
  }
}
