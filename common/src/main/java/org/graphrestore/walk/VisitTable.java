package org.graphrestore.walk;

import java.util.Arrays;

/**
 * How often each node stands in one walk. An open-addressed table that forgets a walk in constant
 * time, by a stamp in every place, and grows with the longest walk it has seen: at most 24 bytes a
 * node of it. Not thread-safe.
 */
final class VisitTable {
  private static final int LEAST_PLACES = 64;
  private static final int GOLDEN = 0x9E3779B1;

  private int[] nodes = new int[LEAST_PLACES];
  private int[] counts = new int[LEAST_PLACES];
  private int[] stamps = new int[LEAST_PLACES];
  private int used;
  private int stamp = 1;

  /** Forgets all visits. */
  void clear() {
    used = 0;
    stamp++;
    if (stamp == 0) {
      Arrays.fill(stamps, 0);
      stamp = 1;
    }
  }

  /** Counts a visit, and returns how many there were before. */
  int add(int node) {
    int place = place(node);
    if (stamps[place] == stamp) {
      return counts[place]++;
    }

    stamps[place] = stamp;
    nodes[place] = node;
    counts[place] = 1;
    used++;
    if (used * 2 > nodes.length) {
      grow();
    }

    return 0;
  }

  private int place(int node) {
    int mask = nodes.length - 1;
    int place = (node * GOLDEN) >>> Integer.numberOfLeadingZeros(mask);
    while (stamps[place] == stamp && nodes[place] != node) {
      place = (place + 1) & mask;
    }

    return place;
  }

  private void grow() {
    int[] oldNodes = nodes;
    int[] oldCounts = counts;
    int[] oldStamps = stamps;
    nodes = new int[2 * oldNodes.length];
    counts = new int[nodes.length];
    stamps = new int[nodes.length];
    for (int i = 0; i < oldNodes.length; i++) {
      if (oldStamps[i] == stamp) {
        int place = place(oldNodes[i]);
        stamps[place] = stamp;
        nodes[place] = oldNodes[i];
        counts[place] = oldCounts[i];
      }
    }
  }
}
