package org.graphrestore.reconstruction;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The few candidates that a query ranks first; ties go to the lower index, that is, to the lower
 * hash of the id. Lists of blocks merge by adding one's entries to the other. Not thread-safe.
 */
public final class TopCandidates {
  private static final Comparator<Entry> BEST_FIRST =
      Comparator.comparingDouble(Entry::score).reversed().thenComparingLong(Entry::index);

  private final int size;
  private final PriorityQueue<Entry> entries = new PriorityQueue<>(BEST_FIRST.reversed());

  private record Entry(double score, long index) {}

  /** Starts empty; keeps the first {@code size} candidates, at least 1. */
  public TopCandidates(int size) {
    this.size = size;
  }

  /** Adds a candidate. */
  public void add(long index, double score) {
    if (entries.size() == size && score < entries.element().score()) {
      return;
    }

    entries.add(new Entry(score, index));
    if (entries.size() > size) {
      entries.remove();
    }
  }

  /** Returns the indices, best first. */
  public long[] indices() {
    return entries.stream().sorted(BEST_FIRST).mapToLong(Entry::index).toArray();
  }

  /** Returns the scores, best first. */
  public double[] scores() {
    return entries.stream().sorted(BEST_FIRST).mapToDouble(Entry::score).toArray();
  }
}
