package org.graphrestore.benchmarks;

import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkEngine;
import org.graphrestore.walk.WalkSelection;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Steps a second on one core, walks kept in memory: the counter {@code steps}. The first graph is
 * as large as BlogCatalog; {@code -p graph=PATH/edges.tsv.gz} takes a real one. Laws are written as
 * {@link WalkRates} reads them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xmx4g"})
public class WalkBenchmark {
  private static final int STARTS = 1000;

  /** Graphs: about BlogCatalog's size, and one of a million nodes that leaves the cache. */
  @Param({"rmat-14-21", "rmat-20-16"})
  public String graph;

  /** Laws; {@code weighted} gives the graph seeded weights first. */
  @Param({"uniform", "weighted", "node2vec:0.25:0.25", "node2vec:0.5:2", "node2vec:2:0.5"})
  public String law;

  private AdjacencyBlock adjacency;
  private long[] hashes;
  private WalkEngine engine;
  private int from;

  /** Steps made. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Steps {
    /** The counter, which JMH divides by time. */
    public long steps;
  }

  /** Makes the graph. */
  @Setup
  public void open() {
    adjacency = BenchmarkGraphs.open(graph);
    if (law.equals("weighted")) {
      adjacency = BenchmarkGraphs.weighted(adjacency);
    }

    hashes = BenchmarkGraphs.hashes(adjacency);
    engine = WalkEngine.of(adjacency, true, WalkRates.params(law), 1);
  }

  /** Ten walks of 80 nodes from each of the next thousand starts. */
  @Benchmark
  public long walks(Steps counter) {
    int first = from + STARTS > adjacency.rows() ? 0 : from;
    from = first + STARTS;
    long[] some = java.util.Arrays.copyOfRange(hashes, first, first + STARTS);
    Iterator<WalkBatch> batches = engine.walks(first, some, WalkSelection.all());
    long tokens = 0;
    while (batches.hasNext()) {
      WalkBatch batch = batches.next();
      tokens += batch.tokens();
      counter.steps += batch.tokens() - batch.walks();
    }

    return tokens;
  }
}
