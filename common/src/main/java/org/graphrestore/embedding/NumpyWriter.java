package org.graphrestore.embedding;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes a NumPy array {@code float32[vectors, dim]} and beside it a file of ids, one a line, in
 * the order of the rows. {@code numpy.load(path, mmap_mode="r")} reads the array without copying
 * it.
 */
public final class NumpyWriter implements VectorWriter {
  private final OutputStream out;
  private final Writer ids;
  private final ByteBuffer row;

  /**
   * Starts both files.
   *
   * @param out the array file; closed with the writer
   * @param ids the file of ids; closed with the writer
   * @param vectors number of vectors that will be written
   * @param dim their dimension
   */
  public NumpyWriter(OutputStream out, OutputStream ids, long vectors, int dim) throws IOException {
    this.out = new BufferedOutputStream(out, 1 << 16);
    this.ids = new BufferedWriter(new OutputStreamWriter(ids, StandardCharsets.UTF_8), 1 << 16);
    this.row = ByteBuffer.allocate(dim * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    this.out.write(NumpyHeader.bytes(vectors, dim));
  }

  @Override
  public void write(String id, float[] values, int from) throws IOException {
    VectorChecks.oneLine(id, "an id file of NumPy");
    row.asFloatBuffer().put(values, from, row.capacity() / Float.BYTES);
    out.write(row.array());
    ids.write(id);
    ids.write('\n');
  }

  @Override
  public void close() throws IOException {
    try (out) {
      ids.close();
    }
  }
}
