package org.graphrestore.spark.training;

import java.io.IOException;
import java.io.Serializable;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.skipgram.InputInit;
import org.graphrestore.vector.VectorKernels;

/**
 * The first rows of a training that goes on from vectors that are there, as tasks read them: files
 * of panels of unpadded rows in the scratch folder, in which NaN stands for a node that begins as
 * in any training.
 *
 * @param files the scratch folder
 * @param panels the nodes of every file
 * @param dim length of a vector
 * @param inputs file of every panel's input vectors
 * @param contexts file of every panel's context vectors, or null where there are none
 * @param known file of 1 or 0 a node of every panel: whether the store had it
 * @param freeze whether rows of such nodes stay as they are
 */
@SuppressWarnings("ArrayRecordComponent")
record WarmStart(
    ScratchFiles files,
    BlockLayout panels,
    int dim,
    String[] inputs,
    String[] contexts,
    String[] known,
    boolean freeze)
    implements Serializable {

  /**
   * Returns the padded input rows of a range of nodes.
   *
   * @param hashes hashes of their ids
   */
  float[] inputRows(long seed, long[] hashes, long first) throws IOException {
    float[] rows = InputInit.rows(seed, hashes, dim);
    read(inputs, first, hashes.length, rows);
    return rows;
  }

  /** Returns the padded context rows of a range of nodes: zero where there is no other. */
  float[] contextRows(long first, int count) throws IOException {
    float[] rows = new float[count * VectorKernels.stride(dim)];
    if (contexts != null) {
      read(contexts, first, count, rows);
    }

    return rows;
  }

  /** Returns which input rows are frozen where there are some: those that the store had. */
  boolean[] frozenInputs(long first, int count) throws IOException {
    return known(first, count);
  }

  /** Returns which context rows are frozen: none where the store had no contexts. */
  boolean[] frozenContexts(long first, int count) throws IOException {
    return contexts != null ? known(first, count) : new boolean[count];
  }

  private boolean[] known(long first, int count) throws IOException {
    boolean[] rows = new boolean[count];
    for (int done = 0; done < count; ) {
      int panel = panels.blockOf(first + done);
      int offset = panels.offsetOf(first + done);
      float[] some = new float[Math.min(count - done, panels.rows(panel) - offset)];
      files.readFloats(known[panel], offset, some);
      for (float flag : some) {
        rows[done++] = flag != 0;
      }
    }

    return rows;
  }

  private void read(String[] names, long first, int count, float[] into) throws IOException {
    int stride = VectorKernels.stride(dim);
    for (int done = 0; done < count; ) {
      int panel = panels.blockOf(first + done);
      int offset = panels.offsetOf(first + done);
      int n = Math.min(count - done, panels.rows(panel) - offset);
      float[] some = new float[n * dim];
      files.readFloats(names[panel], (long) offset * dim, some);
      for (int row = 0; row < n; row++) {
        if (!Float.isNaN(some[row * dim])) {
          System.arraycopy(some, row * dim, into, (done + row) * stride, dim);
        }
      }

      done += n;
    }
  }
}
