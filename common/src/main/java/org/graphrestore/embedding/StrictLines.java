package org.graphrestore.embedding;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Lines of a text in UTF-8: nothing is replaced, and a byte order mark is passed over. */
final class StrictLines implements Closeable {
  private final BufferedReader lines;
  private final String name;
  private long number;

  /**
   * Starts to read.
   *
   * @param in the file; closed with the reader
   * @param name how messages call it
   */
  StrictLines(InputStream in, String name) {
    // A decoder of one's own reports what is malformed; that of the charset would replace it.
    this.lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), 1 << 16);
    this.name = name;
  }

  /**
   * Reads the next line, or null at the end.
   *
   * @throws IllegalArgumentException if it is no UTF-8, naming the last line that is
   */
  String next() throws IOException {
    try {
      String line = lines.readLine();
      number++;
      boolean marked = number == 1 && line != null && line.startsWith("\uFEFF");
      return marked ? line.substring(1) : line;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          name + " is not UTF-8 (somewhere after line " + number + "); convert it to UTF-8", e);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
