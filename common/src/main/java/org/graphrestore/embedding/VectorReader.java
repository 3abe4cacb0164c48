package org.graphrestore.embedding;

import java.io.Closeable;
import java.io.IOException;

/**
 * Reads vectors with their ids, one at a time and in the order of the file; memory does not grow
 * with the file, nor with what its header claims. Not thread-safe.
 */
public interface VectorReader extends Closeable {
  /** The longest vector that is read: a bound on what a header can make us allocate. */
  int MAX_DIM = 1 << 16;

  /**
   * Reads the next vector.
   *
   * @return false at the end
   * @throws IllegalArgumentException if the file is not what it should be; the message names the
   *     line or the byte, what was found there, and what to do
   */
  boolean next() throws IOException;

  /** Returns the id of the vector just read. */
  String id();

  /** Returns the vector just read; the next call of {@link #next()} may overwrite it. */
  float[] vector();
}
