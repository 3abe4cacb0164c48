package org.graphrestore.spark.training;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.skipgram.TrainingPlan;
import org.graphrestore.vector.VectorKernels;

/** Reads the blocks of a trained model as panels of unpadded rows, for the embedding store. */
final class VectorPanels implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Floats of a panel: 16 MB. */
  private static final int PANEL_FLOATS = 1 << 22;

  /** Panels of a partition, and so of a file: 128 MB. */
  private static final int PANELS_PER_FILE = 8;

  private final ScratchFiles files;
  private final TrainingPlan plan;
  private final int dim;

  VectorPanels(ScratchFiles files, TrainingPlan plan, int dim) {
    this.files = files;
    this.plan = plan;
    this.dim = dim;
  }

  /**
   * Returns all rows in order of index, read when they are asked for.
   *
   * @param names the file of every block
   */
  JavaRDD<EmbeddingBlock> read(JavaSparkContext sc, String[] names) {
    int rows = Math.max(1, PANEL_FLOATS / VectorKernels.stride(dim));
    List<Long> starts = new ArrayList<>();
    for (int block = 0; block < plan.layout().blocks(); block++) {
      long first = plan.layout().firstIndex(block);
      for (long row = 0; row < plan.layout().rows(block); row += rows) {
        starts.add(first + row);
      }
    }

    int partitions = Math.max(1, (starts.size() + PANELS_PER_FILE - 1) / PANELS_PER_FILE);
    return sc.parallelize(starts, partitions)
        .mapPartitions(
            some -> {
              List<Long> panels = new ArrayList<>();
              some.forEachRemaining(panels::add);
              Iterator<EmbeddingBlock> blocks =
                  panels.stream().map(start -> panel(start, rows, names)).iterator();
              return blocks;
            });
  }

  private EmbeddingBlock panel(long start, int rows, String[] names) {
    BlockLayout layout = plan.layout();
    int block = layout.blockOf(start);
    int offset = layout.offsetOf(start);
    int stride = VectorKernels.stride(dim);
    int n = Math.min(rows, layout.rows(block) - offset);
    float[] padded = new float[n * stride];
    try {
      files.readFloats(names[block], (long) offset * stride, padded);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read trained vectors of block " + block, e);
    }

    if (stride == dim) {
      return new EmbeddingBlock(start, dim, padded);
    }

    float[] values = new float[n * dim];
    for (int r = 0; r < n; r++) {
      System.arraycopy(padded, r * stride, values, r * dim, dim);
    }

    return new EmbeddingBlock(start, dim, values);
  }
}
