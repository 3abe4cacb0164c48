package org.graphrestore.spark.walks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.walk.BlockPlacement;
import org.graphrestore.walk.PartitionedPlan;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkParams;
import org.graphrestore.walk.WalkSelection;

/**
 * How a test cuts the partitioned engine.
 *
 * @param blocks blocks of the graph
 * @param homes ranges of starts
 * @param waves waves
 * @param leastTravellers walkers that are worth a task
 * @param placement which nodes share a block
 */
public record Waves(
    int blocks, int homes, int waves, long leastTravellers, BlockPlacement placement) {
  /** Blocks by hash. */
  public Waves(int blocks, int homes, int waves, long leastTravellers) {
    this(blocks, homes, waves, leastTravellers, BlockPlacement.HASH);
  }

  /** Runs the whole stage. */
  public WalkStore run(
      SparkSession spark, java.nio.file.Path run, GraphStore graph, WalkParams params, long seed) {
    RunContext context =
        new RunContext(spark, new Path(run.toUri().toString()), seed, ProgressSink.SILENT);
    PartitionedPlan plan = new PartitionedPlan(blocks, homes, waves, 0, 0, 1e6, 1_000_000);
    return WalkStage.run(
        graph,
        params,
        context,
        (store, made) ->
            new PartitionedMaker(
                graph,
                made,
                context,
                plan,
                placement,
                store,
                leastTravellers,
                "a test asks for it"));
  }

  /** Returns all walks of the replicated engine as texts, sorted. */
  public static List<String> streamed(
      SparkSession spark, GraphStore graph, WalkParams params, long seed) {
    WalkSource source = WalkSource.streamed(graph, params, seed);
    try {
      return texts(spark, source);
    } finally {
      source.release();
    }
  }

  /** Returns all walks of a store as texts, sorted. */
  public static List<String> stored(SparkSession spark, GraphStore graph, WalkStore store) {
    return texts(spark, WalkSource.stored(graph, store));
  }

  /** Returns what is left of scratch folders below a folder. */
  public static List<String> scratchIn(java.nio.file.Path folder) {
    try (Stream<java.nio.file.Path> files = Files.walk(folder)) {
      return files.map(Object::toString).filter(name -> name.contains(".scratch-")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> texts(SparkSession spark, WalkSource source) {
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<String> texts = new ArrayList<>();
    for (WalkBatch batch : source.batches(sc, WalkSelection.all()).collect()) {
      for (int w = 0; w < batch.walks(); w++) {
        int[] nodes = Arrays.copyOfRange(batch.nodes(), batch.offsets()[w], batch.offsets()[w + 1]);
        texts.add(batch.startHashes()[w] + " " + batch.walkNumbers()[w] + Arrays.toString(nodes));
      }
    }

    texts.sort(null);
    return texts;
  }
}
