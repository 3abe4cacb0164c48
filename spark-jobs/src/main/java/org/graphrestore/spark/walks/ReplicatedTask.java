package org.graphrestore.spark.walks;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.WrittenFiles;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkEngine;
import org.graphrestore.walk.WalkParams;
import org.graphrestore.walk.WalkSelection;
import scala.Tuple2;

/** What a task of the replicated engine does: walks from a range of starts, and stores them. */
final class ReplicatedTask implements Serializable {
  private static final long serialVersionUID = 1L;

  private final GraphFiles graph;
  private final WalkParams params;
  private final long seed;
  private final String store;
  private final SerializableConfiguration conf;

  ReplicatedTask(GraphFiles graph, WalkParams params, long seed, Path store, Configuration conf) {
    this.graph = graph;
    this.params = params;
    this.seed = seed;
    this.store = store.toString();
    this.conf = new SerializableConfiguration(conf);
  }

  /**
   * Walks from a block of starts.
   *
   * @param first the first start of the layout
   * @param layout the starts of the wave
   * @param block a block of that layout
   * @param table folder of the files
   * @param part number of the file in it
   * @return the file, with nanoseconds of loading the graph and of walking, and the engine's counts
   */
  Tuple2<String, long[]> write(long first, BlockLayout layout, int block, String table, int part)
      throws IOException {
    long started = System.nanoTime();
    long start = first + layout.firstIndex(block);
    WalkEngine engine = new WalkEngine(WalkTasks.graph(graph, params), params, seed);
    long[] hashes = graph.hashes(start, layout.rows(block));
    long loaded = System.nanoTime();
    long walking = 0;
    try (WalkFile file = new WalkFile(new Path(table), part, params, conf.value())) {
      Iterator<WalkBatch> batches = engine.walks(start, hashes, WalkSelection.all());
      while (batches.hasNext()) {
        long before = System.nanoTime();
        WalkBatch batch = batches.next();
        walking += System.nanoTime() - before;
        file.write(batch);
      }

      long[] counts = engine.counts().toLongs();
      long[] further = new long[2 + counts.length];
      further[0] = loaded - started;
      further[1] = walking;
      System.arraycopy(counts, 0, further, 2, counts.length);
      return WrittenFiles.pack(file.finish(new Path(store)), further);
    }
  }
}
