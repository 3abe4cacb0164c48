package org.graphrestore.reconstruction.restored;

import java.util.Arrays;

/**
 * How many entries two ascending ranges of an array have in common.
 *
 * <p>Cost: the length of both, or that of the shorter one times the logarithm of the longer one
 * where they differ much. Over all edges of a graph that is at most a small multiple of its edges
 * times its arboricity (Chiba and Nishizeki, "Arboricity and subgraph listing algorithms", SIAM
 * Journal on Computing 1985, theorem 1): hubs cost what their neighbours do.
 */
public final class RowOverlap {
  /** From here on a binary search for each entry of the shorter range is faster. */
  private static final int MUCH = 16;

  private RowOverlap() {}

  /** Counts. The ranges have no entry twice. */
  public static int count(int[] a, int fromA, int toA, int[] b, int fromB, int toB) {
    int lengthA = toA - fromA;
    int lengthB = toB - fromB;
    if (lengthA > lengthB) {
      return count(b, fromB, toB, a, fromA, toA);
    }

    return (long) lengthA * MUCH < lengthB
        ? search(a, fromA, toA, b, fromB, toB)
        : merge(a, fromA, toA, b, fromB, toB);
  }

  private static int search(int[] few, int from, int to, int[] many, int fromMany, int toMany) {
    int count = 0;
    int left = fromMany;
    for (int i = from; i < to; i++) {
      int at = Arrays.binarySearch(many, left, toMany, few[i]);
      count += at >= 0 ? 1 : 0;
      left = at >= 0 ? at + 1 : -at - 1;
    }

    return count;
  }

  private static int merge(int[] a, int fromA, int toA, int[] b, int fromB, int toB) {
    int count = 0;
    int i = fromA;
    int j = fromB;
    while (i < toA && j < toB) {
      int left = a[i];
      int right = b[j];
      count += left == right ? 1 : 0;
      i += left <= right ? 1 : 0;
      j += right <= left ? 1 : 0;
    }

    return count;
  }
}
