package org.graphrestore.embedding;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Writes the two files that TensorBoard's projector loads: vectors (values parted by tabs) and
 * metadata (one id a line; no header, for there is one column).
 */
public final class TensorboardWriter implements VectorWriter {
  private final Writer vectors;
  private final Writer metadata;
  private final int dim;

  /**
   * Starts both files.
   *
   * @param vectors the file of vectors; closed with the writer
   * @param metadata the file of ids; closed with the writer
   * @param dim dimension of the vectors
   */
  public TensorboardWriter(OutputStream vectors, OutputStream metadata, int dim) {
    this.vectors =
        new BufferedWriter(new OutputStreamWriter(vectors, StandardCharsets.UTF_8), 1 << 16);
    this.metadata =
        new BufferedWriter(new OutputStreamWriter(metadata, StandardCharsets.UTF_8), 1 << 16);
    this.dim = dim;
  }

  @Override
  public void write(String id, float[] values, int from) throws IOException {
    VectorChecks.oneLine(id, "TensorBoard metadata");
    for (int i = 0; i < dim; i++) {
      if (i > 0) {
        vectors.write('\t');
      }

      vectors.write(Float.toString(values[from + i]));
    }

    vectors.write('\n');
    metadata.write(id);
    metadata.write('\n');
  }

  @Override
  public void close() throws IOException {
    try (vectors) {
      metadata.close();
    }
  }
}
