package org.graphrestore.reconstruction.restored;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.graphrestore.graph.AdjacencyBlock;

/**
 * What degrees, triangles and the correlation of degrees are computed from: whole numbers only,
 * counted a block of nodes at a time, which add up in any order to the same bits. Of a graph
 * without direction and loops.
 *
 * <p>For the nodes of a block, all of the graph is seen once, block by block: for a node u and each
 * neighbour v the common neighbours of both are counted, which makes twice the triangles of u. So a
 * task owns some nodes and needs no other task. Memory: 8 bytes a node of the block. Not
 * thread-safe.
 */
public final class ShapeCounts {
  /**
   * Clustering coefficients are summed in units of 2<sup>-53</sup>, which loses no more than one.
   */
  private static final double UNIT = 0x1.0p53;

  private static final int NUMBERS = 2 * 5;

  private final DegreeCounts degrees = new DegreeCounts();
  private final WideSum squares = new WideSum();
  private final WideSum cubes = new WideSum();
  private final WideSum products = new WideSum();
  private final WideSum closed = new WideSum();
  private final WideSum clustering = new WideSum();

  /** Counts for the nodes of one block. */
  public static final class OfBlock {
    private final AdjacencyBlock own;
    private final long[] closed;
    private final ShapeCounts counts = new ShapeCounts();

    /** Begins; the block's targets are ascending and have no loop. */
    public OfBlock(AdjacencyBlock own) {
      this.own = own;
      this.closed = new long[own.rows()];
    }

    /** Looks at the neighbours that lie in another block, or in the own one; each block once. */
    public void meet(AdjacencyBlock other) {
      int[] offsets = own.offsets();
      int[] targets = own.targets();
      int first = (int) other.firstIndex();
      int end = first + other.rows();
      for (int row = 0; row < own.rows(); row++) {
        int from = offsets[row];
        int to = offsets[row + 1];
        for (int at = lower(targets, from, to, first); at < to && targets[at] < end; at++) {
          int v = targets[at] - first;
          int fromV = other.offsets()[v];
          int toV = other.offsets()[v + 1];
          closed[row] += RowOverlap.count(targets, from, to, other.targets(), fromV, toV);
          counts.products.addProduct(to - from, toV - fromV);
        }
      }
    }

    /** Returns the counts, once all blocks were met. */
    public ShapeCounts finish() {
      for (int row = 0; row < own.rows(); row++) {
        long degree = own.degree(row);
        counts.degrees.add(degree);
        counts.squares.addProduct(degree, degree);
        for (int at = 0; at < degree; at++) {
          // Degree by degree, since a cube may not fit 64 bits.
          counts.cubes.addProduct(degree, degree);
        }
        counts.closed.add(closed[row]);
        if (degree > 1) {
          double coefficient = (double) closed[row] / ((double) degree * (degree - 1));
          counts.clustering.add(Math.round(coefficient * UNIT));
        }
      }

      return counts;
    }

    private static int lower(int[] targets, int from, int to, int wanted) {
      int at = Arrays.binarySearch(targets, from, to, wanted);
      return at >= 0 ? at : -at - 1;
    }
  }

  /** Returns the number of nodes by degree. */
  public DegreeCounts degrees() {
    return degrees;
  }

  /** Returns the number of edges. */
  public long edges() {
    return degreeSum().shiftRight(1).longValueExact();
  }

  /** Returns the number of triangles. */
  public long triangles() {
    return closed.value().divide(BigInteger.valueOf(6)).longValueExact();
  }

  /** Returns three times the triangles over the pairs of edges that share a node; 0 without any. */
  public double transitivity() {
    BigInteger paths = squares.value().subtract(degreeSum());
    return paths.signum() == 0 ? 0 : closed.value().doubleValue() / paths.doubleValue();
  }

  /** Returns the mean of the nodes' clustering coefficients, 0 for nodes of less than two edges. */
  public double meanClustering() {
    long nodes = degrees.total();
    return nodes == 0 ? 0 : clustering.value().doubleValue() / UNIT / nodes;
  }

  /**
   * Returns the correlation of the degrees at both ends of an edge (Newman, "Assortative mixing in
   * networks", PRL 2002, equation 4), out of sums over nodes and arcs:
   *
   * <pre>
   * r = (S1 Se - S2 S2) / (S1 S3 - S2 S2),   Si = sum over nodes of degree to the i,
   *                                          Se = sum over arcs of the product of both degrees
   * </pre>
   *
   * @return -1 .. 1; NaN where all edges have ends of one degree, or there is none
   */
  public double assortativity() {
    BigInteger s1 = degreeSum();
    BigInteger s2 = squares.value();
    BigInteger below = s1.multiply(cubes.value()).subtract(s2.multiply(s2));
    return below.signum() == 0
        ? Double.NaN
        : s1.multiply(products.value()).subtract(s2.multiply(s2)).doubleValue()
            / below.doubleValue();
  }

  private BigInteger degreeSum() {
    BigInteger sum = BigInteger.ZERO;
    for (var entry : degrees.nodes().entrySet()) {
      sum =
          sum.add(
              BigInteger.valueOf(entry.getKey()).multiply(BigInteger.valueOf(entry.getValue())));
    }

    return sum;
  }

  /** Returns all numbers in one array, for a task's result. */
  public long[] toLongs() {
    long[] numbers = new long[NUMBERS];
    int at = squares.write(numbers, 0);
    at = cubes.write(numbers, at);
    at = products.write(numbers, at);
    at = closed.write(numbers, at);
    clustering.write(numbers, at);
    return LongStream.concat(Arrays.stream(numbers), Arrays.stream(degrees.toLongs())).toArray();
  }

  /** Adds what {@link #toLongs} returned for other nodes. */
  public void addLongs(long[] numbers) {
    int at = squares.addFrom(numbers, 0);
    at = cubes.addFrom(numbers, at);
    at = products.addFrom(numbers, at);
    at = closed.addFrom(numbers, at);
    at = clustering.addFrom(numbers, at);
    degrees.addLongs(Arrays.copyOfRange(numbers, at, numbers.length));
  }
}
