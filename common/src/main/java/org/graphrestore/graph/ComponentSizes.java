package org.graphrestore.graph;

import java.util.Arrays;

/**
 * How many weakly connected components there are and how large: their number, the largest one (of
 * several, the one with the lowest name) and a histogram in powers of two. A component's name is
 * its lowest node. Whole numbers only, so parts may be added in any order. Not thread-safe.
 */
public final class ComponentSizes {
  /** Number of buckets: bucket k counts components of 2<sup>k</sup> .. 2<sup>k+1</sup>-1 nodes. */
  public static final int BUCKETS = 63;

  private static final int HEAD = 4;

  private final long[] counts;
  private long components;
  private long nodes;
  private long largest;
  private long largestName = -1;

  /** Begins with no component. */
  public ComponentSizes() {
    this.counts = new long[BUCKETS];
  }

  /** Counts a component. */
  public void add(long name, long size) {
    addMany(1, size);
    offer(name, size);
  }

  /**
   * Counts components of one node each.
   *
   * @param lowest the lowest of these nodes, if there is any
   */
  public void addSingle(long number, long lowest) {
    if (number > 0) {
      addMany(number, 1);
      offer(lowest, 1);
    }
  }

  /** Counts all components that another one counted; none of them may be counted here. */
  public void add(ComponentSizes other) {
    for (int b = 0; b < BUCKETS; b++) {
      counts[b] += other.counts[b];
    }

    components += other.components;
    nodes += other.nodes;
    if (other.components > 0) {
      offer(other.largestName, other.largest);
    }
  }

  private void addMany(long number, long size) {
    counts[Long.SIZE - 1 - Long.numberOfLeadingZeros(size)] += number;
    components += number;
    nodes += number * size;
  }

  private void offer(long name, long size) {
    if (size > largest || (size == largest && name < largestName)) {
      this.largest = size;
      this.largestName = name;
    }
  }

  /** Returns the number of components. */
  public long components() {
    return components;
  }

  /** Returns the number of nodes in all components. */
  public long nodes() {
    return nodes;
  }

  /** Returns the number of nodes of the largest component, 0 without any. */
  public long largest() {
    return largest;
  }

  /** Returns the lowest node of the largest component, -1 without any. */
  public long largestName() {
    return largestName;
  }

  /** Returns the number of components in each bucket. */
  public long[] counts() {
    return counts.clone();
  }

  /** Returns all numbers in one array, for a task's result. */
  public long[] toLongs() {
    long[] all =
        Arrays.copyOf(new long[] {components, nodes, largest, largestName}, HEAD + BUCKETS);
    System.arraycopy(counts, 0, all, HEAD, BUCKETS);
    return all;
  }

  /** Reads what {@link #toLongs} wrote. */
  public static ComponentSizes ofLongs(long[] all) {
    ComponentSizes sizes = new ComponentSizes();
    sizes.components = all[0];
    sizes.nodes = all[1];
    sizes.largest = all[2];
    sizes.largestName = all[3];
    System.arraycopy(all, HEAD, sizes.counts, 0, BUCKETS);
    return sizes;
  }
}
