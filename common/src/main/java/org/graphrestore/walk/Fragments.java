package org.graphrestore.walk;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Nodes that walkers of the partitioned engine have stepped to, in any order: where they belong
 * among the walks of their home, and which they are. Walkers leave them where they step; paths do
 * not travel.
 *
 * <p>As bytes: count, then place and node of each, 4 bytes each. Not thread-safe.
 */
public final class Fragments {
  private static final long LOW = 0xFFFFFFFFL;

  private long[] nodes = new long[256];
  private int size;

  /** Returns the number of nodes. */
  public int size() {
    return size;
  }

  /** Forgets all. */
  public void clear() {
    this.size = 0;
  }

  /**
   * Adds a node.
   *
   * @param place {@link WaveLayout#placeOf} its walk, times the length of walks, and its place in
   *     the walk; the start has 0
   * @param node the node's index
   */
  void add(int place, int node) {
    if (size == nodes.length) {
      reserve(size + 1);
    }

    nodes[size++] = ((long) node << 32) | (place & LOW);
  }

  /** Returns how many bytes {@link #put} writes. */
  public int bytes() {
    return Math.addExact(Integer.BYTES, Math.multiplyExact(size, Long.BYTES));
  }

  /** Writes all at the buffer's position, in its byte order. */
  public void put(ByteBuffer buffer) {
    buffer.putInt(size);
    buffer.asLongBuffer().put(nodes, 0, size);
    buffer.position(buffer.position() + size * Long.BYTES);
  }

  /** Adds what {@link #put} wrote at the buffer's position. */
  public void addFrom(ByteBuffer buffer) {
    int more = buffer.getInt();
    reserve(size + more);
    LongBuffer read = buffer.asLongBuffer();
    read.get(nodes, size, more);
    buffer.position(buffer.position() + more * Long.BYTES);
    size += more;
  }

  /** Writes every node at its place. */
  void placeInto(int[] walks) {
    for (int i = 0; i < size; i++) {
      walks[(int) nodes[i]] = (int) (nodes[i] >>> 32);
    }
  }

  private void reserve(int least) {
    if (least > nodes.length) {
      this.nodes = Arrays.copyOf(nodes, Math.max(least, nodes.length + (nodes.length >> 1)));
    }
  }

  @Override
  public String toString() {
    return size + " nodes of walks";
  }
}
