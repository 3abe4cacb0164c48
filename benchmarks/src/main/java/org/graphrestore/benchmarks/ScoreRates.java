package org.graphrestore.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.graphrestore.vector.ScoreKernels;

/**
 * Multiply-adds a second of the score kernels alone, a thread a core: what {@code
 * benchmarks/reconstruct-speed.sh} sets beside OpenBLAS. The product is that of an evaluation: a
 * batch of queries against a tile of candidates, which lies in the last-level cache, from packed
 * operands into an array of scores.
 *
 * <pre>
 * ScoreRates THREADS SECONDS DIM [ROWS [BATCH]]
 * </pre>
 */
public final class ScoreRates {
  private static final int RUNS = 7;

  private ScoreRates() {}

  /** Measures; prints a line of JSON for dot products and one for squared distances. */
  public static void main(String[] args) throws InterruptedException {
    int threads = Integer.parseInt(args[0]);
    double seconds = Double.parseDouble(args[1]);
    int dim = Integer.parseInt(args[2]);
    int rows = args.length > 3 ? Integer.parseInt(args[3]) : 4096;
    int batch = args.length > 4 ? Integer.parseInt(args[4]) : 48;
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (boolean distances : new boolean[] {false, true}) {
      double[] rates = new double[RUNS];
      for (int run = -2; run < RUNS; run++) {
        Worker[] workers =
            IntStream.range(0, threads)
                .mapToObj(t -> new Worker(dim, rows, batch, distances, seconds / (RUNS + 2)))
                .toArray(Worker[]::new);
        for (Worker worker : workers) {
          worker.start();
        }
        double rate = 0;
        for (Worker worker : workers) {
          worker.join();
          rate += worker.rate;
        }
        if (run >= 0) {
          rates[run] = rate;
        }
      }
      Arrays.sort(rates);
      out.printf(
          Locale.ROOT,
          "{\"what\": \"%s\", \"kernels\": \"%s\", \"dim\": %d, \"threads\": %d, \"gflops\": %.1f,"
              + " \"lowest\": %.1f, \"highest\": %.1f}%n",
          distances ? "squared distances" : "dot products",
          ScoreKernels.best().label(),
          dim,
          threads,
          rates[RUNS / 2] / 1e9,
          rates[0] / 1e9,
          rates[RUNS - 1] / 1e9);
    }
  }

  private static final class Worker extends Thread {
    private final int dim;
    private final int rows;
    private final int batch;
    private final boolean distances;
    private final double seconds;
    private double rate;

    Worker(int dim, int rows, int batch, boolean distances, double seconds) {
      this.dim = dim;
      this.rows = rows;
      this.batch = batch;
      this.distances = distances;
      this.seconds = seconds;
    }

    @Override
    public void run() {
      SplittableRandom random = new SplittableRandom(1);
      double[] panels = random.doubles((long) rows * dim, -1, 1).toArray();
      double[] queries = random.doubles((long) batch * dim, -1, 1).toArray();
      double[] scores = new double[batch * rows];
      ScoreKernels kernels = ScoreKernels.best();
      long start = System.nanoTime();
      long passes = 0;
      double passed;
      do {
        for (int panel = 0; panel * ScoreKernels.WIDTH < rows; panel++) {
          for (int group = 0; group * ScoreKernels.QUERIES < batch; group++) {
            int to = group * ScoreKernels.QUERIES * rows + panel * ScoreKernels.WIDTH;
            if (distances) {
              kernels.squaredDistances(queries, group, dim, panels, panel, scores, rows, to);
            } else {
              kernels.dots(queries, group, dim, panels, panel, scores, rows, to);
            }
          }
        }
        passes++;
        passed = (System.nanoTime() - start) / 1e9;
      } while (passed < seconds);
      this.rate = 2.0 * passes * rows * batch * dim / passed;
    }
  }
}
