import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.graphrestore.vector.GroupScratch;
import org.graphrestore.vector.Kernels;
import org.graphrestore.vector.VectorKernels;

/**
 * Pairs a second of the group kernel, groups of 16 on random rows, as a share of the core's rate of
 * fused multiply-adds, which is probed in between: a pair takes 3 (K + 1) d of them. Prints a JSON
 * object a case. Samples are short and in turns, so that a machine that is slow for a while is slow
 * for all; "fast" is the 93rd percentile of the samples, "median" what a busy machine gives.
 *
 * <pre>
 * java --add-modules jdk.incubator.vector -cp ... KernelRates.java SAMPLES DIMENSION [ROWS]...
 * </pre>
 */
public final class KernelRates {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int GROUPS = 4_096;
  private static final int SAMPLE_GROUPS = 64;
  private static final int INPUTS = 16;
  private static final float RATE = 1e-4f;
  private static final int PROBE_ROUNDS = 40_000;
  private static final int SUMS = 12;

  private KernelRates() {}

  /** Runs. */
  public static void main(String[] args) {
    int samples = Integer.parseInt(args[0]);
    int dim = Integer.parseInt(args[1]);
    int[] rows = Arrays.stream(args).skip(2).mapToInt(Integer::parseInt).toArray();
    Case[] cases = new Case[2 * rows.length];
    for (int i = 0; i < rows.length; i++) {
      cases[2 * i] = new Case(rows[i], 5, dim);
      cases[2 * i + 1] = new Case(rows[i], 3, dim);
    }

    float[] values = new float[4 * 16];
    Arrays.fill(values, 0.5f);
    for (int i = 0; i < 400; i++) {
      probe(values);
      for (Case one : cases) {
        one.sample();
      }
    }

    double[] peaks = new double[samples];
    double[][] rates = new double[cases.length][samples];
    for (int s = 0; s < samples; s++) {
      peaks[s] = probe(values);
      for (int i = 0; i < cases.length; i++) {
        rates[i][s] = cases[i].sample();
      }
    }

    for (int i = 0; i < cases.length; i++) {
      double fast = percentile(rates[i], 0.93);
      double work = 3.0 * (cases[i].negatives + 1) * dim;
      System.out.printf(
          Locale.ROOT,
          "{\"kernels\": \"%s\", \"rows\": %d, \"negatives\": %d, \"dim\": %d,"
              + " \"million_pairs_fast\": %.2f, \"million_pairs_median\": %.2f,"
              + " \"giga_fma_peak\": %.1f, \"share_of_peak\": %.3f}%n",
          Kernels.active().name(),
          cases[i].rows,
          cases[i].negatives,
          dim,
          fast / 1e6,
          percentile(rates[i], 0.5) / 1e6,
          percentile(peaks, 0.93) / 1e9,
          fast * work / percentile(peaks, 0.93));
    }
  }

  private static double percentile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) (sorted.length * share)];
  }

  /** Fused multiply-adds a second, twelve independent sums at a time, all in registers. */
  private static double probe(float[] values) {
    FloatVector x = FloatVector.fromArray(SPECIES, values, 16);
    FloatVector y = FloatVector.fromArray(SPECIES, values, 32);
    FloatVector a = FloatVector.fromArray(SPECIES, values, 0);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    FloatVector e = a;
    FloatVector f = a;
    FloatVector g = a;
    FloatVector h = a;
    FloatVector i = a;
    FloatVector j = a;
    FloatVector k = a;
    FloatVector l = a;
    long start = System.nanoTime();
    for (int round = 0; round < PROBE_ROUNDS; round++) {
      a = a.fma(x, y);
      b = b.fma(x, y);
      c = c.fma(x, y);
      d = d.fma(x, y);
      e = e.fma(x, y);
      f = f.fma(x, y);
      g = g.fma(x, y);
      h = h.fma(x, y);
      i = i.fma(x, y);
      j = j.fma(x, y);
      k = k.fma(x, y);
      l = l.fma(x, y);
    }

    double seconds = (System.nanoTime() - start) / 1e9;
    a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l)
        .intoArray(values, 48);
    return (double) PROBE_ROUNDS * SUMS * SPECIES.length() / seconds;
  }

  /** Rows and groups of one size. */
  private static final class Case {
    private final int rows;
    private final int negatives;
    private final int stride;
    private final float[] input;
    private final float[] context;
    private final int[][] inputAt = new int[GROUPS][];
    private final int[][] targetAt = new int[GROUPS][];
    private final GroupScratch scratch;
    private int next;

    Case(int rows, int negatives, int dim) {
      this.rows = rows;
      this.negatives = negatives;
      this.stride = VectorKernels.stride(dim);
      SplittableRandom random = new SplittableRandom(1);
      this.input = values(random, dim);
      this.context = values(random, dim);
      for (int g = 0; g < GROUPS; g++) {
        inputAt[g] = random.ints(INPUTS, 0, rows).map(row -> row * stride).toArray();
        targetAt[g] =
            random.ints(0, rows).distinct().limit(negatives + 1L).map(r -> r * stride).toArray();
      }

      this.scratch = new GroupScratch(INPUTS, negatives + 1, stride);
    }

    double sample() {
      long start = System.nanoTime();
      for (int i = 0; i < SAMPLE_GROUPS; i++) {
        int g = (next + i) % GROUPS;
        Kernels.active()
            .trainGroup(
                input,
                inputAt[g],
                INPUTS,
                context,
                targetAt[g],
                negatives + 1,
                stride,
                RATE,
                RATE,
                scratch);
      }

      this.next = (next + SAMPLE_GROUPS) % GROUPS;
      return SAMPLE_GROUPS * INPUTS / ((System.nanoTime() - start) / 1e9);
    }

    private float[] values(SplittableRandom random, int dim) {
      float[] values = new float[rows * stride];
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < dim; c++) {
          values[r * stride + c] = (float) (random.nextDouble() * 0.2 - 0.1);
        }
      }

      return values;
    }
  }
}
