package org.graphrestore.embedding;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Writes the text format of word2vec. Values are written so that reading them gives the same
 * floats.
 */
public final class Word2VecTextWriter implements VectorWriter {
  private final Writer out;
  private final int dim;

  /**
   * Starts a file.
   *
   * @param out where to write; closed with the writer
   * @param vectors number of vectors that will be written
   * @param dim their dimension
   */
  public Word2VecTextWriter(OutputStream out, long vectors, int dim) throws IOException {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    this.dim = dim;
    this.out.write(vectors + " " + dim + "\n");
  }

  @Override
  public void write(String id, float[] values, int from) throws IOException {
    VectorChecks.oneWord(id, "word2vec text");
    out.write(id);
    for (int i = from; i < from + dim; i++) {
      out.write(' ');
      out.write(Float.toString(values[i]));
    }

    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
