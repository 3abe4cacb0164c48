package org.graphrestore.skipgram;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.graphrestore.vector.VectorKernels;

/**
 * Trains a bucket, tile pair by tile pair, in a fixed schedule: with T tiles a side, diagonal d
 * holds the tile pairs (a, (a + d) mod T), which share no row and so may be trained at once.
 *
 * <pre>
 *            target tile  0 1 2 3
 * input tile 0            0 1 2 3      the number is the diagonal: all 0s, then all 1s, ...
 *            1            3 0 1 2
 *            2            2 3 0 1
 *            3            1 2 3 0
 * </pre>
 *
 * <p>Where the rows are input and target at once, diagonal d holds the pairs {a, b} with a + b = d
 * mod T, which share no row either; a thread trains (a, b) and then (b, a).
 *
 * <p>A tile pair is trained by one thread and draws nothing that depends on another one, and all
 * threads wait for the end of a diagonal: their number changes no bit. Cost: about 100 ns a pair at
 * dimension 128 with 5 negatives in cache. Thread-safe.
 */
public final class BucketTrainer {
  private static final AtomicInteger THREADS = new AtomicInteger();

  private final TrainerSettings settings;
  private final VectorKernels kernels;
  private final int threads;

  /**
   * Makes a trainer.
   *
   * @param settings dimension, negatives, group size, rates and seed
   * @param kernels the float kernels
   * @param threads how many threads train a bucket, at least 1
   */
  public BucketTrainer(TrainerSettings settings, VectorKernels kernels, int threads) {
    this.settings = settings;
    this.kernels = kernels;
    this.threads = Math.max(1, threads);
  }

  /**
   * Trains a bucket in place.
   *
   * @param bucket blocks and pairs
   * @param epoch from 0
   * @param episode from 0
   * @param from share of the whole training that is done before, 0 .. 1
   * @param to share that is done afterwards
   * @throws InterruptedException if the thread is interrupted; the blocks are then useless
   */
  public BucketResult train(Bucket bucket, int epoch, int episode, double from, double to)
      throws InterruptedException {
    int tiles = Math.max(bucket.inputTiles().blocks(), bucket.contextTiles().blocks());
    BucketResult[] results = new BucketResult[tiles * tiles];
    NegativeSampler[] samplers = samplers(bucket);
    int workers = Math.max(1, Math.min(threads, tiles));
    ExecutorService executor = workers == 1 ? null : executor(workers);
    TilePairTrainer[] trainers = new TilePairTrainer[workers];
    for (int w = 0; w < workers; w++) {
      trainers[w] = new TilePairTrainer(settings, kernels, bucket, samplers, epoch, episode);
    }

    try {
      for (int d = 0; d < tiles; d++) {
        double start = from + (to - from) * d / tiles;
        double end = from + (to - from) * (d + 1) / tiles;
        diagonal(executor, trainers, bucket.shared(), d, tiles, start, end, results);
      }
    } finally {
      stop(executor);
    }

    return sum(results, isFinite(bucket.input()) && isFinite(bucket.context()));
  }

  private static void diagonal(
      ExecutorService executor,
      TilePairTrainer[] trainers,
      boolean shared,
      int d,
      int tiles,
      double start,
      double end,
      BucketResult[] results)
      throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    List<Callable<Void>> works = new ArrayList<>();
    for (TilePairTrainer trainer : trainers) {
      works.add(
          () -> {
            for (int a = next.getAndIncrement(); a < tiles; a = next.getAndIncrement()) {
              if (!shared) {
                int b = (a + d) % tiles;
                results[a * tiles + b] = trainer.train(a, b, start, end);
              } else if (a <= Math.floorMod(d - a, tiles)) {
                int b = Math.floorMod(d - a, tiles);
                results[a * tiles + b] = trainer.train(a, b, start, end);
                results[b * tiles + a] =
                    a == b ? results[a * tiles + b] : trainer.train(b, a, start, end);
              }
            }

            return null;
          });
    }

    try {
      if (executor == null) {
        works.get(0).call();
        return;
      }

      for (Future<Void> done : executor.invokeAll(works)) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Training of a tile pair failed: " + e.getCause(), e);
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Training of a tile pair failed: " + e, e);
    }
  }

  private static NegativeSampler[] samplers(Bucket bucket) {
    NegativeSampler[] samplers = new NegativeSampler[bucket.contextTiles().blocks()];
    for (int t = 0; t < samplers.length; t++) {
      samplers[t] =
          NegativeSampler.of(
              bucket.contextDegrees(),
              (int) bucket.contextTiles().firstIndex(t),
              bucket.contextTiles().rows(t));
    }

    return samplers;
  }

  private static ExecutorService executor(int workers) {
    return Executors.newFixedThreadPool(
        workers,
        work -> {
          Thread thread = new Thread(work, "graphrestore-train-" + THREADS.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Waits until no thread can touch the blocks any more. */
  private static void stop(ExecutorService executor) throws InterruptedException {
    if (executor != null) {
      executor.shutdownNow();
      executor.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  /** Adds in the order of tile pairs, so that the loss has the same bits too. */
  private static BucketResult sum(BucketResult[] results, boolean finite) {
    long pairs = 0;
    double lossSum = 0;
    long lossPairs = 0;
    for (BucketResult result : results) {
      if (result != null) {
        pairs += result.pairs();
        lossSum += result.lossSum();
        lossPairs += result.lossPairs();
      }
    }

    return new BucketResult(pairs, lossSum, lossPairs, finite);
  }

  /** Returns whether there is neither an infinity nor a NaN. */
  static boolean isFinite(float[] values) {
    int most = 0;
    for (float value : values) {
      most = Math.max(most, Float.floatToRawIntBits(value) & 0x7FFFFFFF);
    }

    return most < 0x7F800000;
  }
}
