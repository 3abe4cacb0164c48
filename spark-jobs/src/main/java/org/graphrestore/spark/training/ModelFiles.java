package org.graphrestore.spark.training;

import java.io.IOException;
import java.io.Serializable;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.skipgram.InputInit;
import org.graphrestore.skipgram.TrainerSettings;
import org.graphrestore.skipgram.TrainingPlan;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.vector.VectorKernels;

/**
 * Reads and writes the blocks of a model: as they were before training, or from a round's files.
 */
final class ModelFiles implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ScratchFiles files;
  private final GraphFiles graph;
  private final TrainingPlan plan;
  private final TrainerSettings settings;
  private final ModelState model;

  ModelFiles(
      ScratchFiles files,
      GraphFiles graph,
      TrainingPlan plan,
      TrainerSettings settings,
      ModelState model) {
    this.files = files;
    this.graph = graph;
    this.plan = plan;
    this.settings = settings;
    this.model = model;
  }

  /** Returns the padded input rows of a block. */
  float[] input(int block) throws IOException {
    BlockLayout layout = plan.layout();
    if (model.inputs()[block] == null) {
      long[] hashes = graph.hashes(layout.firstIndex(block), layout.rows(block));
      return InputInit.rows(settings.seed(), hashes, settings.dim());
    }

    return read(model.inputs()[block], block);
  }

  /** Returns the padded context rows of a block. */
  float[] context(int block) throws IOException {
    String name = model.contexts()[block];
    return name == null ? new float[floats(block)] : read(name, block);
  }

  private float[] read(String name, int block) throws IOException {
    float[] values = new float[floats(block)];
    files.readFloats(name, 0, values);
    return values;
  }

  private int floats(int block) {
    return plan.layout().rows(block) * VectorKernels.stride(settings.dim());
  }
}
