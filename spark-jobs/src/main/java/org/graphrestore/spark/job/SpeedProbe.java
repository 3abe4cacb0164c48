package org.graphrestore.spark.job;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.estimate.Rates;
import org.graphrestore.estimate.RunEstimate;
import org.graphrestore.estimate.RunRequest;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.NodeHash;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.graphrestore.reconstruction.CandidatePanels;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.TileScorer;
import org.graphrestore.skipgram.Bucket;
import org.graphrestore.skipgram.BucketPairs;
import org.graphrestore.skipgram.BucketTrainer;
import org.graphrestore.skipgram.PairChunks;
import org.graphrestore.skipgram.TrainerSettings;
import org.graphrestore.skipgram.TrainingPlan;
import org.graphrestore.vector.Kernels;
import org.graphrestore.vector.VectorKernels;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkEngine;
import org.graphrestore.walk.WalkParams;
import org.graphrestore.walk.WalkSelection;

/**
 * Measures the kernels themselves on this machine, at the sizes that a run will use, in the CPU
 * time of one thread: other work on the machine slows it little. One to two seconds, 64 MB in all.
 */
final class SpeedProbe {
  private static final long WINDOW_NANOS = 50_000_000;

  /**
   * So long no window may be better than the best one, for that to count: compilers take a while.
   */
  private static final int STEADY_WINDOWS = 3;

  private static final int MOST_WINDOWS = 9;
  private static final double BETTER = 1.03;
  private static final int MOST_NODES = 1 << 20;
  private static final int MOST_DEGREE = 8;
  private static final int MOST_PAIRS = 200_000;
  private static final int KEYS = 50_000;
  private static final int QUERIES = 64;
  private static final int CANDIDATES = 4_096;

  private static final long KEY = Seeds.key(1, Purpose.QUERY);

  private final RunEstimate run;
  private final RunRequest request;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  /** Does some work; returns how much. */
  private interface Work {
    double once() throws InterruptedException;
  }

  private SpeedProbe(RunEstimate run, RunRequest request) {
    this.run = run;
    this.request = request;
  }

  /** Measures what a run will need. */
  static Rates measure(RunEstimate run, RunRequest request) {
    SpeedProbe probe = new SpeedProbe(run, request);
    try {
      double keys = probe.rate(probe.keys());
      double steps = probe.rate(probe.steps());
      double pairs = probe.rate(probe.pairs());
      double flops = probe.rate(probe.flops());
      return Rates.ofKernels(
          keys,
          steps,
          pairs,
          flops,
          String.format(
              Locale.ROOT,
              "probed here: %.1f M steps/s, %.1f M pairs/s, %.1f GFLOP/s a core, less what whole"
                  + " stages lose",
              steps / 1e6,
              pairs / 1e6,
              flops / 1e9));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Rates.reference(request.train().dim());
    }
  }

  private double rate(Work work) throws InterruptedException {
    double best = 0;
    int steady = 0;
    for (int window = 0; window < MOST_WINDOWS && steady < STEADY_WINDOWS; window++) {
      double rate = window(work);
      steady = rate > best * BETTER ? 0 : steady + 1;
      best = Math.max(best, rate);
    }

    return best;
  }

  private double window(Work work) throws InterruptedException {
    double done = 0;
    long begin = now();
    long end = begin;
    while (end - begin < WINDOW_NANOS) {
      done += work.once();
      end = now();
    }

    return done / (end - begin) * 1e9;
  }

  private long now() {
    return threads.isCurrentThreadCpuTimeSupported()
        ? threads.getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  /** Ids hashed and sorted: what ingest does in many places. */
  private Work keys() {
    long[] hashes = new long[KEYS];
    return () -> {
      for (int i = 0; i < KEYS; i++) {
        hashes[i] = NodeHash.of("n/" + i);
      }

      Arrays.sort(hashes);
      return KEYS;
    };
  }

  private Work steps() {
    int nodes = (int) Math.max(2, Math.min(MOST_NODES, run.graph().nodes()));
    long mean = run.graph().arcs() / Math.max(1, run.graph().nodes());
    int degree = (int) Math.max(1, Math.min(MOST_DEGREE, mean));
    int[] offsets = new int[nodes + 1];
    int[] targets = new int[nodes * degree];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = Seeds.bounded(Seeds.draw(KEY, i), nodes);
    }

    for (int i = 0; i <= nodes; i++) {
      offsets[i] = i * degree;
    }

    WalkParams walks = request.walks().withWalksPerNode(1);
    AdjacencyBlock sample = new AdjacencyBlock(0, offsets, targets, null);
    WalkEngine engine = WalkEngine.of(sample, !run.graph().directed(), walks, 1);
    int starts = Math.min(nodes, Math.max(64, 200_000 / walks.length()));
    long[] hashes = new long[starts];
    return () -> {
      double steps = 0;
      Iterator<WalkBatch> batches = engine.walks(0, hashes, WalkSelection.all());
      while (batches.hasNext()) {
        WalkBatch batch = batches.next();
        steps += batch.nodes().length - batch.walks();
      }

      return steps;
    };
  }

  /** A tile of the plan with as many pairs as it will have, so that groups are as full. */
  private Work pairs() {
    TrainingPlan plan = run.plan().orElse(null);
    if (plan == null || plan.nodes() < 2) {
      return () -> 1;
    }

    int rows = plan.tileRows();
    double tiles = (double) plan.tiles(0).blocks() * plan.blocks();
    double each = run.pairs() / plan.epochs() / plan.episodes() / tiles / tiles;
    int n = (int) Math.max(1_000, Math.min(MOST_PAIRS, each));
    int stride = VectorKernels.stride(request.train().dim());
    float[] input = new float[rows * stride];
    for (int i = 0; i < input.length; i++) {
      input[i] = (float) ((Seeds.unit(Seeds.draw(KEY, i)) - 0.5) / stride);
    }

    long[] packed = new long[n];
    for (int i = 0; i < n; i++) {
      packed[i] =
          PairChunks.pack(
              Seeds.bounded(Seeds.draw(KEY, 2L * i), rows),
              Seeds.bounded(Seeds.draw(KEY, 2L * i + 1), rows));
    }

    int[] degrees = new int[rows];
    Arrays.fill(degrees, 1);
    BlockLayout tile = BlockLayout.ofRows(rows, rows);
    BucketPairs pairs = new BucketPairs(1, 1, rows, 0);
    pairs.count(packed, n);
    pairs.allocate();
    pairs.place(packed, n);
    Bucket bucket = new Bucket(input, new float[rows * stride], degrees, tile, tile, 0, 0, pairs);
    BucketTrainer trainer =
        new BucketTrainer(TrainerSettings.of(request.train(), plan, 1), Kernels.active(), 1);
    return () -> trainer.train(bucket, 0, 0, 0, 1).pairs();
  }

  private Work flops() {
    int dim = request.dim();
    int rows = (int) Math.max(1, Math.min(CANDIDATES, run.graph().nodes()));
    float[] values = new float[rows * dim];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Seeds.unit(Seeds.draw(KEY, i));
    }

    float[] queries = Arrays.copyOf(values, QUERIES * dim);
    CandidatePanels candidates = CandidatePanels.of(new EmbeddingBlock(0, dim, values));
    TileScorer scorer = new TileScorer(ScoreKind.DOT, queries, dim, 0, QUERIES);
    return () -> {
      scorer.scan(candidates, (query, row, scores, from, count) -> {});
      return 2.0 * QUERIES * rows * dim;
    };
  }
}
