package org.graphrestore.spark.walks;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.TableFileWriter;
import org.graphrestore.spark.store.WalkFiles;
import org.graphrestore.spark.store.WrittenFiles;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkEngine;
import org.graphrestore.walk.WalkParams;
import org.graphrestore.walk.WalkSelection;
import scala.Tuple2;

/** What a task of the stage does: walks from one range of starts, and writes them to one file. */
final class WalkWriter implements Serializable {
  private static final long serialVersionUID = 1L;

  private final GraphFiles graph;
  private final WalkParams params;
  private final long seed;
  private final BlockLayout layout;
  private final String store;
  private final String table;
  private final SerializableConfiguration conf;

  WalkWriter(
      GraphFiles graph,
      WalkParams params,
      long seed,
      BlockLayout layout,
      Path store,
      Path table,
      Configuration conf) {
    this.graph = graph;
    this.params = params;
    this.seed = seed;
    this.layout = layout;
    this.store = store.toString();
    this.table = table.toString();
    this.conf = new SerializableConfiguration(conf);
  }

  /**
   * Walks from a block of starts.
   *
   * @return the file, with its tokens, its walks that met a dead end, and nanoseconds of loading
   *     the graph and of walking
   */
  Tuple2<String, long[]> write(int block) throws IOException {
    long started = System.nanoTime();
    long first = layout.firstIndex(block);
    WalkEngine engine = new WalkEngine(WalkTasks.graph(graph, params), params, seed);
    long[] hashes = graph.hashes(first, layout.rows(block));
    long loaded = System.nanoTime();
    long walking = 0;
    long tokens = 0;
    long deadEnds = 0;
    int rowsPerGroup = WalkFiles.startsPerGroup(params) * params.walksPerNode();
    try (TableFileWriter file =
        TableFileWriter.createWithArrays(
            new Path(table), block, WalkFiles.DDL, rowsPerGroup, conf.value())) {
      Iterator<WalkBatch> batches = engine.walks(first, hashes, WalkSelection.all());
      while (batches.hasNext()) {
        long before = System.nanoTime();
        WalkBatch batch = batches.next();
        walking += System.nanoTime() - before;
        deadEnds += write(batch, file);
        tokens += batch.tokens();
      }

      return WrittenFiles.pack(
          file.finish(new Path(store)), tokens, deadEnds, loaded - started, walking);
    }
  }

  private long write(WalkBatch batch, TableFileWriter file) throws IOException {
    int[] nodes = batch.nodes();
    int[] numbers = batch.walkNumbers();
    long deadEnds = 0;
    for (int w = 0; w < batch.walks(); w++) {
      int walk = w;
      int from = batch.offsets()[walk];
      int length = batch.length(walk);
      long start = nodes[from];
      file.write(
          start,
          fields -> {
            fields.putLong(0, start);
            fields.putInt(1, numbers[walk]);
            fields.putIndices(2, nodes, from, length);
          });
      if (length < params.length()) {
        deadEnds++;
      }
    }

    return deadEnds;
  }
}
