package org.graphrestore.walk;

/**
 * Ends a walk when its nodes bring little that is new: when its entropy no longer grows linearly
 * with its length (Fang et al., "HuGE: an entropy-driven approach to efficient and scalable graph
 * embeddings", ICDE 2021; Fang et al., "Distributed graph embedding with information-oriented
 * random walks" (DistGER), VLDB 2023, section 2.1, equations 4 and 5).
 *
 * <p>The entropy of the first L nodes, in bits, of which n(v) are the node v, and the coefficient
 * of determination of the points (1, H(1)) .. (L, H(L)):
 *
 * <pre>
 * H(L) = -sum_v n(v)/L log2(n(v)/L) = log2 L - (1/L) sum_v n(v) log2 n(v)
 * R2   = (L sum iH - sum i sum H)^2 / ((L sum H^2 - (sum H)^2) (L sum i^2 - (sum i)^2))
 * </pre>
 *
 * <p>The walk ends with its first L nodes, L at least the least length, for which R2 is below mu,
 * or for which H falls while i grows, or never grew. The base of the logarithm changes no R2. A
 * walk that never comes back has H = log2 L, for which R2 is .978 at 3 nodes, .867 at 20, .826 at
 * 50 and tends to .75: above .978, mu ends every walk of every graph at its least length.
 *
 * <p>Five numbers and the visits are kept, and a node costs a look into a table and some twenty
 * operations (InCoM, DistGER section 3.1, theorem 1 and equations 12 and 13, here with the sum of n
 * log n in place of H, which does not drift). The sums run in the order of the walk and logarithms
 * are {@link StrictMath}'s, so that the length is the same bits everywhere; and since a walk is a
 * function of its start and number, a stopped walk is the beginning of the unstopped one.
 *
 * <p>One walk at a time; reusable; not thread-safe.
 */
public final class InformationStop {
  private static final int TABLE = 1 << 12;
  private static final double[] LOG2 = new double[TABLE];

  static {
    for (int i = 2; i < TABLE; i++) {
      LOG2[i] = logarithm(i);
    }
  }

  private final double mu;
  private final int leastLength;
  private final VisitTable visits = new VisitTable();
  private int length;
  private double nodeSum;
  private double entropy;
  private double sum;
  private double sumOfSquares;
  private double sumOfProducts;

  /**
   * Makes a rule.
   *
   * @param mu R2 below which a walk ends
   * @param leastLength nodes that a walk has at least
   */
  public InformationStop(double mu, int leastLength) {
    this.mu = mu;
    this.leastLength = leastLength;
  }

  /** Begins a walk. */
  public void begin(int start) {
    visits.clear();
    length = 0;
    nodeSum = 0;
    sum = 0;
    sumOfSquares = 0;
    sumOfProducts = 0;
    append(start);
  }

  /** Appends a node to the walk, and returns whether the walk ends with it. */
  public boolean add(int node) {
    append(node);
    return length >= leastLength && !growsLinearly();
  }

  /**
   * Returns the length at which this rule ends a walk.
   *
   * @param nodes holds the walk
   * @param from where it begins
   * @param count its nodes so far, at least 1
   * @return 1 .. count; {@code count} too where the rule does not end it
   */
  public int length(int[] nodes, int from, int count) {
    begin(nodes[from]);
    for (int i = 1; i < count; i++) {
      if (add(nodes[from + i])) {
        return i + 1;
      }
    }

    return count;
  }

  /** Returns the entropy of the walk so far, in bits. */
  double entropy() {
    return entropy;
  }

  /** Returns the coefficient of determination so far; 0 where the entropy has never changed. */
  double determination() {
    double l = length;
    double variance = l * sumOfSquares - sum * sum;
    if (!(variance > 0)) {
      return 0;
    }

    double covariance = covariance();
    return covariance / variance * (covariance / lengthVariance());
  }

  private void append(int node) {
    int before = visits.add(node);
    length++;
    nodeSum += timesLog2(before + 1) - timesLog2(before);
    entropy = log2(length) - nodeSum / length;
    sum += entropy;
    sumOfSquares += entropy * entropy;
    sumOfProducts += entropy * length;
  }

  private boolean growsLinearly() {
    return covariance() > 0 && determination() >= mu;
  }

  private double covariance() {
    double l = length;
    return l * sumOfProducts - sum * (l * (l + 1) / 2);
  }

  /** L sum i^2 - (sum i)^2 for i = 1 .. L. */
  private double lengthVariance() {
    double l = length;
    return l * l * (l * l - 1) / 12;
  }

  private static double timesLog2(int n) {
    return n * log2(n);
  }

  private static double log2(int n) {
    return n < TABLE ? LOG2[n] : logarithm(n);
  }

  private static double logarithm(int n) {
    return StrictMath.log(n) / StrictMath.log(2);
  }
}
