package org.graphrestore.embedding;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes the binary format of word2vec.c: a header line {@code vectors dim}, then for every vector
 * its id in UTF-8, a space, the values as little-endian floats, and a line feed.
 */
public final class Word2VecBinaryWriter implements VectorWriter {
  private final OutputStream out;
  private final ByteBuffer row;

  /**
   * Starts a file.
   *
   * @param out where to write; closed with the writer
   * @param vectors number of vectors that will be written
   * @param dim their dimension
   */
  public Word2VecBinaryWriter(OutputStream out, long vectors, int dim) throws IOException {
    this.out = new BufferedOutputStream(out, 1 << 16);
    this.row = ByteBuffer.allocate(dim * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    this.out.write((vectors + " " + dim + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void write(String id, float[] values, int from) throws IOException {
    VectorChecks.oneWord(id, "word2vec binary");
    out.write(id.getBytes(StandardCharsets.UTF_8));
    out.write(' ');
    row.asFloatBuffer().put(values, from, row.capacity() / Float.BYTES);
    out.write(row.array());
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
