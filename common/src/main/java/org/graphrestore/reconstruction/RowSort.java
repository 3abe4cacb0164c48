package org.graphrestore.reconstruction;

/**
 * Sorts scores, each with a byte beside it, by spreading them over equal-width buckets, about one a
 * score. Bucketing is monotone, so the order is exact whatever the rounding; buckets that hold many
 * are spread again. Made once and used for many rows, so that nothing is allocated.
 *
 * <p>Cost: linear where scores are spread out or tie; where they crowd in spite of four spreads, a
 * Shell sort. Memory 30 bytes a score. Not thread-safe.
 */
final class RowSort {
  private static final int INSERTION = 16;
  private static final int MAX_DEPTH = 4;

  private final int[][] ends = new int[MAX_DEPTH][0];
  private double[] values = new double[0];
  private byte[] tags = new byte[0];
  private double[] spreadValues = new double[0];
  private byte[] spreadTags = new byte[0];
  private int[] buckets = new int[0];

  /** Returns the scores that were sorted, ascending; valid until the next sort. */
  double[] values() {
    return values;
  }

  /** Returns the bytes beside them; equal scores have theirs in any order. */
  byte[] tags() {
    return tags;
  }

  /** Begins a row of at most so many scores and returns the array to put them in. */
  double[] begin(int size) {
    if (values.length < size) {
      values = new double[size];
      tags = new byte[size];
      spreadValues = new double[size];
      spreadTags = new byte[size];
      buckets = new int[size];
    }

    return values;
  }

  /** Sorts the first scores; none may be NaN. 0.0 and -0.0 may stand in any order. */
  void sort(int size) {
    sort(0, size, 0);
  }

  private void sort(int from, int to, int depth) {
    double[] own = values;
    int size = to - from;
    if (size <= INSERTION) {
      insertion(own, tags, from, to, 1);
      return;
    }

    double low = own[from];
    double high = own[from];
    for (int i = from + 1; i < to; i++) {
      low = Math.min(low, own[i]);
      high = Math.max(high, own[i]);
    }
    if (low == high) {
      return;
    }

    if (low == Double.NEGATIVE_INFINITY) {
      sort(leading(low, from, to), to, depth);
      return;
    }

    double scale = size / (high - low);
    if (depth == MAX_DEPTH || !(scale > 0) || !Double.isFinite(scale)) {
      shell(own, tags, from, to);
      return;
    }

    spread(from, to, low, scale, depth);
    int[] end = ends[depth];
    int begin = from;
    for (int b = 0; b < size; b++) {
      int next = from + end[b];
      if (next - begin > INSERTION) {
        sort(begin, next, depth + 1);
      } else if (next - begin > 1) {
        insertion(own, tags, begin, next, 1);
      }
      begin = next;
    }
  }

  /** Moves all scores of one value, nodes without a vector, to the front; returns their end. */
  private int leading(double value, int from, int to) {
    int end = from;
    for (int i = from; i < to; i++) {
      if (values[i] == value) {
        byte tag = tags[i];
        values[i] = values[end];
        tags[i] = tags[end];
        values[end] = value;
        tags[end++] = tag;
      }
    }
    return end;
  }

  /** Leaves where every bucket ends in {@code ends[depth]}, counted from the first score. */
  private void spread(int from, int to, double low, double scale, int depth) {
    int size = to - from;
    if (ends[depth].length < size + 1) {
      ends[depth] = new int[size + 1];
    }

    int[] end = ends[depth];
    int[] bucketOf = buckets;
    java.util.Arrays.fill(end, 0, size + 1, 0);
    double[] own = values;
    byte[] ownTags = tags;
    for (int i = 0; i < size; i++) {
      int bucket = Math.min(size - 1, (int) ((own[from + i] - low) * scale));
      bucketOf[i] = bucket;
      end[bucket + 1]++;
    }
    for (int b = 1; b <= size; b++) {
      end[b] += end[b - 1];
    }

    double[] spread = spreadValues;
    byte[] spreadBytes = spreadTags;
    for (int i = 0; i < size; i++) {
      int place = end[bucketOf[i]]++;
      spread[place] = own[from + i];
      spreadBytes[place] = ownTags[from + i];
    }
    System.arraycopy(spread, 0, own, from, size);
    System.arraycopy(spreadBytes, 0, ownTags, from, size);
  }

  private static void shell(double[] values, byte[] tags, int from, int to) {
    int gap = 1;
    while (gap < (to - from) / 9) {
      gap = 3 * gap + 1;
    }
    for (; gap > 0; gap /= 3) {
      insertion(values, tags, from, to, gap);
    }
  }

  /** Sorts every gap-th score among themselves. */
  private static void insertion(double[] values, byte[] tags, int from, int to, int gap) {
    for (int i = from + gap; i < to; i++) {
      double value = values[i];
      byte tag = tags[i];
      int at = i;
      for (; at - gap >= from && values[at - gap] > value; at -= gap) {
        values[at] = values[at - gap];
        tags[at] = tags[at - gap];
      }
      values[at] = value;
      tags[at] = tag;
    }
  }
}
