package org.graphrestore.embedding;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** A buffered stream that knows how many bytes were read, for messages that name the byte. */
final class CountedInput implements Closeable {
  private final InputStream in;
  private long position;

  CountedInput(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** Returns the number of bytes read so far. */
  long position() {
    return position;
  }

  /** Reads a byte, or -1 at the end. */
  int read() throws IOException {
    int value = in.read();
    if (value >= 0) {
      position++;
    }

    return value;
  }

  /** Fills the array as far as the stream goes and returns the number of bytes read. */
  int read(byte[] bytes) throws IOException {
    int count = in.readNBytes(bytes, 0, bytes.length);
    position += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
