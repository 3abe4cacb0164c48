package org.graphrestore.spark.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines at line feeds. Of a line longer than the bound only so much is
 * kept; memory follows what was read, never what somebody claims. Not thread-safe.
 */
final class LineReader implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final int mostBytes;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int end;
  private byte[] line = new byte[256];
  private int length;
  private long wholeLength;
  private long start;
  private long consumed;
  private boolean terminated;

  /**
   * Reads lines.
   *
   * @param in the bytes; closed with the reader
   * @param offset the offset of the stream's first byte
   * @param mostBytes the most bytes of a line
   */
  LineReader(InputStream in, long offset, int mostBytes) {
    this.in = in;
    this.consumed = offset;
    this.mostBytes = mostBytes;
  }

  /** Reads the next line; false at the end. */
  boolean next() throws IOException {
    this.start = consumed;
    this.length = 0;
    this.wholeLength = 0;
    this.terminated = false;
    while (fill()) {
      int feed = at;
      while (feed < end && buffer[feed] != '\n') {
        feed++;
      }

      keep(feed - at);
      consumed += feed - at;
      at = feed;
      if (feed < end) {
        at++;
        consumed++;
        this.terminated = true;
        return true;
      }
    }

    return wholeLength > 0;
  }

  /** Returns the line's bytes, without its line feed; valid up to {@link #length()}. */
  byte[] bytes() {
    return line;
  }

  int length() {
    return length;
  }

  /** Returns whether the line is longer than what was kept of it. */
  boolean tooLong() {
    return wholeLength > mostBytes;
  }

  /** Returns whether the line ends with a line feed, and not with the stream. */
  boolean terminated() {
    return terminated;
  }

  /** Returns the offset of the line's first byte. */
  long start() {
    return start;
  }

  /** Returns the offset behind the line. */
  long consumed() {
    return consumed;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean fill() throws IOException {
    if (at == end) {
      this.at = 0;
      this.end = 0;
      this.end = Math.max(0, in.read(buffer, 0, buffer.length));
    }

    return at < end;
  }

  private void keep(int bytes) {
    int kept = (int) Math.min(bytes, mostBytes - (long) length);
    if (length + kept > line.length) {
      this.line = Arrays.copyOf(line, (int) Math.min(mostBytes, 2L * (length + kept)));
    }

    System.arraycopy(buffer, at, line, length, kept);
    length += kept;
    wholeLength += bytes;
  }
}
