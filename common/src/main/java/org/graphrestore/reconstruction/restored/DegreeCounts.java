package org.graphrestore.reconstruction.restored;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many nodes have each degree. A graph of m edges has at most 2&radic;m different degrees, so
 * this is small whatever the graph. Whole numbers: parts may be added in any order. Not
 * thread-safe.
 */
public final class DegreeCounts {
  private final TreeMap<Long, Long> nodes = new TreeMap<>();

  /** Counts a node. */
  public void add(long degree) {
    add(degree, 1);
  }

  private void add(long degree, long count) {
    nodes.merge(degree, count, Long::sum);
  }

  /** Returns the number of nodes by degree, the lowest first. */
  public Map<Long, Long> nodes() {
    return nodes;
  }

  /** Returns the number of nodes. */
  public long total() {
    return nodes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns degree, count, degree, count, ... */
  public long[] toLongs() {
    return nodes.entrySet().stream()
        .flatMapToLong(e -> java.util.stream.LongStream.of(e.getKey(), e.getValue()))
        .toArray();
  }

  /** Adds what {@link #toLongs} returned. */
  public void addLongs(long[] pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      add(pairs[i], pairs[i + 1]);
    }
  }

  /**
   * Returns the largest difference between the shares of nodes up to a degree, over all degrees:
   * the statistic of Kolmogorov and Smirnov, 0 for equal distributions and 1 for disjoint ones.
   */
  public double largestDifference(DegreeCounts other) {
    return differences(other)[0];
  }

  /**
   * Returns the mean difference between the degrees of the nodes of one graph and those of the
   * other, both in ascending order: the first Wasserstein distance, in neighbours.
   */
  public double meanDifference(DegreeCounts other) {
    return differences(other)[1];
  }

  private double[] differences(DegreeCounts other) {
    TreeMap<Long, Long> degrees = new TreeMap<>(nodes);
    degrees.putAll(other.nodes);
    double all = Math.max(1, total());
    double others = Math.max(1, other.total());
    double largest = 0;
    double area = 0;
    double difference = 0;
    long before = 0;
    long up = 0;
    long otherUp = 0;
    for (long degree : degrees.keySet()) {
      area += difference * (degree - before);
      up += nodes.getOrDefault(degree, 0L);
      otherUp += other.nodes.getOrDefault(degree, 0L);
      difference = Math.abs(up / all - otherUp / others);
      largest = Math.max(largest, difference);
      before = degree;
    }

    return new double[] {largest, area};
  }
}
