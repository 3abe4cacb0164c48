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
  private final WarmStart start;
  private final ModelState model;

  /**
   * Prepares.
   *
   * @param start the rows that training goes on from, or null
   */
  ModelFiles(
      ScratchFiles files,
      GraphFiles graph,
      TrainingPlan plan,
      TrainerSettings settings,
      WarmStart start,
      ModelState model) {
    this.files = files;
    this.graph = graph;
    this.plan = plan;
    this.settings = settings;
    this.start = start;
    this.model = model;
  }

  /** Returns the padded input rows of a block. */
  float[] input(int block) throws IOException {
    BlockLayout layout = plan.layout();
    if (model.inputs()[block] == null) {
      long[] hashes = graph.hashes(layout.firstIndex(block), layout.rows(block));
      return start == null
          ? InputInit.rows(settings.seed(), hashes, settings.dim())
          : start.inputRows(settings.seed(), hashes, layout.firstIndex(block));
    }

    return read(model.inputs()[block], block);
  }

  /** Returns the padded context rows of a block. */
  float[] context(int block) throws IOException {
    String name = model.contexts()[block];
    if (name == null && start != null) {
      BlockLayout layout = plan.layout();
      return start.contextRows(layout.firstIndex(block), layout.rows(block));
    }

    return name == null ? new float[floats(block)] : read(name, block);
  }

  /** Returns Adagrad's sums of the input rows, which lie behind them; zero before training. */
  float[] inputSums(int block) throws IOException {
    return sums(model.inputs()[block], block);
  }

  /** Returns Adagrad's sums of the context rows. */
  float[] contextSums(int block) throws IOException {
    return sums(model.contexts()[block], block);
  }

  private float[] sums(String name, int block) throws IOException {
    float[] sums = new float[plan.layout().rows(block)];
    if (name != null) {
      files.readFloats(name, floats(block), sums);
    }

    return sums;
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
