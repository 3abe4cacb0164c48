package org.graphrestore.embedding;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the binary format of word2vec.c, and gensim's, which has no line feed after a vector. */
public final class Word2VecBinaryReader implements VectorReader {
  private static final int MAX_WORD = 1 << 16;
  private static final int MAX_HEADER = 64;

  private final CountedInput in;
  private final String name;
  private final long declared;
  private final float[] vector;
  private final byte[] bytes;
  private long vectors;
  private String id;

  /**
   * Reads the header.
   *
   * @param in the file; closed with the reader
   * @param name how messages call it
   * @throws IllegalArgumentException if the header is not two whole numbers that can be
   */
  public Word2VecBinaryReader(InputStream in, String name) throws IOException {
    this.in = new CountedInput(in);
    this.name = name;
    String line = headerLine();
    Word2VecText.Header header =
        Word2VecText.header(line, "The header of " + name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The header of "
                            + name
                            + " is "
                            + VectorChecks.quote(line)
                            + ", not a number of vectors and a dimension; a word2vec binary file"
                            + " starts with a line such as \"1000 128\""));
    this.declared = header.vectors();
    this.vector = new float[header.dim()];
    this.bytes = new byte[header.dim() * Float.BYTES];
  }

  @Override
  public boolean next() throws IOException {
    if (vectors == declared) {
      requireEnd();
      return false;
    }

    long start = in.position();
    id = word(start);
    int count = in.read(bytes);
    if (count < bytes.length) {
      throw cutShort(
          "inside the vector of "
              + VectorChecks.quote(id)
              + " ("
              + count
              + " of "
              + bytes.length
              + " bytes)");
    }

    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    VectorChecks.finite(vector, id, "Byte " + start + " of " + name);
    vectors++;
    return true;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public float[] vector() {
    return vector;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private String headerLine() throws IOException {
    byte[] line = new byte[MAX_HEADER];
    int length = 0;
    int next = in.read();
    while (next >= 0 && next != '\n' && length < MAX_HEADER) {
      line[length++] = (byte) next;
      next = in.read();
    }

    return new String(Arrays.copyOf(line, length), StandardCharsets.UTF_8);
  }

  private String word(long start) throws IOException {
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    int next = in.read();
    while (next == '\n' || next == '\r') {
      next = in.read();
    }

    while (next >= 0 && next != ' ') {
      word.write(next);
      if (word.size() > MAX_WORD) {
        throw new IllegalArgumentException(
            "Byte "
                + start
                + " of "
                + name
                + " starts an id of more than "
                + MAX_WORD
                + " bytes; the file is not word2vec binary, or its header's dimension ("
                + vector.length
                + ") is wrong");
      }

      next = in.read();
    }

    if (next < 0) {
      throw cutShort("after " + vectors + " of " + declared + " vectors");
    }

    return word.toString(StandardCharsets.UTF_8);
  }

  private void requireEnd() throws IOException {
    int next = in.read();
    while (next == '\n' || next == '\r') {
      next = in.read();
    }

    if (next >= 0) {
      throw new IllegalArgumentException(
          "The header of "
              + name
              + " says "
              + declared
              + " vectors of dimension "
              + vector.length
              + ", but the file goes on after byte "
              + (in.position() - 1)
              + "; correct the header");
    }
  }

  private IllegalArgumentException cutShort(String where) {
    return new IllegalArgumentException(
        name
            + " ends at byte "
            + in.position()
            + ", "
            + where
            + ": the header says "
            + declared
            + " vectors of dimension "
            + vector.length
            + ". It may have been cut short: fetch it again, or correct the header");
  }
}
