package org.graphrestore.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkEngine;
import org.graphrestore.walk.WalkGraph;
import org.graphrestore.walk.WalkLaw;
import org.graphrestore.walk.WalkParams;
import org.graphrestore.walk.WalkSelection;

/**
 * Steps a CPU second of one thread, walks kept in memory, law by law: what {@code
 * benchmarks/compare-walks.sh} sets beside numba. Writes the graph first, or reads it where it is
 * written, so that both walk on the very same one.
 *
 * <pre>
 * WalkRates GRAPH FOLDER RUNS LAW...      a law is uniform, weighted or node2vec:P:Q
 * -Dsteps=N                              steps of a run, 60 million otherwise
 * </pre>
 */
public final class WalkRates {
  private static final int LENGTH = 80;
  private static final long STEPS = Long.getLong("steps", 60_000_000);
  private static final String OFFSETS = "offsets.i32";
  private static final String TARGETS = "targets.i32";
  private static final String WEIGHTS = "weights.f32";

  private WalkRates() {}

  /** Measures; prints a line of JSON for every law. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[1]);
    AdjacencyBlock weighted = Files.exists(folder.resolve(WEIGHTS)) ? read(folder) : null;
    if (weighted == null) {
      weighted = BenchmarkGraphs.weighted(BenchmarkGraphs.open(args[0]));
      dump(weighted, folder);
    }

    AdjacencyBlock plain = new AdjacencyBlock(0, weighted.offsets(), weighted.targets(), null);
    long[] hashes = BenchmarkGraphs.hashes(plain);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String law : Arrays.asList(args).subList(3, args.length)) {
      WalkParams params = params(law);
      AdjacencyBlock graph = params.law() == WalkLaw.WEIGHTED ? weighted : plain;
      long before = cpu();
      WalkGraph prepared = params.transitions().prepare(graph, true);
      double preparing = (cpu() - before) / 1e9;
      double[] rates = new double[Integer.parseInt(args[2])];
      for (int run = -1; run < rates.length; run++) {
        double rate = rate(new WalkEngine(prepared, params, run), hashes);
        if (run >= 0) {
          rates[run] = rate;
        }
      }

      Arrays.sort(rates);
      out.printf(
          Locale.ROOT,
          "{\"who\": \"graphrestore\", \"graph\": \"%s\", \"law\": \"%s\", \"median\": %.2f,"
              + " \"lowest\": %.2f, \"highest\": %.2f, \"prepare_seconds\": %.2f}%n",
          args[0],
          law,
          rates[rates.length / 2] / 1e6,
          rates[0] / 1e6,
          rates[rates.length - 1] / 1e6,
          preparing);
    }
  }

  /** Reads a law: {@code uniform}, {@code weighted} or {@code node2vec:P:Q}. */
  static WalkParams params(String law) {
    String[] parts = law.split(":");
    WalkLaw name = WalkLaw.valueOf(parts[0].toUpperCase(Locale.ROOT));
    return parts.length == 1
        ? new WalkParams(name, 10, LENGTH)
        : new WalkParams(
            name, 10, LENGTH, Double.parseDouble(parts[1]), Double.parseDouble(parts[2]), 0);
  }

  private static double rate(WalkEngine engine, long[] hashes) {
    long before = cpu();
    long steps = 0;
    while (steps < STEPS) {
      Iterator<WalkBatch> batches = engine.walks(0, hashes, WalkSelection.all());
      while (batches.hasNext() && steps < STEPS) {
        WalkBatch batch = batches.next();
        steps += batch.tokens() - batch.walks();
      }
    }

    return steps / ((cpu() - before) / 1e9);
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void dump(AdjacencyBlock graph, Path folder) throws IOException {
    Files.createDirectories(folder);
    write(folder.resolve(OFFSETS), graph.offsets().length, graph.offsets(), null);
    write(folder.resolve(TARGETS), graph.targets().length, graph.targets(), null);
    write(folder.resolve(WEIGHTS), graph.weights().length, null, graph.weights());
  }

  private static AdjacencyBlock read(Path folder) throws IOException {
    int[] offsets = ints(folder.resolve(OFFSETS));
    int[] targets = ints(folder.resolve(TARGETS));
    float[] weights = new float[targets.length];
    int[] bits = ints(folder.resolve(WEIGHTS));
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Float.intBitsToFloat(bits[i]);
    }

    return new AdjacencyBlock(0, offsets, targets, weights);
  }

  private static int[] ints(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      int[] values = new int[Math.toIntExact(channel.size() / Integer.BYTES)];
      channel
          .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
          .order(ByteOrder.LITTLE_ENDIAN)
          .asIntBuffer()
          .get(values);
      return values;
    }
  }

  private static void write(Path file, int length, int[] values, float[] floats)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = 0; at < length; ) {
        buffer.clear();
        for (; at < length && buffer.remaining() >= 4; at++) {
          if (values != null) {
            buffer.putInt(values[at]);
          } else {
            buffer.putFloat(floats[at]);
          }
        }

        buffer.flip();
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
    }
  }
}
