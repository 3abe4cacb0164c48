package org.graphrestore.classification;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;

/**
 * The nodes that have a label, their labels and their vectors, in the order of node indices. A
 * bounded number of nodes: this is what every JVM that classifies holds once.
 *
 * <pre>
 * node 0 has labels 2 and 5, node 1 has label 0:   offsets 0 2 3   labels 2 5 0
 * </pre>
 *
 * <p>Immutable by convention: the arrays are not copied and must not change. Thread-safe.
 *
 * @param dim length of a vector
 * @param labelCount number of different labels; labels are numbers below it
 * @param hashes hash of the original id of every node
 * @param offsets where the labels of every node begin, and their number at the end
 * @param labels labels of all nodes, ascending within a node, none twice
 * @param vectors vectors of all nodes, row-major
 */
public record LabelledNodes(
    int dim, int labelCount, long[] hashes, int[] offsets, int[] labels, float[] vectors) {

  /** Checks that the arrays fit each other. */
  public LabelledNodes {
    if (dim < 1
        || offsets.length != hashes.length + 1
        || offsets[hashes.length] != labels.length
        || vectors.length != (long) hashes.length * dim) {
      throw new IllegalArgumentException(
          "Arrays of "
              + hashes.length
              + " hashes, "
              + offsets.length
              + " offsets, "
              + labels.length
              + " labels and "
              + vectors.length
              + " values of dimension "
              + dim
              + " do not fit each other");
    }
  }

  /** Returns the number of nodes. */
  public int count() {
    return hashes.length;
  }

  /** Returns how many labels a node has. */
  int labelsOf(int node) {
    return offsets[node + 1] - offsets[node];
  }

  /** Returns whether no node has more than one label. */
  public boolean singleLabel() {
    return labels.length == hashes.length;
  }

  /**
   * Returns the nodes in the random order of one repeat: the first ones train, the others are the
   * test. So a smaller share's training nodes are among a larger one's.
   */
  public int[] order(long seed, int repeat) {
    long[] draws = new long[hashes.length];
    for (int node = 0; node < draws.length; node++) {
      draws[node] = draw(seed, hashes[node], repeat);
    }

    return IntStream.range(0, draws.length)
        .boxed()
        .sorted(Comparator.comparingLong((Integer node) -> draws[node]).thenComparing(n -> n))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * Returns the draw by which a repeat orders nodes, or which decides on a sample if the repeat is
   * -1.
   */
  public static long draw(long seed, long hash, int repeat) {
    return Seeds.draw(Seeds.key(seed, Purpose.LABEL_SPLIT, hash, repeat), 0);
  }

  /** Returns which of the nodes {@code order[0 .. count - 1]} have a label. */
  boolean[] having(int label, int[] order, int count) {
    boolean[] having = new boolean[count];
    for (int i = 0; i < count; i++) {
      int node = order[i];
      having[i] = Arrays.binarySearch(labels, offsets[node], offsets[node + 1], label) >= 0;
    }

    return having;
  }

  /** Copies the vectors of the nodes {@code order[from .. to - 1]}. */
  TrainingRows rows(int[] order, int from, int to) {
    float[] rows = new float[Math.multiplyExact(to - from, dim)];
    for (int i = from; i < to; i++) {
      System.arraycopy(vectors, order[i] * dim, rows, (i - from) * dim, dim);
    }

    return new TrainingRows(rows, to - from, dim);
  }
}
