package org.graphrestore.spark.walks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.walk.WalkEngine;
import org.graphrestore.walk.WalkParams;
import org.graphrestore.walk.WalkRounds;
import scala.Tuple2;

/**
 * Finds out how many walks a node gets where {@code walk.stop} is {@code entropy}: makes the first
 * walk of every node, then the second, and so on, until {@link WalkRounds} has decided, and keeps
 * how often they visit each node, but not the walks. What it decides is a function of graph,
 * settings and seed: visits are exact, and each panel's part of the divergence is added by one
 * task.
 *
 * <p>One job a round. A task holds 4 bytes a node for its visits beside the graph; the sums, 8
 * bytes a node, are cached on the executors; the driver sees three numbers a panel.
 */
final class WalkPilot {
  private final JavaSparkContext sc;
  private final GraphFiles files;
  private final WalkParams params;
  private final long seed;
  private final BlockLayout layout;
  private final BlockLayout panels;
  private final HashPartitioner partitioner;

  /**
   * What was found.
   *
   * @param params the settings, with the number of walks that every node gets
   * @param divergences D of every round; empty where there was nothing to find
   * @param settled whether they settled before the greatest number was reached
   */
  record Finding(WalkParams params, double[] divergences, boolean settled) {
    /** Returns what a line for people goes on with; empty where there was nothing to find. */
    String text() {
      return divergences.length == 0
          ? ""
          : String.format(
              Locale.ROOT,
              "; the divergence %s after %d rounds: %s",
              settled ? "settled" : "had not settled",
              divergences.length,
              Arrays.stream(divergences)
                  .mapToObj(d -> String.format(Locale.ROOT, "%.4f", d))
                  .collect(Collectors.joining(" ")));
    }

    /** Adds what was found to a manifest; nothing where there was nothing to find. */
    StoreManifest.Builder addTo(StoreManifest.Builder manifest) {
      return divergences.length == 0
          ? manifest
          : manifest
              .count(WalkStore.WALKS_PER_NODE, params.walksPerNode())
              .fact("divergences", Arrays.toString(divergences));
    }
  }

  /**
   * Makes a pilot.
   *
   * @param layout the starts of every task
   * @param panels the nodes whose parts of the divergence are added together: the same for the same
   *     bits
   */
  WalkPilot(
      JavaSparkContext sc,
      GraphFiles files,
      WalkParams params,
      long seed,
      BlockLayout layout,
      BlockLayout panels) {
    this.sc = sc;
    this.files = files;
    this.params = params;
    this.seed = seed;
    this.layout = layout;
    this.panels = panels;
    this.partitioner =
        new HashPartitioner(Math.max(1, Math.min(panels.blocks(), WalkTasks.perStage(sc))));
  }

  /**
   * Finds the number of walks, where the settings leave it open; else it is theirs.
   *
   * @param progress is told of every round
   */
  static Finding find(
      JavaSparkContext sc, GraphStore graph, WalkParams params, long seed, ProgressSink progress) {
    if (!params.stop().countsWalks() || params.walksPerNode() == 1 || graph.nodes() == 0) {
      return new Finding(params, new double[0], false);
    }

    ReplicatedMemory.check(graph, params, "walk.stop to fixed");
    boolean found = false;
    try {
      BlockLayout layout = WalkTasks.layout(sc, graph.nodes(), params.withWalksPerNode(1));
      BlockLayout panels = BlockLayout.ofRows(graph.nodes(), WalkRounds.PANEL);
      Finding finding =
          new WalkPilot(sc, graph.files(), params, seed, layout, panels).find(progress);
      found = true;
      return finding;
    } finally {
      if (!found) {
        WalkTasks.release(sc, graph.fingerprint());
      }
    }
  }

  Finding find(ProgressSink progress) {
    WalkRounds rounds = new WalkRounds(params.walksPerNode(), params.stop().delta());
    JavaPairRDD<Integer, long[]> visits = null;
    try {
      for (int round = 0; rounds.undecided(); round++) {
        sc.sc().setJobDescription("walks: pilot, round " + (round + 1));
        JavaPairRDD<Integer, long[]> all = plus(visits, round);
        decide(all, rounds);
        if (visits != null) {
          visits.unpersist(false);
        }

        visits = all;
        double[] divergences = rounds.divergences();
        progress.advanced(
            WalkStage.NAME,
            0,
            String.format(Locale.ROOT, "pilot %d: D %.4f", round + 1, divergences[round]));
      }
    } finally {
      sc.sc().setJobDescription(null);
      if (visits != null) {
        visits.unpersist(false);
      }
    }

    return new Finding(
        params.withWalksPerNode(rounds.walksPerNode()), rounds.divergences(), rounds.settled());
  }

  /** Returns the visits of the rounds before and of one more. */
  private JavaPairRDD<Integer, long[]> plus(JavaPairRDD<Integer, long[]> before, int round) {
    GraphFiles graph = files;
    WalkParams walkParams = params;
    long walkSeed = seed;
    BlockLayout starts = layout;
    BlockLayout nodes = panels;
    JavaPairRDD<Integer, long[]> made =
        WalkTasks.blocks(sc, layout)
            .flatMapToPair(
                block -> {
                  long first = starts.firstIndex(block);
                  long[] hashes = graph.hashes(first, starts.rows(block));
                  WalkEngine engine =
                      new WalkEngine(WalkTasks.graph(graph, walkParams), walkParams, walkSeed);
                  VisitCounts counts = new VisitCounts(nodes);
                  engine.round(first, hashes, round).forEachRemaining(counts::add);
                  return counts.visited();
                })
            .combineByKey(
                some -> VisitCounts.plus(new long[some.length], some),
                VisitCounts::plus,
                VisitCounts::plus,
                partitioner);
    return (before == null ? made : before.union(made).reduceByKey(partitioner, WalkPilot::sum))
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** Adds without changing either: the sums before are cached. */
  private static long[] sum(long[] one, long[] other) {
    return VisitCounts.plus(one.clone(), other);
  }

  private void decide(JavaPairRDD<Integer, long[]> visits, WalkRounds rounds) {
    GraphFiles graph = files;
    BlockLayout nodes = panels;
    List<Tuple2<Integer, long[]>> parts =
        new ArrayList<>(
            visits
                .mapToPair(panel -> new Tuple2<>(panel._1(), part(graph, nodes, panel)))
                .collect());
    parts.sort(Comparator.comparingInt(Tuple2::_1));
    double[] sums = parts.stream().mapToDouble(p -> Double.longBitsToDouble(p._2()[0])).toArray();
    long degrees = parts.stream().mapToLong(p -> p._2()[1]).sum();
    long all = parts.stream().mapToLong(p -> p._2()[2]).sum();
    rounds.add(sums, degrees, all);
  }

  /** A panel's part of the divergence as bits, its degrees and its visits. */
  private static long[] part(GraphFiles graph, BlockLayout panels, Tuple2<Integer, long[]> panel) {
    int[] degrees = graph.degrees(panels.firstIndex(panel._1()), panel._2().length);
    double sum = WalkRounds.panelSum(degrees, panel._2());
    return new long[] {
      Double.doubleToRawLongBits(sum),
      Arrays.stream(degrees).asLongStream().sum(),
      Arrays.stream(panel._2()).sum()
    };
  }
}
