package org.graphrestore.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Reads a NumPy array of shape {@code vectors x dim} (32 or 64 bit floats, by rows) beside a file
 * of ids, one a line, in the order of the rows.
 */
public final class NumpyReader implements VectorReader {
  private final CountedInput in;
  private final StrictLines ids;
  private final String name;
  private final String idsName;
  private final NumpyHeader header;
  private final byte[] bytes;
  private final float[] vector;
  private long row;
  private String id;

  /**
   * Reads the header.
   *
   * @param in the array file; closed with the reader
   * @param name how messages call it
   * @param ids the file of ids, UTF-8; closed with the reader
   * @param idsName how messages call it
   */
  public NumpyReader(InputStream in, String name, InputStream ids, String idsName)
      throws IOException {
    this.in = new CountedInput(in);
    this.name = name;
    this.ids = new StrictLines(ids, idsName);
    this.idsName = idsName;
    this.header = NumpyHeader.read(this.in, name);
    this.bytes = new byte[header.dim() * header.valueBytes()];
    this.vector = new float[header.dim()];
  }

  @Override
  public boolean next() throws IOException {
    String line = ids.next();
    if (row == header.rows()) {
      requireEnd(line);
      return false;
    }

    if (line == null) {
      throw new IllegalArgumentException(
          idsName
              + " has "
              + row
              + " lines, but "
              + name
              + " has "
              + header.rows()
              + " vectors; it must have one id a line for every row of the array");
    }

    long start = in.position();
    int count = in.read(bytes);
    if (count < bytes.length) {
      throw new IllegalArgumentException(
          name
              + " ends at byte "
              + in.position()
              + ", inside vector "
              + row
              + " of "
              + header.rows()
              + "; it may have been cut short: fetch it again");
    }

    id = line;
    ByteBuffer values = ByteBuffer.wrap(bytes).order(header.order());
    for (int i = 0; i < vector.length; i++) {
      vector[i] = header.valueBytes() == 4 ? values.getFloat() : (float) values.getDouble();
    }

    VectorChecks.finite(vector, id, "Byte " + start + " of " + name);
    row++;
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
    try (in) {
      ids.close();
    }
  }

  private void requireEnd(String line) throws IOException {
    if (line != null && !line.isBlank()) {
      throw new IllegalArgumentException(
          idsName
              + " has more lines than "
              + name
              + " has vectors ("
              + header.rows()
              + "); line "
              + (row + 1)
              + " is "
              + VectorChecks.quote(line)
              + "; it must have one id a line for every row of the array");
    }

    if (in.read() >= 0) {
      throw new IllegalArgumentException(
          "The header of "
              + name
              + " says "
              + header.rows()
              + " vectors of dimension "
              + header.dim()
              + ", but the file goes on after byte "
              + (in.position() - 1)
              + "; write it with numpy.save");
    }
  }
}
