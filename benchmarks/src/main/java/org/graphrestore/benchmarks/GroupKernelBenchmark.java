package org.graphrestore.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.graphrestore.vector.GroupScratch;
import org.graphrestore.vector.Kernels;
import org.graphrestore.vector.VectorKernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Pairs a second of the group kernel, groups of 16 and 5 negatives, on random rows of a tile. The
 * rows decide which cache they lie in: 500 rows of dimension 128 are 512 KB for both sides.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@State(Scope.Thread)
public class GroupKernelBenchmark {
  private static final int GROUPS = 4_096;
  private static final int INPUTS = 16;
  private static final int TARGETS = 6;
  private static final float RATE = 1e-4f;

  /** Rows of a tile. */
  @Param({"500", "4000", "32000"})
  public int rows;

  /** Length of a vector. */
  @Param({"64", "128", "300"})
  public int dim;

  /** What Kernels.PROPERTY would say. */
  @Param({"simd", "scalar"})
  public String kernels;

  private VectorKernels active;
  private int stride;
  private float[] input;
  private float[] context;
  private int[][] inputAt;
  private int[][] targetAt;
  private GroupScratch scratch;

  /** Makes rows and groups, the same in every fork. */
  @Setup
  public void makeRows() {
    this.active = kernels.equals("scalar") ? Kernels.scalar() : Kernels.active();
    this.stride = VectorKernels.stride(dim);
    SplittableRandom random = new SplittableRandom(1);
    this.input = rows(random);
    this.context = rows(random);
    this.inputAt = new int[GROUPS][];
    this.targetAt = new int[GROUPS][];
    for (int g = 0; g < GROUPS; g++) {
      inputAt[g] = random.ints(INPUTS, 0, rows).map(row -> row * stride).toArray();
      targetAt[g] =
          random.ints(0, rows).distinct().limit(TARGETS).map(row -> row * stride).toArray();
    }

    this.scratch = new GroupScratch(INPUTS, TARGETS, stride);
  }

  /** Trains every group once. */
  @Benchmark
  @OperationsPerInvocation(GROUPS * INPUTS)
  public float pairs() {
    for (int g = 0; g < GROUPS; g++) {
      active.trainGroup(
          input, inputAt[g], INPUTS, context, targetAt[g], TARGETS, stride, RATE, RATE, scratch);
    }

    return scratch.score(0, 0);
  }

  /** A kernel that lost its numbers on the way measures nothing. */
  @TearDown(Level.Iteration)
  public void check() {
    if (!Float.isFinite(scratch.score(0, 0)) || input[0] == 0) {
      throw new IllegalStateException("The rows are no longer finite numbers");
    }
  }

  private float[] rows(SplittableRandom random) {
    float[] values = new float[rows * stride];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < dim; c++) {
        values[r * stride + c] = (float) random.nextDouble(-0.1, 0.1);
      }
    }

    return values;
  }
}
