package org.graphrestore.walk;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Nodes that walkers of the partitioned engine have stepped to, in any order: walk, place in the
 * walk, node. Walkers leave them where they step; paths do not travel.
 *
 * <p>As bytes: count, then all walks, all places, all nodes, 4 bytes each. Not thread-safe.
 */
public final class Fragments {
  private static final int BYTES = 3 * Integer.BYTES;

  private int[] walks = new int[256];
  private int[] places = new int[256];
  private int[] nodes = new int[256];
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
   * @param walk number of the walk in its wave
   * @param place of the node in the walk; the start has 0
   * @param node the node's index
   */
  public void add(int walk, int place, int node) {
    if (size == walks.length) {
      reserve(size + 1);
    }

    walks[size] = walk;
    places[size] = place;
    nodes[size] = node;
    size++;
  }

  /** Returns how many bytes {@link #put} writes. */
  public int bytes() {
    return Math.addExact(Integer.BYTES, Math.multiplyExact(size, BYTES));
  }

  /** Writes all at the buffer's position, in its byte order. */
  public void put(ByteBuffer buffer) {
    buffer.putInt(size);
    putInts(buffer, walks, size);
    putInts(buffer, places, size);
    putInts(buffer, nodes, size);
  }

  /** Adds what {@link #put} wrote at the buffer's position. */
  public void addFrom(ByteBuffer buffer) {
    int more = buffer.getInt();
    reserve(size + more);
    readInts(buffer, walks, size, more);
    readInts(buffer, places, size, more);
    readInts(buffer, nodes, size, more);
    size += more;
  }

  int[] walks() {
    return walks;
  }

  int[] places() {
    return places;
  }

  int[] nodes() {
    return nodes;
  }

  private void reserve(int least) {
    if (least > walks.length) {
      int capacity = Math.max(least, walks.length + (walks.length >> 1));
      this.walks = Arrays.copyOf(walks, capacity);
      this.places = Arrays.copyOf(places, capacity);
      this.nodes = Arrays.copyOf(nodes, capacity);
    }
  }

  static void putInts(ByteBuffer buffer, int[] values, int count) {
    buffer.asIntBuffer().put(values, 0, count);
    buffer.position(buffer.position() + count * Integer.BYTES);
  }

  static void readInts(ByteBuffer buffer, int[] into, int from, int count) {
    buffer.asIntBuffer().get(into, from, count);
    buffer.position(buffer.position() + count * Integer.BYTES);
  }

  @Override
  public String toString() {
    return size + " nodes of walks";
  }
}
