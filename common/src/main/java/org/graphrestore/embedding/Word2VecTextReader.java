package org.graphrestore.embedding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the text format of word2vec, with or without its header; empty lines are passed over. */
public final class Word2VecTextReader implements VectorReader {
  private final BufferedReader lines;
  private final String name;
  private long declared = -1;
  private int dim;
  private long lineNumber;
  private long vectors;
  private Word2VecText current;

  /**
   * Starts to read.
   *
   * @param in the file, UTF-8; closed with the reader
   * @param name how messages call it
   */
  public Word2VecTextReader(InputStream in, String name) {
    this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
    this.name = name;
  }

  @Override
  public boolean next() throws IOException {
    String line = lines.readLine();
    lineNumber++;
    if (lineNumber == 1 && line != null) {
      Optional<Word2VecText.Header> header = Word2VecText.header(line, where());
      if (header.isPresent()) {
        declared = header.get().vectors();
        dim = header.get().dim();
        line = lines.readLine();
        lineNumber++;
      }
    }

    while (line != null && line.isBlank()) {
      line = lines.readLine();
      lineNumber++;
    }

    if (line == null) {
      if (declared >= 0 && declared != vectors) {
        throw new IllegalArgumentException(
            "Line 1 of "
                + name
                + " says "
                + declared
                + " vectors, but the file has "
                + vectors
                + "; it may have been cut short: fetch it again, or correct line 1");
      }

      return false;
    }

    current = Word2VecText.parse(line, dim, where());
    dim = current.vector().length;
    vectors++;
    return true;
  }

  @Override
  public String id() {
    return current.id();
  }

  @Override
  public float[] vector() {
    return current.vector();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private String where() {
    return "Line " + lineNumber + " of " + name;
  }
}
