package org.graphrestore.embedding;

import java.io.Closeable;
import java.io.IOException;

/** Writes vectors with their ids, one at a time. Not thread-safe. */
public interface VectorWriter extends Closeable {
  /**
   * Writes one vector.
   *
   * @param id original id of the node
   * @param values an array that holds the vector, for example a block's
   * @param from position of the vector's first value
   * @throws IllegalArgumentException if the format cannot hold the id
   */
  void write(String id, float[] values, int from) throws IOException;
}
